// An edited module, built and swapped: on the embedded VM against make inside it, and on a machine known by SSH
// alone against the same commands typed over plain ssh.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { build } from '../../remote/src/jobs/build';
import type { JobContext } from '../../remote/src/jobs/job';
import { reload } from '../../remote/src/jobs/reload';
import { remoteFolder } from '../../remote/src/jobs/remote-folder';
import { unload } from '../../remote/src/jobs/unload';
import { sshCommand } from '../../remote/src/vm/ssh-command';
import { copyModule, type ModuleCopy } from '../support/module-copy';
import { openVmContext, type VmContext } from '../support/vm-context';
import { openVmAsRemote, type RemoteVmContext } from '../support/vm-remote';
import { compare } from './compare';

let embedded: VmContext;
let remote: RemoteVmContext;
let copy: ModuleCopy;
let edits = 0;

beforeAll(async () => {
  copy = await copyModule();
  embedded = await openVmContext();
  remote = await openVmAsRemote();
  await build(remote, copy.sources);
  await unload(embedded, copy.sources);
});

afterAll(async () => {
  await unload(embedded, copy.sources);
  await embedded.session.close();
  await remote.close();
  await copy.remove();
});

/** Changes what is built, so that every round compiles and swaps. */
async function edit(): Promise<void> {
  edits += 1;
  await copy.edit('xt_CLONE.c', (text) =>
    text
      .replace(/^MODULE_INFO\(edit.*\n/m, '')
      .replace(/^MODULE_LICENSE/m, `MODULE_INFO(edit, "${edits}");\nMODULE_LICENSE`),
  );
}

async function swap(context: JobContext): Promise<void> {
  await edit();
  const { swapped } = await reload(context, copy.sources);
  if (!swapped) throw new Error('The module was not swapped.');
}

/** What a person types: copy the file, make, install the library, swap the module. One ssh for each line. */
async function swapByHand(): Promise<void> {
  await edit();
  const folder = remoteFolder(remote, copy.sources);
  const ssh = sshCommand(remote.vm)
    .map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
    .join(' ');
  const lines = [
    `${ssh} "cat >${folder}/xt_CLONE.c" <"${copy.sources.folder}/xt_CLONE.c"`,
    `${ssh} "make -C ${folder}"`,
    `${ssh} "make -C ${folder} install-library"`,
    `${ssh} "rmmod xt_CLONE; modprobe x_tables; insmod ${folder}/xt_CLONE.ko"`,
  ];
  await promisify(execFile)('sh', ['-ec', lines.join('\n')], { maxBuffer: 1 << 24 });
}

compare('edited module built and swapped on the embedded VM / with make inside it', {
  atMost: 1 / 5,
  rounds: 2,
  ours: () => swap(embedded),
  other: swapByHand,
});

compare('edited module built and swapped on another target / the same typed over plain ssh', {
  atMost: 1.3,
  rounds: 2,
  ours: () => swap(remote),
  other: swapByHand,
});
