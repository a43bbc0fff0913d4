// The test VM as a witness: what it says over an SSH client of its own, apart from the extension under test.
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { silentReport } from '../../../remote/src/jobs/job';
import { sshCommand } from '../../../remote/src/vm/ssh-command';
import { TestVm } from '../../../remote/src/vm/test-vm';
import { testInstance } from '../../support/test-instance.mjs';

const machine = new TestVm({ instance: testInstance });

/** Starts the VM as clean as on its first day. */
export async function resetMachine(): Promise<void> {
  await machine.reset({ report: silentReport, signal: new AbortController().signal });
}

/** Runs a command of plain words on the VM and returns what it prints. */
export async function onMachine(...argv: readonly string[]): Promise<string> {
  const status = await machine.status();
  assert.equal(status.state, 'running');
  const [ssh = 'ssh', ...args] = [...sshCommand(status.vm), ...argv];
  const { stdout } = await promisify(execFile)(ssh, args);
  return stdout;
}

/** Whether the kernel of the VM holds the module. */
export async function isLoaded(module: string): Promise<boolean> {
  const modules = await onMachine('cat', '/proc/modules');
  return modules.split('\n').some((line) => line.startsWith(`${module} `));
}
