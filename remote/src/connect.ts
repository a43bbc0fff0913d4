// The one way from a target to a session, whatever kind of target it is.
import type { JobReport } from './jobs/job';
import type { HostConfig } from './ssh/host-config';
import { openSession, openSessionThrough, type OpenSessionOptions } from './ssh/open-session';
import type { LocalHeaders, Session } from './ssh/session';
import type { Target } from './target';
import { TestVm, type RunningVm } from './vm/test-vm';

export interface ConnectOptions extends OpenSessionOptions {
  /** Where the boot of the embedded VM is reported. */
  readonly report: JobReport;
}

/** Starts the target when it is the embedded VM, then opens a session on it. */
export async function connect(target: Target, options: ConnectOptions): Promise<Session> {
  if (target.kind === 'ssh') return openSession(target, options);
  const { suite, instance } = target;
  const machine = new TestVm({ suite, ...(instance === undefined ? {} : { instance }) });
  const vm = await machine.up(options);
  return openSessionThrough([hostConfigOf(target.name, vm)], {
    ...options,
    localHeaders: localHeadersOf(vm),
  });
}

/** The VM brings its own key and host key; the user's SSH configuration has no say. */
function hostConfigOf(name: string, vm: RunningVm): HostConfig {
  return {
    name,
    hostName: vm.host,
    port: vm.port,
    user: vm.user,
    identityFiles: [vm.identityFile],
    hasCertificate: false,
    identitiesOnly: true,
    agent: undefined,
    knownHostsFiles: [vm.knownHostsFile],
    hostKeyAlias: undefined,
    hashKnownHosts: false,
    unknownHostKey: 'refuse',
    connectDeadline: 30_000,
    keepalive: { interval: 3000, count: 3 },
  };
}

function localHeadersOf(vm: RunningVm): LocalHeaders {
  return {
    kernelRelease: vm.kernelRelease,
    buildTree: vm.buildTree,
    sysroot: vm.sysroot,
    unusable: vm.hostBuild.works ? undefined : vm.hostBuild.reason,
  };
}
