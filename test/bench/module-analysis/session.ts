// A program of its own: a server's workspace in a process that has just started. Reads the paths of C sources from its
// standard input, analyses them all, then types into one of them, and prints what each thing took.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { keepHeapSmall } from '../../../server/src/heap';
import { createModuleService } from '../../../server/src/module/service';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { Workspace } from '../../../server/src/workspace/workspace';

export interface Question {
  /** The two WebAssembly files. */
  readonly grammars: { readonly runtime: string; readonly c: string };
  readonly sources: readonly string[];
  /** A source of `sources`, and what it is taken to contain. */
  readonly edited: { readonly path: string; readonly text: string };
}

/** Milliseconds, and megabytes. */
export interface Session {
  readonly cold: number;
  /** The edited file read and analysed for the first time. */
  readonly read: number;
  readonly edits: readonly number[];
  readonly resident: number;
}

/** Typed letter by letter, again and again. */
const typed = '\n\tif (skb->len > 1500)\n\t\treturn NF_DROP;';
const times = 200;

async function main(): Promise<void> {
  keepHeapSmall();
  const { grammars, sources, edited } = JSON.parse(readFileSync(0, 'utf8')) as Question;
  const texts = sources.map((path) => [pathToFileURL(path).href, readFileSync(path, 'utf8')] as const);
  const began = performance.now();
  const service = await createModuleService({
    runtime: readFileSync(grammars.runtime),
    c: readFileSync(grammars.c),
  });
  const workspace = new Workspace(service);
  for (const [uri, text] of texts) workspace.setFile(uri, text);
  for (const [uri] of texts) diagnose(workspace, uri, defaultSettings);
  const cold = performance.now() - began;
  const [read = 0, ...edits] = edit(workspace, pathToFileURL(edited.path).href, edited.text);
  const resident = process.memoryUsage().rss / 1e6;
  process.stdout.write(JSON.stringify({ cold, read, edits, resident } satisfies Session));
}

/** What opening the file costs, then every keystroke: the new text's findings, and what rule files learn from it. */
function edit(workspace: Workspace, uri: string, opened: string): number[] {
  let text = opened;
  const ask = () => {
    const began = performance.now();
    workspace.setDocument(uri, 'source', text);
    diagnose(workspace, uri, defaultSettings);
    void workspace.catalog;
    return performance.now() - began;
  };
  const opening = ask();
  // Behind the opening brace of the function in the middle.
  const middle = text.indexOf('\n{\n', text.length / 2) + 2;
  const keystrokes = Array.from({ length: times }, (_, index) => {
    const at = middle + index;
    text = text.slice(0, at) + typed.charAt(index % typed.length) + text.slice(at);
    return ask();
  });
  return [opening, ...keystrokes];
}

void main();
