// A module is swapped under its rules while the connection drops, or while what swaps it is killed, at every step: afterwards
// the rules are there and the module too, and the next job says what came of it. The same for rules that are applied.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inspectModule, isLastBuild } from '../../remote/src/jobs/inspect';
import { findLiveRules, type LiveRule } from '../../remote/src/jobs/live-rules';
import { replaceModule } from '../../remote/src/jobs/replace-module';
import { applyRules, saveRules } from '../../remote/src/jobs/rules';
import { inspectSettled } from '../../remote/src/jobs/settle';
import { failureOf } from '../support/failure';
import { loadClone, openVmContext, type VmContext } from '../support/vm-context';
import type { ModuleSources } from '../../remote/src/jobs/sources';

/** Programs that change something, with how many runs of each go before, and what the run is for. */
const steps = [
  ['ip6tables-nft-restore', 0, 'half of the rules are out'],
  ['rmmod', 0, 'the old module is unloaded'],
  ['insmod', 0, 'the new one is loaded'],
  ['ip6tables-nft-restore', 1, 'half of the rules are in'],
] as const;

let context: VmContext;
let sources: ModuleSources;
let before: readonly LiveRule[];

beforeAll(async () => {
  context = await openVmContext();
  await clean();
  sources = await loadClone(context);
  for (const program of ['iptables', 'ip6tables']) {
    const rule = ['-A', 'FORWARD', '-c', '12', '3456', '-j', 'CLONE', '--mark', '1'];
    expect(await context.session.run([program, ...rule])).toMatchObject({ status: 0 });
  }
  before = await findLiveRules(context, ['CLONE']);
  expect(before).toHaveLength(2);
});
afterEach(() => root('sh', '-c', 'rm -f /run/nfw-test-*'));
afterAll(async () => {
  await root('sh', '-c', 'cd /usr/local/bin && rm -f rmmod insmod ip*-restore');
  await clean();
  await context.session.close();
});

const root = (...argv: string[]) => context.session.run(argv, { asRoot: true });

async function clean(): Promise<void> {
  for (const program of ['iptables', 'ip6tables']) await root(program, '-F', 'FORWARD');
  await root('rmmod', 'xt_CLONE');
}

/** What the trap in a program's way does once: $program is the real one, $PPID the script that swaps. */
const traps = {
  /** The connection's sshd dies at once, and the step goes on when it is long dead. */
  drop: 'kill -KILL "$(cat /run/nfw-test-sshd)"; sleep 1; exec "$program" "$@"',
  dropAndFail: 'kill -KILL "$(cat /run/nfw-test-sshd)"; sleep 1; echo "staged" >&2; exit 1',
  fail: 'echo "staged" >&2; exit 1',
  kill: 'kill -KILL "$PPID"',
  finishAndKill: '"$program" "$@"; kill -KILL "$PPID"',
};

/** Sets a trap at the run of a program that follows `skipped` others. */
async function setTrap(program: string, skipped: number, trap: keyof typeof traps): Promise<void> {
  const wrapper = `#!/bin/sh
program=\${0##*/} trap=/run/nfw-test-trap-\${0##*/} PATH=/usr/sbin:/usr/bin:/sbin:/bin
read -r skipped 2>/dev/null <"$trap" || exec "$program" "$@"
if [ "$skipped" -gt 0 ]; then echo "$((skipped - 1))" >"$trap"; exec "$program" "$@"; fi
rm "$trap"
${traps[trap]}
`;
  const path = `/usr/local/bin/${program}`;
  await context.session.upload([
    { path, content: Buffer.from(wrapper), mode: 0o755 },
    { path: `/run/nfw-test-trap-${program}`, content: Buffer.from(`${skipped}\n`) },
  ]);
}

type Job = (machine: VmContext) => Promise<unknown>;

/** How a job fails on a connection of its own, whose sshd the trap knows. */
async function failureOnDrop(job: Job): Promise<Error & { readonly code?: unknown }> {
  const machine = await openVmContext();
  try {
    await machine.session.run(['sh', '-c', 'cut -d" " -f4 "/proc/$PPID/stat" >/run/nfw-test-sshd']);
    return await failureOf(job(machine));
  } finally {
    await machine.session.close();
  }
}

/** Swaps the module for the same. */
const swap: Job = async (machine) => {
  const facts = await inspectModule(machine, sources);
  await replaceModule(machine, sources, facts, {
    title: 'The swap of xt_CLONE',
    libraries: facts.built?.record?.libraries ?? [],
    rules: before,
    takesRules: true,
    removes: true,
    inserts: 'xt_CLONE.ko',
  });
};

