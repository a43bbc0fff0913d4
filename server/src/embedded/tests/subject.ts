// What the checks of `.t` files look at.
import type { TestCase, TestLine } from '../../rules/tests/test-file';
import type { Variant } from '../../rules/facts/fact';

/** How a rule that is to be refused fared in one of its chains. */
export interface TestOutcome {
  readonly line: TestCase;
  readonly chain: string;
  /** The program that was asked: `iptables-nft 1.8.9`. */
  readonly program: string;
  readonly variant: Variant;
  /** Whether it would surely be taken all the same: nothing was found, and nothing is unknown. */
  readonly isTaken: boolean;
}

export interface TestsSubject {
  readonly lines: readonly TestLine[];
  readonly outcomes: readonly TestOutcome[];
}
