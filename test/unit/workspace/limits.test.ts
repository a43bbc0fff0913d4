// A rule where the kernel half of the workspace does not take it: what is said, with the field of the C that says so, and
// what is learned from that half.
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../server/src/workspace/settings';
import type { ServerSettings } from '../../../server/src/workspace/settings';
import { readScript } from '../../support/embedded-fixtures';
import { uriOf, workspaceOf } from '../module/support/project';
import { extensionFiles, tagKernel, textIn } from './support/extensions';

const legacy: ServerSettings = { ...defaultSettings, profile: { variant: 'legacy' } };

/** `code: message | related text` of what is found in a file beside the extension. */
function found(
  name: string,
  text: string,
  settings = legacy,
  files: Record<string, string> = extensionFiles,
) {
  const workspace = workspaceOf({ ...files, [name]: text });
  workspace.useShell(readScript);
  return diagnose(workspace, uriOf(name), settings).map(({ code, message, relatedInformation = [] }) => {
    const related = relatedInformation.map(
      ({ location, message: what }) =>
        `${what} ${textIn(workspace.textOf(location.uri) ?? '', location.range).replaceAll(/\s+/g, ' ')}`,
    );
    const said = typeof message === 'string' ? message : message.value;
    return [`${code ?? ''}: ${said}`, ...related];
  });
}

const inTable = (table: string, rule: string) => `*${table}\n${rule}\nCOMMIT\n`;

describe('a rule', () => {
  test('in a table that the kernel half does not name', () => {
    expect(found('a.v4', inTable('filter', '-A FORWARD -j TAG --tag 1'))).toEqual([
      [
        "rule-table: the kernel refuses the target TAG in the table filter; it works in mangle. The kernel logs `TAG target: only valid in mangle table, not filter'.",
        '`.table` of TAG revision 0 for IPv4. .table = "mangle"',
      ],
    ]);
  });

  test('on a hook that it leaves out, or that leads to its chain', () => {
    const hooks =
      '`.hooks` of TAG revision 0 for IPv4. .hooks = (1 << NF_INET_FORWARD) | (1 << NF_INET_LOCAL_OUT)';
    expect(found('a.v4', inTable('mangle', '-A INPUT -j TAG --tag 1'))).toEqual([
      [
        "rule-hook: the kernel refuses the target TAG in INPUT; it works in FORWARD, OUTPUT. The kernel logs `TAG target: used from hooks INPUT, but only usable from FORWARD/OUTPUT'.",
        hooks,
      ],
    ]);
    const chain = ':own - [0:0]\n-A FORWARD -j own\n-A PREROUTING -j own\n-A own -j TAG --tag 1';
    const [[message, ...related] = []] = found('a.v4', inTable('mangle', chain));
    expect(message).toContain('packets come from PREROUTING');
    expect(message).toContain('used from hooks PREROUTING/FORWARD, but');
    expect(related).toEqual([hooks]);
    const [[behindNft] = []] = found('a.v4', inTable('mangle', chain), {
      ...legacy,
      profile: { variant: 'nft' },
    });
    expect(behindNft).toMatch(/^rule-hook: .*OUTPUT\.$/);
  });

  test('of the other family is held to its own registration', () => {
    expect(found('a.v6', inTable('filter', '-A INPUT -p tcp -j TAG --tag 1'))).toEqual([]);
    expect(found('a.v6', inTable('filter', '-A INPUT -j TAG --tag 1'))).toEqual([
      [
        "rule-protocol: the target TAG needs `-p tcp'. The kernel logs `TAG target: only valid for protocol 6'.",
        '`.proto` of TAG revision 0 for IPv6. .proto = IPPROTO_TCP',
      ],
    ]);
    expect(found('a.v6', inTable('filter', '-A INPUT ! -p tcp -j TAG --tag 1'))[0]?.[0]).toContain(
      'rule-protocol',
    );
    expect(found('a.v4', inTable('mangle', '-A FORWARD -j TAG --tag 1'))).toEqual([]);
  });

  test('of a script, in all the ways it is run', () => {
    const script =
      'for run in iptables ip6tables; do\n\t$run -A INPUT -p udp -j TAG --tag 1\ndone\niptables -A FORWARD -j TAG --tag 2\n';
    expect(found('a.sh', script).map(([message]) => message?.split(':')[0])).toEqual(['rule-table']);
  });

  test('is let be where a comment says so, or the settings do', () => {
    const rule = '# nfw-disable-line rule-table\n-A FORWARD -j TAG --tag 1';
    expect(found('a.v4', inTable('filter', rule))).toEqual([]);
    const off = { ...legacy, severities: { 'rule-table': 'off' as const } };
    expect(found('a.v4', inTable('filter', '-A FORWARD -j TAG --tag 1'), off)).toEqual([]);
  });
});

