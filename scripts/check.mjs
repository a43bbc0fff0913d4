// `npm run check`: types, lint, import directions and format, each to its end.
import { runChecks } from './lib/checks.mjs';
import { main } from './lib/failure.mjs';
import { ensureNodeModules } from './lib/prerequisites.mjs';

await main(async () => {
  await ensureNodeModules();
  const { failed } = await runChecks();
  return failed === 0 ? 0 : 1;
});
