// From what is remembered of an instance to what the rest of the project is told about it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../user-error';
import { checkHostBuild } from './build-tree';
import { imageIn, type Image } from './image';
import { readManifest } from './manifest';
import { instanceFiles } from './qemu';
import type { HostBuild, RunningVm } from './running-vm';
import type { StartedInstance } from './state';

/** An instance by name and place. */
export interface InstancePlace {
  readonly suite: string;
  readonly instance: string;
  readonly folder: string;
}

/** How to reach and use the instance that QEMU `pid` runs. `hostBuild` is found out here unless it is known already. */
export async function describeVm(
  place: InstancePlace,
  state: StartedInstance,
  pid: number,
  { signal, hostBuild }: { readonly signal: AbortSignal; readonly hostBuild?: HostBuild },
): Promise<RunningVm> {
  const manifest = await readManifest(state.image);
  if (manifest === undefined) {
    throw new UserError(
      'The image of the running test VM was removed or damaged.',
      'Start the VM anew with `nfw vm reset`.',
      { code: 'image-gone' },
    );
  }
  const image = imageIn(state.image, manifest);
  const { port, accelerator, acceleratorReason } = state.started;
  return {
    suite: place.suite,
    instance: place.instance,
    pid,
    accelerator,
    acceleratorReason,
    host: '127.0.0.1',
    port,
    user: 'root',
    identityFile: image.identityFile,
    knownHostsFile: await writeKnownHosts(image, place.folder, port),
    consoleFile: join(place.folder, instanceFiles.console),
    kernelRelease: manifest.kernelRelease,
    buildTree: image.buildTree,
    hostBuild: hostBuild ?? (await checkHostBuild(image.buildTree, signal)),
    sysroot: image.sysroot,
    extensionFolder: manifest.extensionFolder,
  };
}

/** The host key was made with the image, so it is known before the first connection. */
async function writeKnownHosts(image: Image, folder: string, port: number): Promise<string> {
  const path = join(folder, 'known_hosts');
  const [type = '', key = ''] = (await readFile(image.hostKeyFile, 'utf8')).trim().split(' ');
  await writeFile(path, `[127.0.0.1]:${port} ${type} ${key}\n`);
  return path;
}