/** How the next job begins: everything is in its place, nothing is left of the change, and this is what is said. */
async function nextJob(): Promise<string> {
  const said: string[] = [];
  const report = { step: (title: string) => void said.push(title), output: () => undefined };
  const facts = await inspectSettled({ ...context, report }, sources);
  expect(isLastBuild(facts)).toBe(true);
  expect(facts).toMatchObject({ changing: false, loaded: { references: 2 } });
  expect(await findLiveRules(context, ['CLONE'])).toEqual(before);
  const leftovers =
    'ls -d /run/nfw-changing* /usr/lib/*/xtables/.*.nfw-new "$1"/.nfw-*.new "$1"/.nfw-removed-rules';
  expect((await root('sh', '-c', leftovers, 'sh', facts.folder)).stdout).toBe('');
  return said.join();
}

describe('a connection that drops', () => {
  it.each(steps)('at %s (%i before) when %s: the swap is finished', async (program, skipped) => {
    await setTrap(program, skipped, 'drop');
    const error = await failureOnDrop(swap);
    expect(error.code).toBe('connection-lost');
    expect(error.message).toBe(
      'The connection to the test VM was lost. The swap of xt_CLONE goes on there by itself: it finishes, or puts back what was there. Connect again and repeat it: that begins by saying what came of this.',
    );
    expect(await nextJob()).toBe(
      'The swap of xt_CLONE, which a lost connection cut off from here, was finished on the test VM',
    );
  });

  it.each([
    [
      'insmod',
      0,
      'xt_CLONE does not load on the test VM: staged. The old module and the rules were put back.',
    ],
    [
      'ip6tables-nft-restore',
      1,
      'iptables-restore on the test VM refused the rules that use the module: staged. The old module and the rules were put back.',
    ],
  ] as const)(
    'while the swap fails at %s (%i before): everything is put back',
    async (program, skipped, what) => {
      await setTrap(program, skipped, 'dropAndFail');
      expect((await failureOnDrop(swap)).code).toBe('connection-lost');
      expect(await nextJob()).toBe(
        `The swap of xt_CLONE, which a lost connection cut off from here, failed on the test VM: ${what}`,
      );
    },
  );
});

describe('a swap that is killed', () => {
  it.each([
    [...steps[0], 'one rule put back'],
    [...steps[1], '2 rules put back'],
    [...steps[2], 'the old module and 2 rules put back'],
    [...steps[3], 'one rule put back'],
  ])('at %s (%i before) when %s: the next job repairs it', async (program, skipped, _, repaired) => {
    await setTrap(program, skipped, 'kill');
    expect((await failureOf(swap(context))).code).toBe('change-killed');
    expect(await nextJob()).toBe(`The swap of xt_CLONE was killed half way on the test VM; ${repaired}`);
  });

  it('after its last step: nothing was missing', async () => {
    await setTrap('ip6tables-nft-restore', 1, 'finishAndKill');
    expect((await failureOf(swap(context))).code).toBe('change-killed');
    expect(await nextJob()).toBe(
      'The swap of xt_CLONE was killed half way on the test VM; nothing was missing',
    );
  });
});

describe('rules that are applied', () => {
  const family = 'ipv4';
  const apply =
    (source: string, machines: string[] = []): Job =>
    (machine) => {
      const text = `*mangle\n-A FORWARD -s ${source} -j DROP\nCOMMIT\n*raw\n-A PREROUTING -s ${source} -j DROP\nCOMMIT\n`;
      const report = { step: (title: string) => void machines.push(title), output: () => undefined };
      return applyRules({ ...machine, report }, { text, family, file: '/src/a.rules' });
    };
  const sources = async () =>
    [...(await saveRules(context, family)).matchAll(/-s (\S+)\/32 -j DROP/g)].map(([, address]) => address);
  afterAll(() =>
    applyRules(context, { text: '*mangle\nCOMMIT\n*raw\nCOMMIT\n', family, file: '/src/a.rules' }),
  );

  it('while the connection drops are applied, and the next file begins by saying so', async () => {
    await setTrap('iptables-restore', 0, 'drop');
    expect((await failureOnDrop(apply('10.1.1.1'))).message).toBe(
      'The connection to the test VM was lost. The change of the rules goes on there by itself: it finishes, or puts back what was there. Connect again and repeat it: that begins by saying what came of this.',
    );
    await expect.poll(sources).toEqual(['10.1.1.1', '10.1.1.1']);
    const said: string[] = [];
    await apply('10.2.2.2', said)(context);
    expect(said.at(-1)).toBe(
      'The change of the rules, which a lost connection cut off from here, was finished on the test VM',
    );
    expect(await sources()).toEqual(['10.2.2.2', '10.2.2.2']);
  });

  it('by what is killed are taken back before the next file', async () => {
    await apply('10.3.3.3')(context);
    await setTrap('iptables-restore', 0, 'finishAndKill');
    expect((await failureOf(apply('10.4.4.4')(context))).message).toContain(
      'was killed on the test VM before its end.',
    );
    const said: string[] = [];
    await setTrap('iptables-restore', 1, 'fail');
    expect(await apply('10.5.5.5', said)(context)).toMatchObject({ ok: false });
    expect(said.at(-1)).toBe(
      'The change of the rules was killed half way on the test VM; the rules from before were put back',
    );
    expect(await sources()).toEqual(['10.3.3.3', '10.3.3.3']);
  });
});