test('a kernel half alone says where its rules may stand, and nothing of options', () => {
  const kernelAlone = { 'xt_TAG.h': extensionFiles['xt_TAG.h'], 'xt_TAG.c': tagKernel };
  const codes = (rule: string) =>
    found('a.v4', rule, legacy, kernelAlone).map(([message]) => message?.split(':')[0]);
  expect(codes(inTable('filter', '-A FORWARD -j TAG --whatever 1'))).toEqual(['rule-table']);
  expect(codes(inTable('mangle', '-A FORWARD -j TAG --whatever 1'))).toEqual([]);
});

test('an extension of iptables keeps its own code, and shows the field all the same', () => {
  const kernel = `static struct xt_target redirect_tg_reg = {
	.name = "REDIRECT", .family = NFPROTO_IPV4, .table = "nat", .target = redirect_tg, .targetsize = 4,
};`;
  expect(
    found('a.v4', inTable('filter', '-A INPUT -j REDIRECT'), legacy, { 'xt_REDIRECT.c': kernel }),
  ).toMatchObject([
    [
      expect.stringContaining('misplaced-extension'),
      '`.table` of REDIRECT revision 0 for IPv4. .table = "nat"',
    ],
  ]);
});

test('only registrations for the family of the file are shown', () => {
  const [[, ...related] = []] = found('a.v4', inTable('filter', '-A INPUT -j TWO'), legacy, {
    'xt_TWO.c': `static struct xt_target two[] = {
	{ .name = "TWO", .family = NFPROTO_IPV4, .table = "raw" }, { .name = "TWO", .family = NFPROTO_IPV6, .table = "raw" },
};`,
  });
  expect(related).toEqual(['`.table` of TWO revision 0 for IPv4. .table = "raw"']);
});

describe('which registration counts', () => {
  const library = `static struct xtables_match m[] = {
	{ .name = "two", .revision = 0, .family = NFPROTO_UNSPEC },
	{ .name = "two", .revision = 1, .family = NFPROTO_UNSPEC },
};`;
  const tablesFor = (kernel: string, family: 'ipv4' | 'ipv6', userspace = library) =>
    workspaceOf({
      'xt_two.c': `static struct xt_match m[] = { ${kernel} };`,
      'libxt_two.c': userspace,
    }).catalog.match('two', family)?.tables;

  test.each([
    ['one of any family, for both', '{ .name = "two", .table = "raw" }', ['raw'], ['raw']],
    [
      'one of the family before one of any',
      '{ .name = "two", .family = NFPROTO_IPV4, .table = "nat" }, { .name = "two", .table = "raw" }',
      ['nat'],
      ['raw'],
    ],
    [
      'each revision that iptables may choose',
      '{ .name = "two", .table = "nat" }, { .name = "two", .revision = 1, .table = "raw" }',
      ['nat', 'raw'],
      ['nat', 'raw'],
    ],
    [
      'one for ARP, for nobody',
      '{ .name = "two", .family = NFPROTO_ARP, .table = "nat" }',
      undefined,
      undefined,
    ],
    [
      'one whose family nobody knows, so that nothing is said',
      '{ .name = "two", .family = SOME, .table = "nat" }, { .name = "two" }',
      undefined,
      undefined,
    ],
  ])('%s', (_, kernel, ipv4, ipv6) => {
    expect([tablesFor(kernel, 'ipv4'), tablesFor(kernel, 'ipv6')]).toEqual([ipv4, ipv6]);
  });

  test('no revision that userspace lacks', () => {
    const kernel = '{ .name = "two", .table = "nat" }, { .name = "two", .revision = 7 }';
    expect(tablesFor(kernel, 'ipv4')).toEqual(['nat']);
  });
});
