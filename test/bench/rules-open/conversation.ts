// The same session as session.ts, as an editor has it: with the server as a process of its own, over its stdin and stdout. What
// is measured lies between what the editor sends and what it is answered.
import { readFile } from 'node:fs/promises';
import {
  CompletionRequest,
  HoverRequest,
  type Position,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { TestClient } from '../../lsp/support/client';
import { times, typed, type Session } from './session-plan';

/** `earlier` is what the user has had open before. */
export async function converse(text: string, earlier: string): Promise<Session> {
  const client = await TestClient.start();
  try {
    for (const name of ['first', 'second']) await open(client, `file:///${name}.v4`, earlier);
    return await work(client, 'file:///bench.v4', text);
  } finally {
    await client.stop();
  }
}

async function open(client: TestClient, uri: string, text: string): Promise<void> {
  await client.open(uri, 'iptables-rules', text);
  await client.pull(uri);
}

async function work(client: TestClient, uri: string, text: string): Promise<Session> {
  const took = { edits: [] as number[], completions: [] as number[], hovers: [] as number[] };
  const opened = await timed(() => open(client, uri, text));
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
    took.completions.push(await timed(() => ask(client.connection, CompletionRequest.method, uri, position)));
    took.hovers.push(await timed(() => ask(client.connection, HoverRequest.method, uri, position)));
  }
  return { open: opened, ...took, resident: await residentOf(client.child.pid) };
}

/** The end of a line in the middle. */
function middleOf(text: string): { line: number; character: number } {
  const end = text.indexOf('\n', text.length / 2);
  const before = text.slice(0, end).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function ask(
  connection: ProtocolConnection,
  method: string,
  uri: string,
  position: Position,
): Promise<unknown> {
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
