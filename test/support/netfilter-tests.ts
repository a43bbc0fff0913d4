// netfilter's own tests, `extensions/*.t` of the iptables sources: rules, each with the verdict it must get. They are
// read from Debian's source packages when a test asks for them, and are no part of this project.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectedResult, familiesOfTestFile, parseTestFile } from '../../server/src/rules/tests/test-file';
import type { TestCase, TestLine, TestResult } from '../../server/src/rules/tests/test-file';
import type { Family, Variant } from './iptables-oracle';
import { iptablesSources } from './iptables-trees';
import type { IptablesVersion } from './iptables-trees';

/** A rule of a test in one of its chains. */
export interface NetfilterTest {
  /** `libxt_tcp.t:12` */
  readonly place: string;
  readonly table: string;
  readonly rule: string;
  readonly family: Family;
  /** What `@nfacct add` lines have made by then. */
  readonly accountingObjects: readonly string[];
  /** What the file says a variant answers. */
  readonly expected: (this: void, variant: Variant) => TestResult;
}

/** Every rule of a version's tests, in each chain and for each family it is tried in. */
export async function netfilterTests(version: IptablesVersion): Promise<NetfilterTest[]> {
  const folder = join(await iptablesSources(version), 'extensions');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.t')).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const lines = parseTestFile(await readFile(join(folder, name), 'utf8'));
      const cases = lines.filter((line) => line.kind === 'case');
      return familiesOfTestFile(name, version).flatMap((family) =>
        cases.flatMap((test) => inEachChain(name, test, lines, family)),
      );
    }),
  );
  return files.flat();
}

/** What the commands before a test say behind a beginning. */
function commandsBefore({ line: end }: TestCase, lines: readonly TestLine[], beginning: string): string[] {
  return lines.flatMap((line) => {
    const isMeant = line.kind === 'command' && line.line < end && line.command.text.startsWith(beginning);
    return isMeant ? [line.command.text.slice(beginning.length)] : [];
  });
}

function inEachChain(
  name: string,
  test: TestCase,
  lines: readonly TestLine[],
  family: Family,
): NetfilterTest[] {
  // What `%iptables` lines have done by then, as lines of a file; none of them names a table.
  const setUp = commandsBefore(test, lines, 'iptables ');
  const accountingObjects = commandsBefore(test, lines, 'nfacct add ');
  return test.chains.map((chain) => ({
    place: `${name}:${test.line + 1}`,
    table: test.table,
    rule: [...setUp, `-A ${chain} ${test.rule.text}`].join('\n'),
    family,
    accountingObjects,
    expected: (variant) => expectedResult(test, variant),
  }));
}
