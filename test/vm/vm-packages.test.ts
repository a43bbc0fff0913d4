// What an image of each suite would be made of, as the Debian mirror of this machine has it today. Only the
// package lists are downloaded, into the cache that the images are built from.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentReport } from '../../remote/src/jobs/job';
import { defaultCacheFolder, foldersIn } from '../../remote/src/vm/folders';
import { withLock } from '../../remote/src/vm/lock';
import { planPackages } from '../../remote/src/vm/packages';
import { findSuite, suiteNames } from '../../remote/src/vm/suites';

const work = { report: silentReport, signal: new AbortController().signal };
const folders = foldersIn(defaultCacheFolder());

describe.each(suiteNames)('an image of %s', (name) => {
  it('has one kernel of the version it promises, with the headers of that very kernel', async () => {
    const suite = findSuite(name);
    const lock = join(folders.locks, `image-${name}`);
    const packages = await withLock(lock, work, () =>
      planPackages(suite, join(folders.packages, name), work),
    );
    const versionOf = new Map(packages.map((each) => [each.name, each.version]));
    const kernels = packages.filter((each) => /^linux-image-\d/.test(each.name));
    expect(kernels).toHaveLength(1);
    const [kernel] = kernels;
    expect(kernel?.version).toMatch(new RegExp(`^${suite.kernel.replace('.', '\\.')}\\.\\d+`));
    expect(versionOf.get(kernel?.name.replace('image', 'headers') ?? '')).toBe(kernel?.version);
    for (const asked of suite.packages) expect([...versionOf.keys()]).toContain(asked);
  });
});
