// The rules of a `.t` file as a rule file: each in each of its chains, in a table of its own, so that none knows of the
// others. One such file a family that the tests are run with.
import type { Family } from '../../rules/facts/fact';
import type { Profile } from '../../rules/service';
import { familiesOfTestFile, parseTestFile } from '../../rules/tests/test-file';
import type { TestCase } from '../../rules/tests/test-file';
import type { EmbeddedRules } from '../embedded-rules';
import { MappedTextBuilder } from '../mapped-text';

/** A rule of the tests in one of its chains. */
export interface TriedRule {
  readonly test: TestCase;
  readonly chain: string;
  /** Its line in the embedded rules. */
  readonly line: number;
}

export interface EmbeddedTests extends EmbeddedRules {
  readonly tried: readonly TriedRule[];
}

/** The rules of a `.t` file for each family that iptables-test.py of this profile's version tries them with. */
export function embedTests(text: string, path: string, profile: Profile): EmbeddedTests[] {
  return familiesOfTestFile(path, profile.version).map((family) => embedFor(text, family, profile));
}

function embedFor(text: string, family: Family, profile: Profile): EmbeddedTests {
  const starts = lineStarts(text);
  const builder = new MappedTextBuilder();
  const tried: TriedRule[] = [];
  for (const test of parseTestFile(text)) {
    if (test.kind !== 'case') continue;
    for (const chain of test.chains) {
      builder.make(`*${test.table}\n-A ${chain} `);
      builder.copy(test.rule.text, (starts[test.line] ?? 0) + test.rule.start);
      builder.make('\nCOMMIT\n');
      tried.push({ test, chain, line: tried.length * 3 + 1 });
    }
  }
  // The program gives each rule to a shell, on a command line of its own.
  return { key: family, profile: { ...profile, family, consumer: 'shell' }, mapped: builder.build(), tried };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
