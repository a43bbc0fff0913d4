// Ends an instance: the guest is asked to turn itself off, so that its disk is whole; then QEMU is asked, then
// it is ended.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningVm } from './running-vm';
import { sshCommand } from './ssh-command';
import { isQemuOf } from './state';
import { tryTool } from './tool';

/** Milliseconds for a guest to turn itself off before QEMU is ended. */
const powerOffDeadline = 8000;

/** Milliseconds for QEMU to end after it was asked to. */
const endDeadline = 3000;

/** Lets the guest write out its disk; one that hangs is waited for a few seconds only. */
export async function askToPowerOff(vm: RunningVm, folder: string): Promise<void> {
  const signal = AbortSignal.timeout(powerOffDeadline);
  // A disk left writable would have its journal replayed at the next boot. The connection is lost as the guest goes,
  // so how ssh ends says nothing.
  const command = 'sync; mount -o remount,ro /; busybox poweroff -f';
  await tryTool([...sshCommand(vm), command], { signal }).catch(() => undefined);
  if (!signal.aborted) await waitForEnd(vm.pid, folder, endDeadline);
}

/** Ends a QEMU: asked first, so that its disk is written out, and by force when it does not listen. */
export async function endQemu(pid: number, folder: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!(await isQemuOf(pid, folder))) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitForEnd(pid, folder, endDeadline)) return;
  }
}

/** Whether the QEMU has ended within `deadline` milliseconds. */
async function waitForEnd(pid: number, folder: string, deadline: number): Promise<boolean> {
  const end = Date.now() + deadline;
  while (await isQemuOf(pid, folder)) {
    if (Date.now() >= end) return false;
    await sleep(20);
  }
  return true;
}
