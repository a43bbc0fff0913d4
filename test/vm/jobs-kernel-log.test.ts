// The kernel log of a real machine, followed across a connection that is cut: nothing lost, nothing twice.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { followKernelLog, readKernelLog } from '../../remote/src/kernel-log/follow';
import type { KernelLogEvent } from '../../remote/src/kernel-log/record';
import type { Session } from '../../remote/src/ssh/session';
import { failureOf } from '../support/failure';
import { openVmAsRemote, type RemoteVmContext } from '../support/vm-remote';

let context: RemoteVmContext;
beforeAll(async () => {
  context = await openVmAsRemote();
});
afterAll(() => context.close());

/** Has the kernel log `word 1`, `word 2`, … */
async function log(word: string, first: number, last: number): Promise<void> {
  const script = 'i=$2; while [ "$i" -le "$3" ]; do echo "<6>$1 $i" >/dev/kmsg; i=$((i + 1)); done';
  await context.session.run(['sh', '-c', script, 'sh', word, String(first), String(last)]);
}

it('is read to its end without waiting for more', async () => {
  await log('read', 1, 3);
  const { records, position } = await readKernelLog(context.session);
  const texts = records.map(({ text }) => text).filter((text) => text.startsWith('read '));
  // The machine may have been running before.
  expect(texts.slice(-3)).toEqual(['read 1', 'read 2', 'read 3']);
  expect(position.sequence).toBe(records.at(-1)?.sequence);
  expect(position.bootId).toMatch(/^[0-9a-f-]{36}$/);
});

it('is followed over a connection that is cut, without loss and without doubles', async () => {
  const { position } = await readKernelLog(context.session);
  const stop = new AbortController();
  const sessions: Session[] = [];
  const connect = async (): Promise<Session> => {
    const session = await context.connect();
    sessions.push(session);
    return session;
  };
  await log('follow', 1, 5);
  const events: KernelLogEvent[] = [];
  for await (const event of followKernelLog({ connect, signal: stop.signal, since: position })) {
    events.push(event);
    if (event.kind !== 'record') continue;
    // The connection is cut from the other side; while it is down the kernel goes on logging.
    if (event.record.text === 'follow 5') {
      const session = sessions[0] as Session;
      await failureOf(session.run(['sh', '-c', 'kill -KILL "$(cut -d" " -f4 /proc/$PPID/stat)"; sleep 60']));
      await log('follow', 6, 10);
    }
    if (event.record.text === 'follow 10') stop.abort();
  }
  const texts = events.flatMap((event) => (event.kind === 'record' ? [event.record.text] : []));
  expect(texts.filter((text) => text.startsWith('follow '))).toEqual(
    Array.from({ length: 10 }, (_, index) => `follow ${index + 1}`),
  );
  expect(events.map(({ kind }) => kind).filter((kind) => kind !== 'record')).toEqual(['reconnected']);
  expect(sessions).toHaveLength(2);
});

it('of another boot is given from its beginning, and said to be one', async () => {
  const stop = new AbortController();
  const since = { bootId: '00000000-0000-0000-0000-000000000000', sequence: 1_000_000_000 };
  const kinds: string[] = [];
  for await (const event of followKernelLog({
    connect: () => context.connect(),
    signal: stop.signal,
    since,
  })) {
    kinds.push(event.kind);
    if (kinds.length === 2) stop.abort();
  }
  expect(kinds).toEqual(['rebooted', 'record']);
});

it('whose records were overwritten shows how many are missing', async () => {
  const { records, position } = await readKernelLog(context.session);
  const first = records[0]?.sequence ?? 0;
  // More than the 4 MiB that the VM's kernel keeps.
  const fill =
    'line=$(printf %0900d 0); i=0; while [ $i -lt 6000 ]; do echo "<6>$line" >/dev/kmsg; i=$((i + 1)); done';
  await context.session.run(['sh', '-c', fill]);
  const now = await readKernelLog(context.session);
  const oldest = now.records[0]?.sequence ?? 0;
  expect(oldest).toBeGreaterThan(first);
  const stop = new AbortController();
  const since = { bootId: position.bootId, sequence: first };
  const events: KernelLogEvent[] = [];
  for await (const event of followKernelLog({
    connect: () => context.connect(),
    signal: stop.signal,
    since,
  })) {
    events.push(event);
    if (events.length === 2) stop.abort();
  }
  expect(events[0]).toMatchObject({ kind: 'gap' });
  expect(events[0]?.kind === 'gap' ? events[0].lost : 0).toBeGreaterThanOrEqual(oldest - first - 1);
});
