// The guest's initramfs: a static busybox, the modules that its disk and network need, and a script that loads
// them and hands over to the init on the disk.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { runTool } from './tool';

/** Modules that must be there before the root file system is; those built into a kernel are not looked for. */
const firstModules = ['virtio_pci', 'virtio_blk', 'virtio_net', 'crc32c_generic', 'ext4'];

const init = `#!/bin/busybox sh
/bin/busybox mount -t devtmpfs dev /dev
for module in $(/bin/busybox cat /modules/order); do
  /bin/busybox insmod /modules/$module
done
tries=0
until [ -b /dev/vda ] || [ $tries -ge 100 ]; do
  /bin/busybox sleep 0.1
  tries=$((tries + 1))
done
/bin/busybox mount -t ext4 -o noatime /dev/vda /root
/bin/busybox mount -o move /dev /root/dev
exec /bin/busybox switch_root /root /usr/sbin/init
`;

/**
 * Writes the initramfs for the kernel of an unpacked image.
 *
 * @param tree The image's files, depmod done.
 * @param output Path of the cpio archive; it is not compressed, since unpacking costs more than reading.
 */
export async function buildInitramfs(
  tree: string,
  kernelRelease: string,
  output: string,
  { signal, scratch }: { readonly signal: AbortSignal; readonly scratch: string },
): Promise<void> {
  const modulesFolder = join(tree, 'usr/lib/modules', kernelRelease);
  const order = moduleOrder(await readFile(join(modulesFolder, 'modules.dep'), 'utf8'), firstModules);
  for (const folder of ['bin', 'dev', 'modules', 'root']) {
    await mkdir(join(scratch, folder), { recursive: true });
  }
  await copyFile(join(tree, 'usr/bin/busybox'), join(scratch, 'bin/busybox'));
  const names: string[] = [];
  for (const path of order) names.push(await addModule(join(modulesFolder, path), scratch, signal));
  await writeFile(join(scratch, 'modules/order'), `${names.join('\n')}\n`);
  await writeFile(join(scratch, 'init'), init, { mode: 0o755 });
  const files = ['.', 'bin', 'bin/busybox', 'dev', 'init', 'modules', 'modules/order', 'root'];
  await runTool(
    ['cpio', '--create', '--quiet', '--format=newc', '--owner=0:0', '--reproducible', `--file=${output}`],
    { signal, folder: scratch, input: [...files, ...names.map((name) => `modules/${name}`)].join('\n') },
  );
}

/** busybox's insmod reads no compressed module, so they are unpacked here. */
async function addModule(path: string, scratch: string, signal: AbortSignal): Promise<string> {
  const name = basename(path).replace(/\.xz$/, '');
  const target = join(scratch, 'modules', name);
  await copyFile(path, path.endsWith('.xz') ? `${target}.xz` : target);
  if (path.endsWith('.xz')) await runTool(['xz', '--decompress', `${target}.xz`], { signal });
  return name;
}

/**
 * Paths of the wanted modules and all they need, each after what it needs.
 *
 * @param modulesDep Text of modules.dep: `path: needed paths`, the needed ones last first.
 */
export function moduleOrder(modulesDep: string, wanted: readonly string[]): string[] {
  const needs = new Map<string, string[]>();
  const pathOf = new Map<string, string>();
  for (const line of modulesDep.split('\n')) {
    const [path, rest] = line.split(':');
    if (path === undefined || rest === undefined) continue;
    needs.set(
      path,
      rest.split(' ').filter((word) => word !== ''),
    );
    pathOf.set(
      basename(path)
        .replace(/\.ko(\.\w+)?$/, '')
        .replaceAll('-', '_'),
      path,
    );
  }
  const order = new Set<string>();
  for (const name of wanted) {
    const path = pathOf.get(name);
    if (path === undefined) continue;
    for (const needed of [...(needs.get(path) ?? [])].reverse()) order.add(needed);
    order.add(path);
  }
  return [...order];
}
