// Rule files as tests open them: a service, a profile, and fixtures checked against the diagnostics they get.
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Diagnostic } from 'vscode-languageserver-types';
import { expect } from 'vitest';
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import type { Catalog, Profile, RuleSettings, RuleSnapshot } from '../../server/src/rules/service';
import { withMarks } from './markers';

export const rules = createRuleService();

export const legacy: Profile = { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' };
export const nft: Profile = { ...legacy, variant: 'nft' };

const shipped = createCatalog();

export function settingsOf(profile: Profile = legacy, catalog: Catalog = shipped): RuleSettings {
  return { uri: 'file:///rules.v4', profile, catalog };
}

export function open(text: string, profile: Profile = legacy, catalog: Catalog = shipped): RuleSnapshot {
  return rules.open(text, settingsOf(profile, catalog));
}

const severityNames = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
  [DiagnosticSeverity.Hint]: 'hint',
} as const;

/** Checks that a file has just the diagnostics its marks expect. */
export function expectDiagnostics(
  fixture: string,
  profile: Profile = legacy,
  catalog: Catalog = shipped,
): void {
  const { text, expected } = withMarks(fixture);
  const found = rules.diagnostics(open(text, profile, catalog));
  expect(found.map(placeOf)).toEqual(expected.map(({ message: _, ...place }) => place));
  found.forEach(({ message }, index) => {
    const text = typeof message === 'string' ? message : message.value;
    expect(text.toLowerCase()).toContain((expected[index]?.message ?? '').toLowerCase());
  });
}

/** Checks a rule in the table filter, which is put around it. */
export function expectInRule(fixture: string, profile: Profile = legacy, catalog: Catalog = shipped): void {
  expectDiagnostics(`*filter\n${fixture}\nCOMMIT\n`, profile, catalog);
}

function placeOf({ range, severity, code }: Diagnostic) {
  return {
    line: range.start.line,
    start: range.start.character,
    end: range.end.character,
    severity: severityNames[severity ?? DiagnosticSeverity.Error],
    code,
  };
}
