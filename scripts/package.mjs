// `npm run package`: the bundles, then the extension as one .vsix, whose path is the last line printed.
import { main } from './lib/failure.mjs';
import { packageExtension } from './lib/package-extension.mjs';
import { buildBundles, ensureNodeModules } from './lib/prerequisites.mjs';
import { heading } from './lib/say.mjs';

await main(async () => {
  await ensureNodeModules();
  await buildBundles();
  heading('Package');
  console.log(await packageExtension());
});
