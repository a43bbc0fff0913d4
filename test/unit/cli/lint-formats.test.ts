import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { formatSarif } from '../../../cli/src/lint/format-sarif';
import { formatText } from '../../../cli/src/lint/format-text';
import { countSeverities } from '../../../cli/src/lint/report';

const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } };
const fault: Diagnostic = {
  range,
  severity: 1,
  code: 'unknown-chain',
  source: 'iptables',
  message: 'There is no chain "WEB".',
  relatedInformation: [
    {
      location: { uri: pathToFileURL(resolve('rules/b c.v4')).href, range },
      message: 'It is declared here.',
    },
  ],
};
const files = [
  { file: 'rules/a.v4', diagnostics: [fault, { ...fault, severity: 2 as const, code: 'trailing-space' }] },
  { file: '-', diagnostics: [{ range, message: 'Bare.', code: 'bare' }] },
];

test('text is what compilers print, with related places as notes', () => {
  expect(formatText([{ file: 'rules/a.v4', diagnostics: [fault] }])).toBe(
    'rules/a.v4:3:5: error: There is no chain "WEB". [unknown-chain]\n' +
      'rules/b c.v4:3:5: note: It is declared here.\n',
  );
});

test('a diagnostic without a severity counts as an error', () => {
  expect(countSeverities(files)).toEqual({ errors: 2, warnings: 1 });
});

describe('SARIF', () => {
  interface SarifLog {
    version: string;
    runs: {
      tool: { driver: { name: string; rules: { id: string }[] } };
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
        relatedLocations?: { physicalLocation: { artifactLocation: { uri: string } } }[];
      }[];
    }[];
  }
  const [run] = (JSON.parse(formatSarif(files)) as SarifLog).runs;

  test('lists each check that reported once, and every result points at its own', () => {
    const ids = run?.tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual(['bare', 'trailing-space', 'unknown-chain']);
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(ids?.[ruleIndex]).toBe(ruleId);
  });

  test('counts lines and columns from one', () => {
    expect(run?.results[0]?.locations[0]?.physicalLocation.region).toEqual({
      startLine: 3,
      startColumn: 5,
      endLine: 3,
      endColumn: 10,
    });
  });

  test('names files relative to the working folder, encoded', () => {
    expect(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('rules/a.v4');
    expect(run?.results[0]?.relatedLocations?.[0]?.physicalLocation.artifactLocation.uri).toBe(
      'rules/b%20c.v4',
    );
  });
});
