// The real iptables, asked what it says of a file. Each question runs in a user and network namespace of its own,
// which needs no root and touches no rules of this machine.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { iptablesTree } from './iptables-trees';
import type { IptablesVersion } from './iptables-trees';

export type Variant = 'legacy' | 'nft';
export type Family = 'ipv4' | 'ipv6';

/** A file for iptables-restore or ip6tables-restore. */
export interface Question {
  readonly text: string;
  readonly family: Family;
}

/** What iptables-restore said: whether `--test` passes, and whether the kernel takes the rules. */
export interface Verdict {
  readonly passesTest: boolean;
  readonly loads: boolean;
  /** The first lines of what it complained of, or warned of. */
  readonly said: string;
  /** This machine's kernel has not been built with an extension of the file, so what it loads says nothing. */
  readonly lacksModule: boolean;
}

/** The commands of an iptables, one a variant, without the name of the program they are to be. */
type Commands = Readonly<Record<Variant, readonly string[]>>;

const known = new Map<IptablesVersion, Promise<Commands>>();

/** This machine's own iptables if it is of the version, else one of Debian's archive. */
function commandsOf(version: IptablesVersion): Promise<Commands> {
  const commands = known.get(version) ?? findCommands(version);
  known.set(version, commands);
  return commands;
}

async function findCommands(version: IptablesVersion): Promise<Commands> {
  const { stdout } = spawnSync('xtables-nft-multi', ['iptables', '--version'], {
    env: environment,
    encoding: 'utf8',
  });
  if (stdout.startsWith(`iptables v${version} `)) {
    return { legacy: ['xtables-legacy-multi'], nft: ['xtables-nft-multi'] };
  }
  const tree = await iptablesTree(version);
  return { legacy: tree.argv('xtables-legacy-multi'), nft: tree.argv('xtables-nft-multi') };
}

const environment = { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' };
const programs = { ipv4: 'iptables-restore', ipv6: 'ip6tables-restore' } as const;
/** Enough to hold a name of a host, which iptables repeats. */
const mostSaid = 2000;
/**
 * What asks: `FOLDER IPTABLES...` are its arguments. Each line of its input is `NUMBER PROGRAM`, and the file NUMBER of
 * the folder is what PROGRAM restores; `NUMBER TEST LOAD`, the two exit statuses, answers. Each run gets a network
 * namespace of its own: none finds the tables of another, and a fresh one is quicker than one in use, where the kernel
 * waits before it lets go of old rules. What `--test` refuses is not loaded, since a load begins with the same.
 */
const script = `
folder=$1
shift
while read -r number program; do
  question=$folder/$number
  unshare -n "$@" "$program" --test <"$question" >/dev/null 2>"$question.said"
  test=$?
  load=$test
  if [ "$test" -eq 0 ]; then
    unshare -n "$@" "$program" <"$question" >/dev/null 2>"$question.said"
    load=$?
  fi
  echo "$number $test $load"
done`;
/** Loads whatever the kernel, so that its refusal tells that the oracle itself does not work. */
const control = '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n';

/** Asks for all texts, several at a time; the verdicts come in the order of the texts. */
export async function askIptables(
  questions: readonly Question[],
  variant: Variant,
  version: IptablesVersion,
): Promise<Verdict[]> {
  const commands = await commandsOf(version);
  const folder = await mkdtemp(join(tmpdir(), 'nfw-oracle-'));
  const verdicts: Verdict[] = [];
  const numbers = questions.map((_question, number) => number);
  const workers = Math.max(2, availableParallelism());
  try {
    await Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        const share = numbers.filter((number) => number % workers === worker);
        const own = join(folder, `${worker}`);
        await mkdir(own);
        await askInTurn(own, share, questions, commands[variant], verdicts);
      }),
    );
    return verdicts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Has one script ask for the questions of these numbers, after the control. */
async function askInTurn(
  folder: string,
  numbers: readonly number[],
  questions: readonly Question[],
  command: readonly string[],
  verdicts: Verdict[],
): Promise<void> {
  const order = ['control iptables-restore'];
  await writeFile(join(folder, 'control'), control);
  for (const number of numbers) {
    const { text, family } = questions[number] as Question;
    await writeFile(join(folder, `${number}`), text);
    order.push(`${number} ${programs[family]}`);
  }
  const answers = await runScript(folder, command, `${order.join('\n')}\n`);
  const saidOf = (name: string) =>
    readFile(join(folder, `${name}.said`), 'utf8').then((text) => text.slice(0, mostSaid));
  if (answers.length !== order.length || answers[0]?.load !== 0) {
    throw new Error(`${command.join(' ')} cannot be asked: ${await saidOf('control')}`);
  }
  for (const { number, load, test } of answers.slice(1)) {
    const said = await saidOf(number);
    verdicts[Number(number)] = {
      passesTest: test === 0,
      loads: load === 0,
      said,
      lacksModule: /missing kernel module/.test(said),
    };
  }
}

interface Answer {
  readonly number: string;
  readonly load: number;
  readonly test: number;
}

function runScript(folder: string, command: readonly string[], order: string): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const argv = ['-Ur', 'sh', '-c', script, 'oracle', folder, ...command];
    const child = spawn('unshare', argv, {
      // Two legacy restores at a time want a lock each, or the second gives up.
      env: { ...environment, XTABLES_LOCKFILE: join(folder, 'lock') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let answers = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (answers += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child.on('error', reject);
    child.on('close', () => {
      if (said !== '') reject(new Error(said));
      else resolve(answers.split('\n').slice(0, -1).map(readAnswer));
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(order);
  });
}

function readAnswer(line: string): Answer {
  const [number = '', test, load] = line.split(' ');
  return { number, load: Number(load), test: Number(test) };
}

/** How long `--test` takes on a text, in milliseconds, the process included. */
export async function timeIptablesTest(text: string, variant: Variant): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'nfw-oracle-'));
  try {
    const begun = performance.now();
    const { status, said } = await testOnce(text, variant, join(folder, 'lock'));
    if (status !== 0) throw new Error(`iptables-restore refuses the file of the bench: ${said}`);
    return performance.now() - begun;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function testOnce(
  text: string,
  variant: Variant,
  lockFile: string,
): Promise<{ status: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const argv = ['-Urn', `xtables-${variant}-multi`, 'iptables-restore', '--test'];
    const child = spawn('unshare', argv, {
      env: { ...environment, XTABLES_LOCKFILE: lockFile },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child.on('error', reject);
    child.stdin.on('error', () => undefined);
    child.on('close', (status) => resolve({ status, said: said.slice(0, 300) }));
    child.stdin.end(text);
  });
}
