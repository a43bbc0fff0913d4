// The kernel halves of xtables-addons, as Debian ships them to be built on the user's machine.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../../remote/src/vm/tool';
import { debianFiles } from './debian-packages';
import { once } from './iptables-trees';

/** Fetches them unless that was done before; gives their folder. */
export function addonsSources(): Promise<string> {
  return once('xtables-addons', async (folder, work) => {
    const archive = join(await debianFiles(['xtables-addons-source']), 'usr/src/xtables-addons.tar.bz2');
    const result = join(folder, 'result');
    await mkdir(result);
    const argv = ['tar', '--extract', '--file', archive, '--strip-components=2', '--no-same-owner'];
    await runTool([...argv, '--directory', result], work);
  });
}
