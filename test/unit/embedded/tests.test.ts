// `.t` files of extensions: rules that are expected to be taken and would not be, the other way round, and lines that
// are no tests.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-types';
import type { DiagnosticData } from '../../../server/src/check';
import type { Variant } from '../../../server/src/rules/facts/fact';
import { applyEdits } from '../../support/apply-edits';
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
    expect(faults(`${header}-p tcp -m tcp --dport ssh;=;NOMATCH\n`)).toEqual([]);
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

describe('the text that is expected', () => {
  const fault = (line: string, version = '1.8.11') => {
    const { uri, ...open } = openEmbedded(
      'tests',
      `${header}${line}\n`,
      { profile: { variant: 'nft', version } },
      'libipt_tcp.t',
    );
    open.workspace.setFile('file:///w/libxt_CLONE.c', readFileSync('kernel/libxt_CLONE.c', 'utf8'));
    const [found, ...more] = diagnoseOpen({ uri, ...open });
    expect(more).toEqual([]);
    const { fixes = [] } = (found?.data ?? {}) as DiagnosticData;
    const fixed = fixes.map(({ edits }) => applyEdits(line, edits.map(onFirstLine)));
    return found && [found.code, found.range.start.character, found.range.end.character, ...fixed];
  };
  const onFirstLine = ({ range: { start, end }, newText }: TextEdit) => ({
    range: { start: { ...start, line: 0 }, end: { ...end, line: 0 } },
    newText,
  });

  it.each([
    '-p tcp -m tcp --dport 22;=;OK',
    '-p tcp --dport ssh;-p tcp -m tcp --dport 22;OK',
    '-s 10.1.2.3/8;-s 10.0.0.0/8;OK',
    '-p tcp --dport 22;=;NOMATCH',
    '-m limit;-m limit --limit 3/hour;OK',
    '-s 10.0.0.1 -m physdev --physdev-in eth0;-s 10.0.0.1/32 -m physdev --physdev-in eth0;OK',
    '-d 192.0.2.1 -j CLONE --mark 1;-d 192.0.2.1/32 -j CLONE --mark 0x1;OK',
    '-j CLONE --mark 1;-j CLONE --mark 0x1;OK',
    // iptables-nft says nothing of a burst of zero; a shell takes the quotes.
    '-m limit --limit-burst 0;-m limit --limit 3/hour;OK',
    "-m comment --comment 'a';-m comment --comment a;OK",
  ])('is right: %s', (line) => {
    expect(fault(line)).toBeUndefined();
  });

  it.each([
    ['-p tcp --dport 22;=;OK', [18, 19], '-p tcp --dport 22;-p tcp -m tcp --dport 22;OK'],
    ['-p tcp -m tcp --dport 22;-p tcp --dport 22;OK', [25, 42], '-p tcp -m tcp --dport 22;=;OK'],
    ['-j MARK --set-mark 1;;OK', [20, 21], '-j MARK --set-mark 1;-j MARK --set-xmark 0x1/0xffffffff;OK'],
    ['-p tcp -m tcp --dport 22;=;NOMATCH', [27, 34], '-p tcp -m tcp --dport 22;=;OK'],
    ['-p tcp --dport 22;=;FAIL;LEGACY;OK', [18, 19], undefined],
    ['-s 10.0.0.1 -j CLONE --mark 1;=;OK', [30, 31], undefined],
  ])('is wrong: %s', (line, [start, end], fixed) => {
    expect(fault(line)).toEqual(['test-expected', start, end, ...(fixed === undefined ? [] : [fixed])]);
  });

  it('may be the beginning of the line for older versions', () => {
    expect(fault('-p tcp -m tcp --dport 22;-p tcp;OK', '1.8.9')).toBeUndefined();
    expect(fault('-p tcp -m tcp --dport 22;-p tcp;OK')).toBeDefined();
    expect(fault('-p tcp -m tcp --dport 22;-p tcp -j;OK', '1.8.9')).toBeDefined();
  });

  it('of the extension that ships is as its own test has it', () => {
    expect(faults(readFileSync('kernel/libxt_CLONE.t', 'utf8'), 'libxt_CLONE.t')).toEqual([]);
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
  const text = `${header}-s 2001:db8::1/128;=;OK\n`;
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
