// The test VM as any other machine: reached by SSH alone, with a configuration file, so that sources are synced
// to it and make runs inside.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSession } from '../../remote/src/ssh/open-session';
import type { SshTarget } from '../../remote/src/target';
import { TestVm, type RunningVm } from '../../remote/src/vm/test-vm';
import { conversation } from './remote-session';
import { temporaryFolder } from './temporary-folder';
import { testInstance } from './test-instance.mjs';
import { target as vmTarget, type VmContext } from './vm-context';
import { sshConfigOf } from './vm-ssh-config';

export interface RemoteVmContext extends VmContext {
  readonly vm: RunningVm;
  /** Another session on the same machine. */
  connect(): Promise<VmContext['session']>;
  /** Closes the session and removes the configuration. */
  close(): Promise<void>;
}

/** Boots the test VM when it is not running, and logs in to it as to a machine that nobody knows more about. */
export async function openVmAsRemote(): Promise<RemoteVmContext> {
  const lines: string[] = [];
  const report = {
    step: (title: string) => void lines.push(`== ${title}`),
    output: (line: string) => void lines.push(line),
  };
  const { options } = conversation();
  const machine = new TestVm({ suite: vmTarget.suite, instance: testInstance });
  const vm = await machine.up({ report, signal: options.signal });
  const folder = await temporaryFolder();
  const configFile = join(folder.path, 'ssh_config');
  await writeFile(configFile, sshConfigOf(vm));
  const target: SshTarget = { kind: 'ssh', name: 'lab1', host: 'lab1' };
  const connect = () => openSession(target, { ...options, configFile });
  const session = await connect();
  return {
    target,
    session,
    signal: options.signal,
    report,
    lines,
    vm,
    connect,
    close: async () => {
      await session.close();
      await folder.remove();
    },
  };
}
