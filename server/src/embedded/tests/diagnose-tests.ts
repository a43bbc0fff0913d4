// What is wrong in a `.t` file, the test of an extension as iptables' own iptables-test.py reads it: rules that the file
// expects to be taken and that would not be, and the other way round.
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Diagnostic } from 'vscode-languageserver-types';
import { runChecks } from '../../check';
import type { CheckFailure, SeveritySettings } from '../../check';
import type { Profile, RuleService } from '../../rules/service';
import { expectedResult, parseTestFile } from '../../rules/tests/test-file';
import type { ReadRules } from '../embedded-rules';
import { leadBack, positionsOf } from '../positions';
import type { EmbeddedTests, TriedRule } from './embed-tests';
import type { TestOutcome } from './subject';
import { testFormat } from './test-format';
import { testVerdict } from './test-verdict';

/** The checks of `.t` files themselves; those of rules are asked of each rule besides. */
export const testChecks = [testFormat, testVerdict] as const;

export function diagnoseTests(
  service: RuleService,
  text: string,
  regions: readonly ReadRules<EmbeddedTests>[],
  severities: SeveritySettings,
  onFailure?: CheckFailure,
): Diagnostic[] {
  const outcomes: TestOutcome[] = [];
  const refusals = regions.flatMap((region) => {
    const tried = tryRules(service, region);
    outcomes.push(...tried.outcomes);
    return leadBack(tried.refusals, positionsOf(text, region)) ?? [];
  });
  const subject = { lines: parseTestFile(text), outcomes };
  const all = [...refusals, ...runChecks(testChecks, subject, severities, onFailure)];
  // What is wrong in one chain mostly is in the others, and for the other family.
  return [...new Map(all.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

/** Faults of rules that the file expects to be taken, and how every rule fared. */
function tryRules(
  service: RuleService,
  { rules, snapshot }: ReadRules<EmbeddedTests>,
): { refusals: Diagnostic[]; outcomes: TestOutcome[] } {
  const { variant } = rules.profile;
  const errors = new Map<number, Diagnostic[]>();
  for (const diagnostic of service.diagnostics(snapshot)) {
    if (diagnostic.severity !== DiagnosticSeverity.Error) continue;
    // A table nobody knows is wrong for the rule in it.
    const line = Math.floor(diagnostic.range.start.line / 3) * 3 + 1;
    errors.set(line, [...(errors.get(line) ?? []), diagnostic]);
  }
  const refused = ({ test, line }: TriedRule) =>
    expectedResult(test, variant) === 'FAIL' ? [] : (errors.get(line) ?? []);
  return {
    refusals: rules.tried.flatMap(refused),
    outcomes: rules.tried.map(({ test, chain, line }) => ({
      line: test,
      chain,
      variant,
      program: programOf(rules.profile),
      isTaken: !errors.has(line) && service.isFullyDescribed(snapshot, line),
    })),
  };
}

function programOf({ family, variant, version }: Profile): string {
  return `${family === 'ipv6' ? 'ip6tables' : 'iptables'}-${variant} ${version}`;
}
