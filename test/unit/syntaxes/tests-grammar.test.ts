import { describe, expect, it } from 'vitest';
import { tokenise } from './tokenise';

describe('the grammar of .t files', () => {
  it('tells comments, tables, chains and commands apart', async () => {
    const tokens = await tokenise('# note\n*mangle\n:INPUT,OUTPUT\n%iptables -N x', 'iptables-tests');
    expect(tokens).toEqual([
      '# note → comment.line.number-sign',
      '* → keyword.control.table',
      'mangle → keyword.control.table',
      ': → punctuation.definition.chain',
      'INPUT → entity.name.function.chain',
      ', → punctuation.separator.chain',
      'OUTPUT → entity.name.function.chain',
      '% → keyword.operator.command',
      'iptables → string.unquoted',
      '-N → keyword.control.command',
      'x → entity.name.function.chain',
    ]);
  });

  it('reads the fields of a test, the rule as that of a rule file', async () => {
    expect(await tokenise('-p tcp -j MARK;=;OK;LEGACY;FAIL', 'iptables-tests')).toEqual([
      '-p → variable.parameter.option',
      'tcp → constant.language.protocol',
      '-j → keyword.control.jump',
      'MARK → support.class.target',
      '; → punctuation.separator.field',
      '= → keyword.operator.same',
      '; → punctuation.separator.field',
      'OK → constant.language.result.ok',
      '; → punctuation.separator.field',
      'LEGACY → storage.modifier.variant',
      '; → punctuation.separator.field',
      'FAIL → constant.language.result.fail',
    ]);
  });
});
