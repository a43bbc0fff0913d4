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
        cases.flatMap((test) => inEachChain(name, test, setUpOf(test, lines), family)),
      );
    }),
  );
  return files.flat();
}

/** What `%iptables` lines have done by then, as lines of a file; none of them names a table. */
function setUpOf({ line: end }: TestCase, lines: readonly TestLine[]): string {
  const commands = lines.flatMap((line) =>
    line.kind === 'command' && line.line < end ? [/^iptables (.*)/.exec(line.command.text)?.[1] ?? ''] : [],
  );
  return commands.filter((command) => command !== '').join('\n');
}

function inEachChain(name: string, test: TestCase, setUp: string, family: Family): NetfilterTest[] {
  return test.chains.map((chain) => ({
    place: `${name}:${test.line + 1}`,
    table: test.table,
    rule: `${setUp === '' ? '' : `${setUp}\n`}-A ${chain} ${test.rule.text}`,
    family,
    expected: (variant) => expectedResult(test, variant),
  }));
}
