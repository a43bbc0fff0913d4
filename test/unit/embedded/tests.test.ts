// `.t` files of extensions: rules that are expected to be taken and would not be, the other way round, and lines that
// are no tests.
import { describe, expect, it } from 'vitest';
import type { Variant } from '../../../server/src/rules/facts/fact';
import { diagnoseOpen, openEmbedded } from '../../support/embedded-fixtures';

function faults(text: string, name = 'libxt_tcp.t', variant: Variant = 'nft', version = '1.8.9') {
  const open = openEmbedded('tests', text, { profile: { variant, version } }, name);
  return diagnoseOpen(open).map(({ code, range: { start, end } }) => ({
    code,
    line: start.line,
    characters: [start.character, end.character],
  }));
}

const header = ':INPUT,FORWARD\n*filter\n';

describe('a rule that is expected to be taken', () => {
  it('and is, is no fault', () => {
    expect(faults(`${header}-p tcp -m tcp --dport 22;=;OK\n`)).toEqual([]);
  });

  it('and would not be, is one, once, where it stands', () => {
    expect(faults(`${header}-p tcp -m tcp --dprt 22;=;OK\n`)).toEqual([
      { code: 'unknown-option', line: 2, characters: [14, 20] },
    ]);
  });

  it('is tried in the table of its line', () => {
    expect(faults(':POSTROUTING\n*nat\n-j MASQUERADE;=;OK\n*mangle\n-j MASQUERADE;=;OK\n')).toEqual([
      { code: 'misplaced-extension', line: 4, characters: [3, 13] },
    ]);
  });

  it('may have been saved in another way', () => {
    expect(faults(`${header}-p tcp -m tcp --dport ssh;-p tcp -m tcp --dport 22;NOMATCH\n`)).toEqual([]);
  });
});

describe('a rule that is expected to be refused', () => {
  it('and is, is no fault', () => {
    expect(faults(`${header}-p tcp -m tcp --dprt 22;;FAIL\n`)).toEqual([]);
  });

  it('and would be taken, is one, at the result', () => {
    expect(faults(`${header}-p tcp -m tcp --dport 22;;FAIL\n`)).toEqual([
      { code: 'test-verdict', line: 2, characters: [26, 30] },
    ]);
  });

  it('is let be where an extension may know better', () => {
    expect(faults(`${header}-j CLONE --mark 1;;FAIL\n-m comment --comment $X;;FAIL\n`)).toEqual([]);
  });

  it('is let be where a command set up what it depends on', () => {
    expect(faults(`${header}%iptables -N x\n-p tcp -m tcp --dport 22;;FAIL\n`)).toEqual([]);
  });
});

it('a result counts for the variant it is given for, the other field for the other', () => {
  const text = `${header}-p tcp -m tcp --dport;=;OK;LEGACY;FAIL\n`;
  expect(faults(text, 'libxt_tcp.t', 'nft')).toEqual([]);
  expect(faults(text, 'libxt_tcp.t', 'legacy')).toHaveLength(1);
  expect(faults(`${header}-p tcp;=;OK;LEGACY;FAIL\n`, 'libxt_tcp.t', 'nft')).toEqual([
    { code: 'test-verdict', line: 2, characters: [19, 23] },
  ]);
});

it('the name decides which families the rules are tried with', () => {
  const text = `${header}-s 2001:db8::1;=;OK\n`;
  expect(faults(text, 'libip6t_ah.t')).toEqual([]);
  expect(faults(text, 'libipt_ah.t')).toHaveLength(1);
  expect(faults(text, 'libxt_tcp.t', 'nft', '1.8.11')).toHaveLength(1);
  expect(faults(text, 'libebt_ip.t')).toEqual([]);
});

it('comments and commands are passed over, and a comment silences a check', () => {
  expect(faults('# --dprt;=;OK\n%touch x\n@iptables -N x\n')).toEqual([]);
  expect(faults(`${header}# nfw-disable-line unknown-option\n-p tcp --dprt 22;=;OK\n`)).toEqual([]);
});

describe('a line that is no test', () => {
  it.each([
    ['-p tcp;=', [0, 8]],
    ['-p tcp;=;YES', [9, 12]],
    ['-p tcp;=;', [8, 9]],
    ['-p tcp;=;OK;XTABLES', [12, 19]],
  ])('%s is told of', (line, characters) => {
    expect(faults(`${header}${line}\n`)).toEqual([{ code: 'test-format', line: 2, characters }]);
  });

  it('is a rule before any chain', () => {
    expect(faults('-p tcp;=;OK\n')).toEqual([{ code: 'test-format', line: 0, characters: [0, 6] }]);
  });
});
