// `nfw vm`: the embedded test VM by hand. What it is made of and how it boots is in remote/src/vm.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { quoteAll } from '../../../remote/src/ssh/quote';
import { sshCommand } from '../../../remote/src/vm/ssh-command';
import { TestVm, type RunningVm, type VmStatus } from '../../../remote/src/vm/test-vm';
import { UserError } from '../../../remote/src/user-error';
import { chooseAction } from '../action';
import { defineCommand, type ExitCode } from '../command';
import { terminalReport } from '../report';

/** What an action is given: the machine, the words after the action's name, and how to print. */
interface VmInvocation {
  readonly machine: TestVm;
  readonly operands: readonly string[];
  readonly json: boolean;
  readonly signal: AbortSignal;
}

const actions: Readonly<Record<string, (invocation: VmInvocation) => Promise<ExitCode>>> = {
  up: async ({ machine, signal, json }) =>
    printVm(await machine.up({ report: terminalReport, signal }), json),
  down: ({ machine }) => machine.down().then(() => 0),
  reset: async ({ machine, signal, json }) =>
    printVm(await machine.reset({ report: terminalReport, signal }), json),
  status: async ({ machine, json }) => printStatus(await machine.status(), json),
  ssh: openShell,
  log: printConsole,
};

export const vm = defineCommand({
  name: 'vm',
  summary: 'Start, stop, reset and look into the test VM.',
  usage: ['vm up|down|reset|status|log [OPTION …]', 'vm ssh [OPTION …] [-- COMMAND …]'],
  description: `
up      make sure the VM runs and answers SSH; its image is built when there is none
down    shut it down; its disk is kept
reset   throw away what its disk gathered, and start it clean
status  say whether it runs, and how to reach it
ssh     open a shell in it, or run one command
log     print its serial console

The VM is made of Debian packages alone and listens on 127.0.0.1 only. Its image
lies in the user's cache folder (XDG_CACHE_HOME, else ~/.cache).`,
  options: {
    suite: {
      type: 'string',
      value: 'SUITE',
      help: 'Debian suite, which decides the kernel (bookworm: 6.1).',
    },
    instance: { type: 'string', value: 'NAME', help: 'A machine of its own beside the default one.' },
    json: { type: 'boolean', help: 'Print the result as JSON (up, reset, status).' },
  },
  run: async ({ values, operands: [name, ...operands], signal }) => {
    const machine = new TestVm({
      ...(values.suite !== undefined && { suite: values.suite }),
      ...(values.instance !== undefined && { instance: values.instance }),
    });
    return chooseAction('vm', actions, name)({ machine, operands, json: values.json, signal });
  },
});

function printVm(running: RunningVm, json: boolean): ExitCode {
  return printStatus({ state: 'running', vm: running }, json);
}

/** Exit code 0 when the machine can be used as it is. */
function printStatus(status: VmStatus, json: boolean): ExitCode {
  console.log(json ? JSON.stringify(status, null, 2) : describe(status));
  return status.state === 'running' ? 0 : 1;
}

function describe(status: VmStatus): string {
  switch (status.state) {
    case 'no-image':
      return 'There is no test VM yet; `nfw vm up` makes one.';
    case 'stopped':
      return 'The test VM is stopped; `nfw vm up` starts it.';
    case 'died':
      return `The test VM died; its last words are in ${status.consoleFile} (\`nfw vm log\`). \`nfw vm up\` starts it again.`;
    case 'unresponsive':
      return `The test VM runs but does not answer SSH on 127.0.0.1:${status.vm.port}: ${status.reason}; see \`nfw vm log\`, or \`nfw vm reset\`.`;
    case 'running':
      return [
        `The test VM runs ${status.vm.kernelRelease} (${status.vm.suite}, ${acceleratorName(status.vm)}).`,
        `  shell    ${quoteAll(sshCommand(status.vm))}`,
        `  console  ${status.vm.consoleFile}`,
      ].join('\n');
  }
}

const acceleratorName = ({ accelerator }: RunningVm): string =>
  accelerator === 'kvm' ? 'KVM' : 'software emulation';

async function requireRunning(machine: TestVm): Promise<RunningVm> {
  const status = await machine.status();
  if (status.state === 'running') return status.vm;
  throw new UserError('The test VM does not answer.', 'Start it with `nfw vm up`.', {
    code: 'vm-not-running',
  });
}

/** Hands the terminal to the system's ssh, and gives its exit status. */
async function openShell({ machine, operands, signal }: VmInvocation): Promise<ExitCode> {
  const [program = 'ssh', ...args] = sshCommand(await requireRunning(machine));
  const child = spawn(program, [...args, ...(operands.length > 0 ? [quoteAll(operands)] : [])], {
    stdio: 'inherit',
  });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
}

async function printConsole({ machine, signal }: VmInvocation): Promise<ExitCode> {
  const status = await machine.status();
  if (status.state === 'no-image' || status.state === 'stopped') {
    throw new UserError('The test VM is not running.', 'Start it with `nfw vm up`.', {
      code: 'vm-not-running',
    });
  }
  const file = status.state === 'died' ? status.consoleFile : status.vm.consoleFile;
  await pipeline(createReadStream(file), process.stdout, { end: false, signal });
  return 0;
}
