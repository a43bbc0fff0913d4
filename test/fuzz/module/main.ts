// `npm run fuzz:module`: tries mutations in a thread of its own and watches it, because code that hangs cannot say so.
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { iptablesSources } from '../../support/iptables-trees';
import { kernelExtensions, kernelSources } from '../../support/kernel-sources';
import { createFuzzer, mutationOf } from './fuzz';
import type { Failure, FuzzedSource } from './fuzz';

const usage = 'npm run fuzz:module -- [--mutations N] [--seed S] [--first I] [--failures FOLDER]';

interface Plan {
  readonly seed: number;
  /** The number of the first mutation: that of an earlier run is had again by it. */
  readonly first: number;
  readonly mutations: number;
  /** Where the texts that failed are written to. */
  readonly failures: string | undefined;
}

interface Work {
  readonly sources: readonly FuzzedSource[];
  readonly seed: number;
  readonly first: number;
  readonly end: number;
  /** The number of the mutation that is being tried, for the thread that watches; -1 before the first. */
  readonly current: Int32Array;
}

/** Seconds within which every mutation must be answered, on a machine however busy. */
const limit = 30;

/** How often it is said how far the thread is: by the other, for it has no time to print. */
const reported = 1000;

/** Gives the exit status: whether anything failed. */
export async function main(argv: readonly string[]): Promise<number> {
  const { seed, first, mutations, failures } = readPlan(argv);
  const sources = await readSources();
  console.log(`seed ${seed}, ${mutations} mutations of ${sources.length} sources`);
  let failed = 0;
  const fail = async ({ index, uri, text, reasons }: Failure) => {
    failed += 1;
    console.log(`mutation ${index} of ${uri}\n  ${reasons.join('\n  ')}`);
    if (failures === undefined) return;
    await mkdir(failures, { recursive: true });
    await writeFile(join(failures, `${index}.c`), text);
  };
  const end = first + mutations;
  for (let next = first; next < end;) {
    const current = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    const hanging = await tryInThread({ sources, seed, first: next, end, current }, fail);
    if (hanging === undefined) break;
    const reasons = [`no answer within ${limit} s`];
    const { uri, text } = mutationOf(sources, seed, hanging);
    await fail({ index: hanging, uri, text, reasons });
    next = hanging + 1;
  }
  console.log(`${mutations - failed} of ${mutations} mutations answered`);
  return failed > 0 ? 1 : 0;
}

/** Resolves when the thread has tried all, or to the number of a mutation that it hangs at. */
async function tryInThread(
  work: Work,
  fail: (failure: Failure) => Promise<void>,
): Promise<number | undefined> {
  const thread = new Worker(__filename, { workerData: work });
  thread.on('message', (failure: Failure) => void fail(failure));
  const hanging = await new Promise<number | undefined>((resolve, reject) => {
    let [seen, since] = [-1, Date.now()];
    const watch = setInterval(() => {
      const now = Atomics.load(work.current, 0);
      if (Math.floor(now / reported) > Math.floor(seen / reported)) console.log(`at mutation ${now}`);
      if (now !== seen) [seen, since] = [now, Date.now()];
      else if (now >= 0 && Date.now() - since > limit * 1000) resolve(now);
    }, 1000);
    thread.on('error', reject);
    thread.on('exit', () => {
      clearInterval(watch);
      resolve(undefined);
    });
  });
  await thread.terminate();
  return hanging;
}

/** What the thread does. */
async function tryAll({ sources, seed, first, end, current }: Work): Promise<void> {
  const grammars = {
    runtime: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
    c: readFileSync('node_modules/tree-sitter-c/tree-sitter-c.wasm'),
  };
  const fuzzer = await createFuzzer(sources, grammars, seed);
  for (let index = first; index < end; index += 1) {
    Atomics.store(current, 0, index);
    const failure = fuzzer.tryMutation(index);
    if (failure) parentPort?.postMessage(failure);
  }
}

/** The extensions of the kernel and of iptables. */
async function readSources(): Promise<FuzzedSource[]> {
  const [linux, iptables] = await Promise.all([kernelSources(), iptablesSources('1.8.9')]);
  const folders = [
    ...kernelExtensions.map(({ folder, names }) => ({ folder: join(linux, folder), names })),
    { folder: join(iptables, 'extensions'), names: /^lib(?:xt|ipt|ip6t)_.*\.[ch]$/ },
  ];
  const sources = folders.map(async ({ folder, names }) => {
    const found = (await readdir(folder)).filter((name) => names.test(name)).sort();
    return Promise.all(found.map((name) => readSource(join(folder, name))));
  });
  return (await Promise.all(sources)).flat();
}

async function readSource(path: string): Promise<FuzzedSource> {
  return { uri: pathToFileURL(path).href, text: await readFile(path, 'utf8') };
}

function readPlan(argv: readonly string[]): Plan {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { mutations: option, seed: option, first: option, failures: option },
  });
  return {
    mutations: numberOf(values.mutations) ?? 2000,
    seed: numberOf(values.seed) ?? Date.now() % 1_000_000,
    first: numberOf(values.first) ?? 0,
    failures: values.failures,
  };
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is no number. ${usage}`);
  return Number(text);
}

if (!isMainThread) void tryAll(workerData as Work);
