// The same session as session.ts, as an editor has it: with the server as a process of its own, over its stdin and stdout. What
// is measured lies between what the editor sends and what it is answered.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompletionRequest,
  HoverRequest,
  type Position,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { TestClient } from '../../lsp/support/client';
import { times, typed, type Session } from './session-plan';

const uri = 'file:///bench.v4';

/** The whole session. */
export function converse(text: string): Promise<Session> {
  return withServer((client) => work(client, text));
}

/** The milliseconds until the first diagnostics are there, and nothing after that. */
export function openOnly(text: string): Promise<number> {
  return withServer((client) => timed(() => open(client, text)));
}

/** With a server that has opened no file yet, but has had the time to warm up. */
async function withServer<Result>(talk: (client: TestClient) => Promise<Result>): Promise<Result> {
  const client = await TestClient.start();
  try {
    await untilIdle(client.child.pid);
    return await talk(client);
  } finally {
    await client.stop();
  }
}

/** Half a second in which a process has done nothing. */
async function untilIdle(pid: number | undefined): Promise<void> {
  for (let before = -1, used = await processorTimeOf(pid); used !== before;) {
    before = used;
    await sleep(500);
    used = await processorTimeOf(pid);
  }
}

/** User and system time in ticks of the kernel: fields 14 and 15 of proc(5), the second of which is in brackets. */
async function processorTimeOf(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

async function open(client: TestClient, text: string): Promise<void> {
  await client.open(uri, 'iptables-rules', text);
  await client.pull(uri);
}

async function work(client: TestClient, text: string): Promise<Session> {
  const took = { edits: [] as number[], completions: [] as number[], hovers: [] as number[] };
  await open(client, text);
  const at = middleOf(text);
  for (let index = 0; index < times; index += 1) {
    const letter = typed.charAt(index % typed.length);
    const place = { ...at };
    took.edits.push(
      await timed(async () => {
        await client.edit(uri, { start: place, end: place }, letter);
        await client.pull(uri);
      }),
    );
    if (letter === '\n') Object.assign(at, { line: at.line + 1, character: 0 });
    else at.character += 1;
    const position = { line: at.line + index, character: 4 + (index % 40) };
    took.completions.push(await timed(() => ask(client.connection, CompletionRequest.method, position)));
    took.hovers.push(await timed(() => ask(client.connection, HoverRequest.method, position)));
  }
  return { ...took, resident: await residentOf(client.child.pid) };
}

/** The end of a line in the middle. */
function middleOf(text: string): { line: number; character: number } {
  const end = text.indexOf('\n', text.length / 2);
  const before = text.slice(0, end).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function ask(connection: ProtocolConnection, method: string, position: Position): Promise<unknown> {
  return connection.sendRequest(method, { textDocument: { uri }, position });
}

/** Megabytes, as the kernel counts them. */
async function residentOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / 1e6;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
