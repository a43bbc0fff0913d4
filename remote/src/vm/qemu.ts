// QEMU's command line for an instance, and starting it so that it outlives whoever started it. Paths of the
// instance are relative to its folder, in which QEMU runs: no name needs escaping, and the folder a process runs
// in tells whose it is.
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Image } from './image';
import { runTool } from './tool';
import { missingTool } from './trouble';

export type Accelerator = 'kvm' | 'tcg';

/** Names of an instance's files, in its folder. */
export const instanceFiles = {
  overlay: 'overlay.qcow2',
  console: 'console.log',
  /** What QEMU itself printed. */
  log: 'qemu.log',
  pid: 'qemu.pid',
  monitor: 'monitor.sock',
} as const;

const program = 'qemu-system-x86_64';

export interface Machine {
  readonly image: Pick<Image, 'kernel' | 'initramfs'>;
  readonly accelerator: Accelerator;
  /** Port on 127.0.0.1 that leads to the guest's SSH server. */
  readonly port: number;
}

/** The whole command line. `restrict` cuts the guest off from every network but the one forwarded port. */
export function qemuCommand({ image, accelerator, port }: Machine): string[] {
  const disk = {
    driver: 'qcow2',
    'node-name': 'disk',
    file: { driver: 'file', filename: instanceFiles.overlay },
  };
  return [
    program,
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none'],
    ...['-machine', 'q35', '-smp', '2', '-m', '1024'],
    ...['-accel', accelerator === 'tcg' ? 'tcg,thread=multi' : 'kvm'],
    ...['-cpu', accelerator === 'tcg' ? 'max' : 'host'],
    ...['-kernel', image.kernel, '-initrd', image.initramfs, '-append', kernelCommandLine],
    ...['-blockdev', JSON.stringify(disk), '-device', 'virtio-blk-pci,drive=disk'],
    ...['-netdev', `user,id=net,restrict=on,ipv6=off,hostfwd=tcp:127.0.0.1:${port}-:22`],
    ...['-device', 'virtio-net-pci,netdev=net,romfile='],
    ...['-device', 'virtio-rng-pci'],
    ...['-serial', `file:${instanceFiles.console}`],
    ...['-qmp', `unix:${instanceFiles.monitor},server=on,wait=off`],
    ...['-pidfile', instanceFiles.pid],
  ];
}

/** A panic ends QEMU at once (`panic=-1` with -no-reboot), and the log holds what a busy module prints. */
const kernelCommandLine = 'console=ttyS0 quiet panic=-1 mitigations=off log_buf_len=4M';

/** Makes the instance's disk anew: an empty layer over the image's. */
export async function createOverlay(image: Image, folder: string, signal: AbortSignal): Promise<void> {
  await runTool(
    [
      'qemu-img',
      'create',
      '-q',
      '-f',
      'qcow2',
      '-F',
      'raw',
      '-b',
      image.disk,
      join(folder, instanceFiles.overlay),
    ],
    { signal },
  );
}

/** Starts QEMU in the instance's folder and leaves it to itself. Resolves with its process id. */
export async function startQemu(machine: Machine, folder: string): Promise<number> {
  const [command = '', ...rest] = qemuCommand(machine);
  const log = await open(join(folder, instanceFiles.log), 'w', 0o600);
  // QEMU makes the console file when it starts; the one of the last run must not be taken for it.
  await (await open(join(folder, instanceFiles.console), 'w', 0o600)).close();
  try {
    const child = spawn(command, rest, { cwd: folder, detached: true, stdio: ['ignore', log.fd, log.fd] });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ENOENT' ? missingTool(program) : error);
      });
    });
    child.unref();
    return child.pid ?? Number.NaN;
  } finally {
    await log.close();
  }
}

/** A TCP port of 127.0.0.1 that is free now; somebody may take it before QEMU does, which then says so. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
