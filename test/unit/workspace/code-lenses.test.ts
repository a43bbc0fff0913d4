// What stands above the handlers and the registrations of an extension.
import { expect, test } from 'vitest';
import { codeLenses } from '../../../server/src/workspace/code-lenses';
import { readScript } from '../../support/embedded-fixtures';
import { uriOf, workspaceOf } from '../module/support/project';
import { extensionFiles, textIn } from './support/extensions';

const files: Record<string, string> = {
  ...extensionFiles,
  'rules.v4': '*mangle\n-A FORWARD -j TAG --tag 1\n-A OUTPUT -j TAG --tag 2\n-A OUTPUT -j ACCEPT\nCOMMIT\n',
  'rules.v6': '*mangle\n-A FORWARD -p tcp -j TAG --tag 1\nCOMMIT\n',
  'router.sh': 'for run in iptables ip6tables; do\n\t$run -t mangle -A FORWARD -p tcp -j TAG --tag 1\ndone\n',
  'libxt_TAG.t': '*mangle\n:FORWARD\n-j TAG --tag 1;=;OK\n',
};

/** `place: title` of each lens, and the lines of the rules that a click shows. */
function lensesOf(name: string, more: Record<string, string> = {}) {
  const all = { ...files, ...more };
  const workspace = workspaceOf(all);
  workspace.useShell(readScript);
  const source = workspace.source(uriOf(name));
  if (!source) throw new Error(`${name} is no source`);
  const lenses = codeLenses(workspace, source, (title, _uri, _range, rules) => ({
    title,
    command: rules.map(({ uri, range }) => `${uri.replace(/.*\//, '')}:${range.start.line + 1}`).join(' '),
  }));
  return lenses.map(({ range, command }) => [
    `${textIn(all[name] ?? '', range)}: ${command?.title ?? ''}`,
    command?.command,
  ]);
}

test('each handler of the kernel half has the rules of its family', () => {
  expect(lensesOf('xt_TAG.c')).toEqual([
    ['tag_tg4: TAG rev 0 · IPv4 · mangle · 3 rules use it', 'rules.v4:2 rules.v4:3 router.sh:2'],
    ['tag_tg6: TAG rev 0 · IPv6 · 2 rules use it', 'rules.v6:2 router.sh:2'],
  ]);
});

test('the registration of the userspace half has all', () => {
  expect(lensesOf('libxt_TAG.c')).toEqual([
    ['tag_tg_reg: TAG rev 0 · any family · 4 rules use it', 'rules.v4:2 rules.v4:3 rules.v6:2 router.sh:2'],
  ]);
});

test('an extension without rules says so, and has nothing to show', () => {
  expect(lensesOf('libxt_calm.c')).toEqual([['calm_mt_reg: calm rev 0 · any family · no rules use it', '']]);
});

test('a handler of two families stands under one lens, one of two revisions under two', () => {
  const registration = (fields: string) => `{ .name = "TWO", .target = two_tg, ${fields} }`;
  const kernel = `static unsigned int two_tg(struct sk_buff *skb, const struct xt_action_param *par) { return XT_CONTINUE; }
static struct xt_target two[] = {
	${registration('.family = NFPROTO_IPV4, .table = "raw"')},
	${registration('.family = NFPROTO_IPV6, .table = "raw"')},
	${registration('.family = NFPROTO_IPV4, .revision = 1, .table = T')},
};`;
  const rules = '*raw\n-A OUTPUT -j TWO\nCOMMIT\n';
  expect(lensesOf('xt_TWO.c', { 'xt_TWO.c': kernel, 'two.v4': rules }).map(([title]) => title)).toEqual([
    'two_tg: TWO rev 0 · IPv4 and IPv6 · raw · 1 rule uses it',
    'two_tg: TWO rev 1 · IPv4 · 1 rule uses it',
  ]);
});
