// What is wrong in a `.t` file, the test of an extension as iptables' own iptables-test.py reads it: rules that the file
// expects to be taken and that would not be, and the other way round.
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Diagnostic } from 'vscode-languageserver-types';
import { runChecks } from '../../check';
import type { CheckFailure, DiagnosticData, SeveritySettings } from '../../check';
import { createCatalog } from '../../rules/service';
import type { Catalog, Profile, RuleService } from '../../rules/service';
import { expectedResult, parseTestFile } from '../../rules/tests/test-file';
import type { ReadRules } from '../embedded-rules';
import { leadBack, positionsOf } from '../positions';
import type { EmbeddedTests, TriedRule } from './embed-tests';
import type { SavedTest, TestOutcome } from './subject';
import { testExpected } from './test-expected';
import { testFormat } from './test-format';
import { testVerdict } from './test-verdict';

/** The checks of `.t` files themselves; those of rules are asked of each rule besides. */
export const testChecks = [testExpected, testFormat, testVerdict] as const;

export function diagnoseTests(
  service: RuleService,
  text: string,
  regions: readonly ReadRules<EmbeddedTests>[],
  severities: SeveritySettings,
  onFailure?: CheckFailure,
): Diagnostic[] {
  const outcomes: TestOutcome[] = [];
  const saved: SavedTest[] = [];
  const refusals = regions.flatMap((region) => {
    const tried = tryRules(service, region);
    outcomes.push(...tried.outcomes);
    saved.push(...tried.saved);
    return leadBack(tried.refusals, positionsOf(text, region)) ?? [];
  });
  const subject = { lines: parseTestFile(text), outcomes, saved };
  const all = [...refusals, ...runChecks(testChecks, subject, severities, onFailure)];
  // What is wrong in one chain mostly is in the others, and for the other family.
  return [...new Map(all.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

/** Faults of rules that the file expects to be taken, and how those fared that it expects to be refused. */
function tryRules(
  service: RuleService,
  region: ReadRules<EmbeddedTests>,
): { refusals: Diagnostic[]; outcomes: TestOutcome[]; saved: SavedTest[] } {
  const { rules, snapshot } = region;
  const { variant } = rules.profile;
  const byRule = findingsByRule(service.diagnostics(snapshot));
  const [expectedToFail, others] = [true, false].map((fails) =>
    rules.tried.filter(({ test }) => (expectedResult(test, variant) === 'FAIL') === fails),
  );
  const isError = ({ severity }: Diagnostic) => severity === DiagnosticSeverity.Error;
  return {
    refusals: (others ?? []).flatMap(({ line }) => (byRule.get(line) ?? []).filter(isError)),
    outcomes: (expectedToFail ?? []).map((tried) => ({
      line: tried.test,
      chain: tried.chain,
      variant,
      program: programOf(rules.profile),
      isTaken: !byRule.get(tried.line)?.some(isRefusal) && isSurelyTaken(service, region, tried),
    })),
    saved: (others ?? []).flatMap((tried) => savedTest(service, region, tried, byRule.get(tried.line) ?? [])),
  };
}

/** Nothing of a rule that is refused, nor of one with words that a shell changes before iptables sees them. */
function savedTest(
  service: RuleService,
  { rules: { profile }, snapshot }: ReadRules<EmbeddedTests>,
  { test, line }: TriedRule,
  found: readonly Diagnostic[],
): SavedTest[] {
  const saved =
    /['"\\$`*?]/.test(test.rule.text) || found.some(isRefusal)
      ? undefined
      : service.savedRule(snapshot, line);
  const result = expectedResult(test, profile.variant);
  return saved ? [{ line: test, result, program: programOf(profile), version: profile.version, saved }] : [];
}

/** A table nobody knows is wrong for the rule in it. */
function findingsByRule(diagnostics: readonly Diagnostic[]): Map<number, Diagnostic[]> {
  const byRule = new Map<number, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const line = Math.floor(diagnostic.range.start.line / 3) * 3 + 1;
    byRule.set(line, [...(byRule.get(line) ?? []), diagnostic]);
  }
  return byRule;
}

/** Whether iptables or some kernel would not have the rule; a doubt is enough. */
function isRefusal({ data }: Diagnostic): boolean {
  const { tier } = data as DiagnosticData;
  return tier === 'parser' || tier === 'kernel';
}

/** Taken also where nothing is set up that the rule could name, such as a set, and nothing about it is unknown. */
function isSurelyTaken(
  service: RuleService,
  { snapshot }: ReadRules<EmbeddedTests>,
  { test, chain, line }: TriedRule,
): boolean {
  if (!service.isFullyDescribed(snapshot, line)) return false;
  const text = `*${test.table}\n-A ${chain} ${test.rule.text}\nCOMMIT\n`;
  const alone = service.open(text, { ...snapshot.settings, catalog: bareCatalog() });
  return !service.diagnostics(alone).some(isRefusal);
}

let bare: Catalog | undefined;

/** Of extensions that iptables itself has: a rule with any other is not fully described. */
function bareCatalog(): Catalog {
  bare ??= createCatalog({ complete: true, bare: true, accountingObjects: [] });
  return bare;
}

function programOf({ family, variant, version }: Profile): string {
  return `${family === 'ipv6' ? 'ip6tables' : 'iptables'}-${variant} ${version}`;
}
