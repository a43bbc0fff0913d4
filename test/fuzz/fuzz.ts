// The fuzzer: questions of a seed, answered by us and by the real iptables; what is answered differently is made as
// short as it can be.
import { agrees, compare } from '../support/agreement';
import type { Comparison } from '../support/agreement';
import type { Question, Variant } from '../support/iptables-oracle';
import type { IptablesVersion } from '../support/iptables-trees';
import { shrink } from './shrink';

export interface Oracle {
  readonly variant: Variant;
  readonly version: IptablesVersion;
}

export interface FuzzResult extends Oracle {
  readonly asked: number;
  /** How many the real iptables takes: as it parses them, and at load. */
  readonly pass: number;
  readonly load: number;
  /** How many loads said nothing, for want of a module of this kernel. */
  readonly unloadable: number;
  readonly disagreements: number;
  /** The disagreements made short, those that came out alike once. */
  readonly shrunk: readonly Comparison[];
}

/** Beyond as many it is the same few faults over and over, and each takes its time to be made short. */
const mostShrunk = 60;

export async function fuzz(
  questions: readonly Question[],
  { variant, version }: Oracle,
): Promise<FuzzResult> {
  const comparisons = await compare(questions, variant, version);
  const disagreements = comparisons.filter((comparison) => !agrees(comparison));
  return {
    variant,
    version,
    asked: comparisons.length,
    pass: comparisons.filter(({ theirs }) => theirs.passesTest).length,
    load: comparisons.filter(({ theirs }) => theirs.loads).length,
    unloadable: comparisons.filter(({ told }) => told !== 'both').length,
    disagreements: disagreements.length,
    shrunk: await shrink(disagreements.slice(0, mostShrunk), variant, version),
  };
}
