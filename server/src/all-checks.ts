// Every check of all services, for whoever lists them: docs/checks and the rules of `nfw lint --format sarif`.
import type { Check } from './check';
import { scriptChecks } from './embedded/shell/diagnose-script';
import { testChecks } from './embedded/tests/diagnose-tests';
import { moduleChecks } from './module/checks/all';
import { ruleChecks } from './rules/checks/registry';

/** What a check says of itself. */
export type CheckDescription = Omit<Check<never>, 'run'> & {
  /** Lines that have the fault, and the same put right. */
  readonly example?: { readonly bad: string; readonly good: string };
};

export const allChecks: readonly CheckDescription[] = [
  ...ruleChecks,
  ...testChecks,
  ...scriptChecks,
  ...moduleChecks,
];
