// `.t` files of extensions: only what they expect to be accepted is held against them.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readGrammars } from '../../../server/src/grammars';
import { lint } from '../../../server/src/lint';

const grammars = await readGrammars(fileURLToPath(new URL('../../../dist', import.meta.url)));

async function faults(text: string, path = '/x/libxt_tcp.t', variant: 'legacy' | 'nft' = 'nft') {
  const [result] = await lint([{ path, text }], { grammars, profile: { variant } });
  return (result?.diagnostics ?? []).map(({ code, range: { start, end } }) => ({
    code,
    line: start.line,
    characters: [start.character, end.character],
  }));
}

const header = ':INPUT,FORWARD\n*filter\n';

test('a rule that is expected to be accepted, and is, is no fault', async () => {
  expect(await faults(`${header}-p tcp -m tcp --dport 22;=;OK\n`)).toEqual([]);
});

test('a rule that is expected to be accepted, and would not be, is one, where it stands', async () => {
  expect(await faults(`${header}-p tcp -m tcp --dprt 22;=;OK\n`)).toEqual([
    { code: 'unknown-option', line: 2, characters: [14, 20] },
  ]);
});

test('a rule that is expected to fail may do so', async () => {
  expect(await faults(`${header}-p tcp -m tcp --dprt 22;;FAIL\n-m tcp;;FAIL\n`)).toEqual([]);
});

test('a result counts for the variant it is given for', async () => {
  const text = `${header}-p tcp -m tcp --dport;=;OK;LEGACY;FAIL\n`;
  expect(await faults(text, '/x/libxt_tcp.t', 'nft')).toEqual([]);
  expect(await faults(text, '/x/libxt_tcp.t', 'legacy')).toHaveLength(1);
});

test('a name of one family decides how addresses are read', async () => {
  const text = `${header}-s 2001:db8::1;=;OK\n`;
  expect(await faults(text, '/x/libip6t_ah.t')).toEqual([]);
  expect(await faults(text, '/x/libipt_ah.t')).toHaveLength(1);
});

test('comments, commands and rules before any chain are passed over', async () => {
  expect(await faults('# --dprt;=;OK\n%touch x\n@iptables -N x\n-p tcp --dprt 1;=;OK\n')).toEqual([]);
});
