// The real iptables, asked what it says of a file. Each question runs in a user and network namespace of its own,
// which needs no root and touches no rules of this machine.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

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
  /** The first lines of what it complained of. */
  readonly said: string;
}

/** One iptables that can be asked. */
export interface Iptables {
  readonly version: string;
  /** The command of a variant, without the program's name, and what it wants in its environment. */
  command(variant: Variant): readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The iptables of this machine. */
export const installedIptables: Iptables = {
  get version() {
    return (installedVersion ??= askInstalledVersion());
  },
  command: (variant) => [`xtables-${variant}-multi`],
  environment: {},
};

let installedVersion: string | undefined;

function askInstalledVersion(): string {
  const { stdout, error } = spawnSync('xtables-nft-multi', ['iptables', '--version'], {
    env: environmentOf({}),
    encoding: 'utf8',
  });
  const version = /v(\d[\d.]*)/.exec(stdout)?.[1];
  if (version === undefined) throw error ?? new Error(`iptables does not tell its version: ${stdout}`);
  return version;
}

/** The iptables of a Debian release, unpacked into a folder with the libraries it needs. */
export function unpackedIptables(folder: string, version: string): Iptables {
  const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
    .map((machine) => join(folder, 'usr/lib', machine))
    .find((candidate) => existsSync(candidate));
  if (libraries === undefined) throw new Error(`There are no libraries of Debian in ${folder}`);
  const loader = ['ld-linux-x86-64.so.2', 'ld-linux-aarch64.so.1']
    .map((name) => join(libraries, name))
    .find((candidate) => existsSync(candidate));
  if (loader === undefined) throw new Error(`There is no loader of programs in ${libraries}`);
  return {
    version,
    command: (variant) => [
      ...[loader, '--library-path', libraries],
      join(folder, 'usr/sbin', `xtables-${variant}-multi`),
    ],
    environment: { XTABLES_LIBDIR: join(libraries, 'xtables') },
  };
}

const programs = { ipv4: 'iptables-restore', ipv6: 'ip6tables-restore' } as const;
/**
 * What asks: `FOLDER IPTABLES...` are its arguments. Each line of its input is `NUMBER PROGRAM`, and the file NUMBER of
 * the folder is what PROGRAM restores; `NUMBER LOAD TEST`, the two exit statuses, answers. Each run gets a network
 * namespace of its own: none finds the tables of another, and a fresh one is quicker than one in use, where the kernel
 * waits before it lets go of old rules. What loads has been parsed; only of a refusal it is asked whose it was.
 */
const script = `
folder=$1
shift
while read -r number program; do
  question=$folder/$number
  test=0
  unshare -n "$@" "$program" <"$question" >/dev/null 2>"$question.load"
  load=$?
  if [ "$load" -ne 0 ]; then
    unshare -n "$@" "$program" --test <"$question" >/dev/null 2>"$question.test"
    test=$?
  fi
  echo "$number $load $test"
done`;
/** Loads whatever the kernel, so that its refusal tells that the oracle itself does not work. */
const control = '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n';

/** Asks for all texts, several at a time; the verdicts come in the order of the texts. */
export async function askIptables(
  questions: readonly Question[],
  variant: Variant,
  iptables: Iptables = installedIptables,
): Promise<Verdict[]> {
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
        await askInTurn(own, share, questions, variant, iptables, verdicts);
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
  variant: Variant,
  iptables: Iptables,
  verdicts: Verdict[],
): Promise<void> {
  const order = ['control iptables-restore'];
  await writeFile(join(folder, 'control'), control);
  for (const number of numbers) {
    const { text, family } = questions[number] as Question;
    await writeFile(join(folder, `${number}`), text);
    order.push(`${number} ${programs[family]}`);
  }
  const answers = await runScript(folder, iptables, variant, `${order.join('\n')}\n`);
  const saidOf = (name: string) => readFile(join(folder, name), 'utf8').then((said) => said.slice(0, 300));
  if (answers.length !== order.length || answers[0]?.load !== 0) {
    throw new Error(
      `iptables-${variant} ${iptables.version} cannot be asked: ${await saidOf('control.load')}`,
    );
  }
  for (const { number, load, test } of answers.slice(1)) {
    const said = load === 0 ? '' : await saidOf(`${number}.${test === 0 ? 'load' : 'test'}`);
    verdicts[Number(number)] = { passesTest: test === 0, loads: load === 0, said };
  }
}

interface Answer {
  readonly number: string;
  readonly load: number;
  readonly test: number;
}

function runScript(folder: string, iptables: Iptables, variant: Variant, order: string): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const argv = ['-Ur', 'sh', '-c', script, 'oracle', folder, ...iptables.command(variant)];
    const child = spawn('unshare', argv, {
      // Two legacy restores at a time want a lock each, or the second gives up.
      env: environmentOf({ ...iptables.environment, XTABLES_LOCKFILE: join(folder, 'lock') }),
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
  const [number = '', load, test] = line.split(' ');
  return { number, load: Number(load), test: Number(test) };
}

function environmentOf(more: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C', ...more };
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
      env: environmentOf({ XTABLES_LOCKFILE: lockFile }),
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
