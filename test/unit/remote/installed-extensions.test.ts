import { expect, it } from 'vitest';
import { parseAnswer } from '../../../remote/src/jobs/installed-extensions';

it('reads version, variant and tables', () => {
  const answer =
    '@@version\niptables v1.8.9 (nf_tables)\n@@tables\ntarget FOO any revision=1\n  --bar UINT8\n';
  expect(parseAnswer(answer)).toEqual({
    version: '1.8.9',
    variant: 'nft',
    optionTables: 'target FOO any revision=1\n  --bar UINT8\n',
    help: [],
  });
});

it('takes the help of iptables itself off that of an extension, and leaves out what has none', () => {
  const answer = [
    ...['@@version', 'iptables v1.4.21', '@@general', 'Usage: iptables -[ACD]', '  --append -A chain', ''],
    ...[
      '@@target FOO',
      'Usage: iptables -[ACD]',
      '  --append -A chain',
      '',
      'FOO options:',
      '  --bar value  A bar',
    ],
    ...['@@target tcp', 'Usage: iptables -[ACD]', '  --append -A chain', ''],
  ].join('\n');
  expect(parseAnswer(answer)).toEqual({
    version: '1.4.21',
    variant: 'legacy',
    optionTables: undefined,
    help: [{ kind: 'target', name: 'FOO', text: 'FOO options:\n  --bar value  A bar' }],
  });
});
