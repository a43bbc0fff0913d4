// What the real iptables makes of a file: loaded into a network namespace of its own, and saved again.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import type { Family, Variant } from './iptables-oracle';

const names = { ipv4: 'iptables', ipv6: 'ip6tables' } as const;

const script = '"$1" "$2-restore" && "$1" "$2-save"';

export class RefusedLoad extends Error {}

/** The lines that iptables-save prints after a load, without its comments and counters; throws a `RefusedLoad` when it fails. */
export function saveAfterLoad(text: string, variant: Variant, family: Family, folder: string): string[] {
  const program = `xtables-${variant}-multi`;
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['-Urn', 'sh', '-c', script, 'sh', program, names[family]],
    {
      input: text,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      env: {
        PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
        LC_ALL: 'C',
        XTABLES_LOCKFILE: join(folder, 'lock'),
      },
    },
  );
  if (status !== 0) throw new RefusedLoad(`${program} refuses the file: ${stderr}`);
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  // Some versions leave a blank behind a rule without a target.
  return lines.map((line) => line.trimEnd());
}
