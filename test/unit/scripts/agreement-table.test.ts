import { expect, test } from 'vitest';
import { agreementTable } from '../../../scripts/lib/agreement-table.mjs';
import type { AgreementRow } from '../../support/agreement';

const report = (...rows: AgreementRow[]) => ({
  testResults: [{ assertionResults: [{ meta: { agreement: rows } }, {}] }],
});

test('a line for each thing compared, a column for each iptables', () => {
  const rows: AgreementRow[] = [
    { what: 'corpus', variant: 'legacy', version: '1.8.9', agree: 9, total: 10 },
    { what: 'corpus', variant: 'nft', version: '1.8.9', agree: 10, total: 10 },
    { what: '*.t', variant: 'nft', version: '1.8.9', family: 'ipv6', agree: 3, total: 3 },
  ];
  expect(agreementTable(report(...rows))).toEqual([
    '            legacy 1.8.9      nft 1.8.9',
    'corpus              9/10          10/10',
    '*.t, ipv6                           3/3',
  ]);
});

test('says how many were not compared at load', () => {
  const row = {
    what: 'corpus',
    variant: 'nft',
    version: '1.8.9',
    agree: 1,
    total: 1,
    withoutLoad: 1,
  } as const;
  expect(agreementTable(report(row)).at(-1)).toMatch(/^1 of them not wholly/);
});

test('is empty where nothing was compared', () => {
  expect(agreementTable({ testResults: [{ assertionResults: [{}] }] })).toEqual([]);
});

test('names what could not be probed, once', () => {
  const row = {
    what: 'places',
    version: '1.8.9',
    agree: 1,
    total: 1,
    unprobed: ['target LED (ipv4)'],
  } as const;
  const lines = agreementTable(report({ ...row, variant: 'nft' }, { ...row, variant: 'legacy' }));
  expect(lines.at(-1)).toMatch(/^not probed, .*: target LED \(ipv4\)$/);
});
