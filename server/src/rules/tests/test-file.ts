// A `.t` file, the test of an extension, → its lines. The format is that of iptables' own iptables-test.py: under
// `*table` and `:CHAIN,CHAIN` lines, `rule;what iptables-save prints;OK|FAIL|NOMATCH[;LEGACY|NFT[;the other's result]]`.
// Pure and total: any text gives lines, and what the program could not read is a line of its own kind.
import type { Family, Variant } from '../facts/fact';
import { compareVersions } from '../facts/versions';
import type { Span } from '../syntax/tree';

/** `OK`: taken, and saved as said. `FAIL`: refused. `NOMATCH`: taken, and saved in some other way. */
export type TestResult = 'OK' | 'FAIL' | 'NOMATCH';

/** A piece of a line between semicolons, blanks at its end left out. Offsets are those of the line. */
export interface TestField extends Span {
  readonly text: string;
}

/** A line that tries a rule. */
export interface TestCase {
  readonly kind: 'case';
  readonly line: number;
  readonly table: string;
  /** Each is tried; empty before the first `:` line, where iptables-test.py gives up. */
  readonly chains: readonly string[];
  readonly rule: TestField;
  /** What iptables-save must print behind `-A CHAIN`; `=` when that is the rule as it stands. */
  readonly expected: TestField;
  readonly result: TestField;
  /** The variant that the result is for, when the line names one. */
  readonly variant: TestField | undefined;
  /** What the other variant must answer, when the line says. */
  readonly otherwise: TestField | undefined;
}

export type TestLine =
  | TestCase
  | { readonly kind: 'blank' | 'comment'; readonly line: number }
  /** `*table` */
  | { readonly kind: 'table'; readonly line: number; readonly name: TestField }
  /** `:CHAIN,CHAIN` */
  | { readonly kind: 'chains'; readonly line: number; readonly names: readonly TestField[] }
  /** `@command`, run as it is, or `%iptables …`, run as the iptables that is tested. */
  | { readonly kind: 'command'; readonly line: number; readonly command: TestField }
  /** Too few fields for a rule: the program dies on it. */
  | { readonly kind: 'broken'; readonly line: number; readonly whole: TestField };

const results: readonly string[] = ['OK', 'FAIL', 'NOMATCH'] satisfies readonly TestResult[];

/** The lines of a `.t` file, one for each line of the text. */
export function parseTestFile(text: string): TestLine[] {
  let table = 'filter';
  let chains: readonly string[] = [];
  return text.split('\n').map((content, line): TestLine => {
    const kind = content.charAt(0);
    if (content.trim() === '') return { kind: 'blank', line };
    if (kind === '#') return { kind: 'comment', line };
    if (kind === '@' || kind === '%') return { kind: 'command', line, command: field(content, 1) };
    if (kind === '*') {
      const name = field(content, 1);
      table = name.text;
      return { kind: 'table', line, name };
    }
    if (kind === ':') {
      const names = fieldsBetween(content.trimEnd(), ',', 1);
      chains = names.map((name) => name.text);
      return { kind: 'chains', line, names };
    }
    return testCase(content, line, table, chains);
  });
}

function testCase(content: string, line: number, table: string, chains: readonly string[]): TestLine {
  const [rule, expected, result, variant, otherwise] = fieldsBetween(content, ';', 0);
  if (!rule || !expected || !result) return { kind: 'broken', line, whole: field(content, 0) };
  return { kind: 'case', line, table, chains, rule, expected, result, variant, otherwise };
}

/**
 * What iptables of a variant must answer to a rule. A result for one variant alone turns round for the other, unless
 * the line says what that one answers (iptables-test.py, variant_res).
 */
export function expectedResult(test: TestCase, variant: Variant): TestResult {
  const result = asResult(test.result.text);
  if (!test.variant || test.variant.text.toLowerCase() === variant) return result;
  if (test.otherwise) return asResult(test.otherwise.text);
  return result === 'OK' ? 'FAIL' : 'OK';
}

/** Whether a field is one of the words the format has for a result. */
export function isTestResult(text: string): text is TestResult {
  return results.includes(text);
}

/** Whether a field names a variant; the program dies on any other (variant_res). */
export function isTestVariant(text: string): boolean {
  return text === 'LEGACY' || text === 'NFT';
}

/** The program looks for FAIL and for OK alone: whatever else stands there is a rule that is taken (run_test). */
function asResult(text: string): TestResult {
  return isTestResult(text) ? text : 'NOMATCH';
}

/** Since this version the tests of a `libxt` are run with ip6tables too. */
const triesBoth = '1.8.11';

/** The families a file is tried with, by its name; none for the files of arptables and ebtables. */
export function familiesOfTestFile(path: string, version: string): readonly Family[] {
  const name = path.replace(/^.*[/\\]/, '');
  if (/^lib(?:arpt|ebt)_/.test(name)) return [];
  if (name.startsWith('libip6t_')) return ['ipv6'];
  const isForBoth = name.startsWith('libxt_') && compareVersions(version, triesBoth) >= 0;
  return isForBoth ? ['ipv4', 'ipv6'] : ['ipv4'];
}

/** The field that begins at an offset and goes to the end of the line. */
function field(content: string, start: number): TestField {
  const text = content.slice(start).trimEnd();
  return { text, start, end: start + text.length };
}

function fieldsBetween(content: string, separator: string, from: number): TestField[] {
  const fields: TestField[] = [];
  let start = from;
  for (const part of content.slice(from).split(separator)) {
    const text = part.trimEnd();
    fields.push({ text, start, end: start + text.length });
    start += part.length + 1;
  }
  return fields;
}
