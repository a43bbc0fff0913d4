// Files that other programs ship, to be read by our checks: taken from Debian's packages, without what those depend on
// and without installing anything.
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateApt } from '../../remote/src/vm/private-apt';
import { runTool } from '../../remote/src/vm/tool';
import { once } from './iptables-trees';

/** The folder that the files of these packages are unpacked to, fetched unless that was done before. */
export function debianFiles(packages: readonly string[]): Promise<string> {
  return once(`files-${packages.join('-')}`, async (folder, work) => {
    const apt = new PrivateApt(
      join(folder, 'apt'),
      work.signal,
      `the Debian packages ${packages.join(', ')}`,
    );
    await apt.prepare({ name: 'bookworm', security: undefined });
    await apt.run(['update', '-q'], work.report);
    await apt.run(['download', ...packages], work.report);
    const result = join(folder, 'result');
    await mkdir(result);
    for (const file of (await readdir(apt.folder)).filter((name) => name.endsWith('.deb'))) {
      await runTool(['dpkg-deb', '--extract', join(apt.folder, file), result], work);
    }
  });
}
