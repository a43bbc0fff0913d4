// What the checks of `.t` files look at.
import type { SavedRule } from '../../rules/service';
import type { TestCase, TestLine, TestResult } from '../../rules/tests/test-file';
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

/** What iptables-save prints of a rule that is to be taken. */
export interface SavedTest {
  readonly line: TestCase;
  readonly result: TestResult;
  readonly program: string;
  /** Of iptables, and so of the program that compares. */
  readonly version: string;
  readonly saved: SavedRule;
}

export interface TestsSubject {
  readonly lines: readonly TestLine[];
  readonly outcomes: readonly TestOutcome[];
  readonly saved: readonly SavedTest[];
}
