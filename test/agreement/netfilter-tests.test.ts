// Our verdict on every rule of netfilter's own tests against the verdict that the test states: a rule that is to fail
// has an error of the parser's tier or the kernel's, or a warning where only some kernels refuse it, any other has no
// error. No iptables is asked: what the kernel of this machine has not been built with does not matter.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCatalog } from '../../server/src/rules/facts/catalog';
import type { AgreementRow } from '../support/agreement';
import { questionOf } from '../support/corpus';
import { diagnoseOpen, openEmbedded } from '../support/embedded-fixtures';
import { iptablesSources, iptablesVersions } from '../support/iptables-trees';
import { judge } from '../support/judge';
import { netfilterTests } from '../support/netfilter-tests';

const families = ['ipv4', 'ipv6'] as const;

it.for(
  iptablesVersions.flatMap((version) =>
    (['legacy', 'nft'] as const).map((variant) => [variant, version] as const),
  ),
)('expects of iptables-%s %s the texts that its own tests expect', async ([variant, version]) => {
  const folder = join(await iptablesSources(version), 'extensions');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.t'));
  expect(names.length).toBeGreaterThan(100);
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    const found = diagnoseOpen(openEmbedded('tests', text, { profile: { variant, version } }, name));
    expect({ name, found: found.filter(({ code }) => code === 'test-expected') }).toEqual({
      name,
      found: [],
    });
  }
});

const suites = iptablesVersions.flatMap((version) =>
  (['legacy', 'nft'] as const).map((variant) => [variant, version] as const),
);

it.for(suites)('agrees with what the tests state of iptables-%s %s', async ([variant, version], { task }) => {
  const tests = await netfilterTests(version);
  const rows = families.map((family): AgreementRow & { disagreements: string[] } => {
    const own = tests.filter((test) => test.family === family);
    const disagreements = own.flatMap(({ place, expected, accountingObjects, ...line }) => {
      const { loads, isLoadDoubtful, found } = judge(
        questionOf(line).text,
        family,
        variant,
        version,
        accountingObjects.length > 0
          ? createCatalog({ complete: true, bare: true, accountingObjects })
          : undefined,
      );
      const result = expected(variant);
      if (loads === (result !== 'FAIL') || (result === 'FAIL' && isLoadDoubtful)) return [];
      return [`${place} *${line.table} ${line.rule}: ${result}; ${found.join(' | ')}`];
    });
    const total = own.length;
    const agree = total - disagreements.length;
    return { what: 'netfilter *.t', variant, version, family, agree, total, disagreements };
  });
  task.meta.agreement = rows.map(({ disagreements: _, ...row }) => row);
  for (const { total } of rows) expect(total).toBeGreaterThan(100);
  expect(rows.flatMap(({ disagreements }) => disagreements)).toEqual([]);
});
