// The lines of a `.t` file, and what they expect of which variant.
import { describe, expect, it } from 'vitest';
import { expectedResult, familiesOfTestFile, parseTestFile } from '../../../server/src/rules/tests/test-file';

describe('a .t file', () => {
  it('is read line by line, each case under the table and the chains before it', () => {
    const lines = parseTestFile('# note\n:INPUT,OUTPUT\n*mangle\n%iptables -N x\n\n-j MARK;=;OK\n--x;y\n');
    expect(lines.map(({ kind }) => kind)).toEqual([
      ...['comment', 'chains', 'table', 'command', 'blank', 'case', 'broken', 'blank'],
    ]);
    expect(lines[5]).toMatchObject({
      line: 5,
      table: 'mangle',
      chains: ['INPUT', 'OUTPUT'],
      rule: { text: '-j MARK', start: 0, end: 7 },
      expected: { text: '=', start: 8, end: 9 },
      result: { text: 'OK', start: 10, end: 12 },
    });
  });

  it.each([
    ['-j X;=;OK', 'OK', 'OK'],
    ['-j X;=;FAIL', 'FAIL', 'FAIL'],
    ['-j X;=;OK;LEGACY', 'OK', 'FAIL'],
    ['-j X;=;FAIL;NFT', 'OK', 'FAIL'],
    ['-j X;=;OK;LEGACY;NOMATCH', 'OK', 'NOMATCH'],
    ['-j X;;FAIL;LEGACY;', 'FAIL', 'NOMATCH'],
    ['-j X;=;NOMATCH;NFT', 'OK', 'NOMATCH'],
  ])('%s expects %s of legacy and %s of nft', (line, legacy, nft) => {
    const [test] = parseTestFile(line);
    if (test?.kind !== 'case') throw new Error('no case');
    expect([expectedResult(test, 'legacy'), expectedResult(test, 'nft')]).toEqual([legacy, nft]);
  });

  it.each([
    ['/x/libxt_tcp.t', ['ipv4'], ['ipv4', 'ipv6']],
    ['/x/libipt_icmp.t', ['ipv4'], ['ipv4']],
    ['/x/libip6t_ah.t', ['ipv6'], ['ipv6']],
    ['/x/libebt_ip.t', [], []],
  ])('%s is tried with %j by 1.8.9, and with %j by 1.8.11', (path, older, newer) => {
    expect(familiesOfTestFile(path, '1.8.9')).toEqual(older);
    expect(familiesOfTestFile(path, '1.8.11')).toEqual(newer);
  });
});
