// The real iptables, asked what it says of a file. Each question runs in a user and network namespace of its own,
// which needs no root and touches no rules of this machine.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Variant = 'legacy' | 'nft';
export type Family = 'ipv4' | 'ipv6';

/** What iptables-restore said: whether `--test` passes, and whether the kernel takes the rules. */
export interface Verdict {
  readonly passesTest: boolean;
  readonly loads: boolean;
  /** The first lines of what it complained of. */
  readonly said: string;
}

const programs = { ipv4: 'iptables-restore', ipv6: 'ip6tables-restore' } as const;

/** Asks for all texts, a few at a time; the verdicts come in the order of the texts. */
export async function askIptables(
  questions: readonly { readonly text: string; readonly family: Family }[],
  variant: Variant,
): Promise<Verdict[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nfw-oracle-'));
  const verdicts: Verdict[] = [];
  let next = 0;
  const worker = async (name: number) => {
    const lockFile = join(folder, `lock-${name}`);
    for (let index = next++; index < questions.length; index = next++) {
      const { text, family } = questions[index] as (typeof questions)[number];
      const load = await restore(text, variant, family, [], lockFile);
      // What loads has been parsed; only of a refusal it must be asked whose it was.
      const test = load.status === 0 ? load : await restore(text, variant, family, ['--test'], lockFile);
      verdicts[index] = {
        passesTest: test.status === 0,
        loads: load.status === 0,
        said: test.said || load.said,
      };
    }
  };
  try {
    await Promise.all([0, 1, 2, 3].map(worker));
    return verdicts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How long `--test` takes on a text, in milliseconds, the process included. */
export async function timeIptablesTest(text: string, variant: Variant): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'nfw-oracle-'));
  try {
    const begun = performance.now();
    const { status, said } = await restore(text, variant, 'ipv4', ['--test'], join(folder, 'lock'));
    if (status !== 0) throw new Error(`iptables-restore refuses the file of the bench: ${said}`);
    return performance.now() - begun;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function restore(
  text: string,
  variant: Variant,
  family: Family,
  options: readonly string[],
  lockFile: string,
): Promise<{ status: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const argv = ['-Urn', `xtables-${variant}-multi`, programs[family], ...options];
    const child = spawn('unshare', argv, {
      env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C', XTABLES_LOCKFILE: lockFile },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    child.on('error', reject);
    // iptables may refuse the file before it has read all of it.
    child.stdin.on('error', () => undefined);
    child.on('close', (status) => {
      if (status === 127 || /No such file or directory.*xtables/.test(said)) reject(new Error(said));
      else resolve({ status, said: said.slice(0, 300) });
    });
    child.stdin.end(text);
  });
}
