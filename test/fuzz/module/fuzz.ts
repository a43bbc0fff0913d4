// The fuzzer of C: mutations of a seed, one after another, each in a workspace of all sources in which only the mutated
// one differs from what its authors wrote.
import { createModuleService, type GrammarBytes } from '../../../server/src/module/service';
import { Workspace } from '../../../server/src/workspace/workspace';
import { Random } from '../random';
import { askAll } from './ask';
import { mutateSource } from './mutate';

export interface FuzzedSource {
  readonly uri: string;
  readonly text: string;
}

export interface Failure {
  readonly index: number;
  readonly uri: string;
  readonly text: string;
  readonly reasons: readonly string[];
}

export interface Mutation {
  readonly uri: string;
  readonly text: string;
  readonly random: Random;
}

/** The mutation of a number; each is made by itself, so that one can be had again without those before it. */
export function mutationOf(sources: readonly FuzzedSource[], seed: number, index: number): Mutation {
  const random = new Random(seed * 1_000_003 + index);
  const { uri, text } = random.pick(sources);
  const others = sources.map((source) => source.text);
  return { uri, text: mutateSource(text, random, others), random };
}

export interface Fuzzer {
  /** Asks about one mutation; undefined when all is well. */
  tryMutation(index: number): Failure | undefined;
}

export async function createFuzzer(
  sources: readonly FuzzedSource[],
  grammars: GrammarBytes,
  seed: number,
): Promise<Fuzzer> {
  const service = await createModuleService(grammars);
  const workspace = new Workspace(service);
  for (const { uri, text } of sources) workspace.setFile(uri, text);
  return {
    tryMutation: (index) => {
      const { uri, text, random } = mutationOf(sources, seed, index);
      const reasons = askAll({ workspace, service, uri, text, random });
      workspace.closeDocument(uri);
      return reasons.length > 0 ? { index, uri, text, reasons } : undefined;
    },
  };
}
