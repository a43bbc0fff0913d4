// A build tree on disk → the kernel that the checks of C ask: signatures, members, symbols and options of its own.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { HeaderTree, kernelIncludes } from '../../../server/src/workspace/kernel-headers';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { temporaryFolder } from '../../support/temporary-folder';
import { uriOf, workspaceOf } from '../module/support/project';

/** A kernel 5.9 whose distribution took over the four arguments of ip_route_me_harder. */
const tree: Readonly<Record<string, string>> = {
  'source/include/linux/netfilter_ipv4.h':
    '#include <net/deep.h>\nint ip_route_me_harder(struct net *net, struct sock *sk, struct sk_buff *skb, unsigned addr_type);\n',
  'source/include/net/ip.h': 'int ip_local_out(struct net *net, struct sock *sk, struct sk_buff *skb);\n',
  'source/include/net/deep.h':
    '#include "deeper.h"\nint deep(int a);\nint hidden(int a);\nint for_gpl(void);\n',
  'source/include/net/deeper.h':
    'static inline int deeper(int a) { return a; }\n#define either(a, b) deep(a)\n',
  'source/include/linux/skbuff.h': 'struct sk_buff {\n\tunsigned long _nfct;\n\t__u32 mark;\n};\n',
  'build/arch/x86/include/generated/asm/errno.h': '',
  'build/include/generated/uapi/linux/version.h': `#define LINUX_VERSION_CODE ${(5 << 16) + (9 << 8) + 1}\n`,
  'build/include/config/auto.conf': 'CONFIG_NETFILTER=y\nCONFIG_NF_CONNTRACK=m\n',
  'build/Module.symvers':
    '0x1\tip_route_me_harder\tvmlinux\tEXPORT_SYMBOL\t\n0x2\tdeep\tnf_foo\tEXPORT_SYMBOL\t\n0x3\tfor_gpl\tvmlinux\tEXPORT_SYMBOL_GPL\t\n0x4\tip_local_out\tvmlinux\tEXPORT_SYMBOL_GPL\t\n',
};

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ path: folder, remove } = await temporaryFolder());
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});

afterAll(() => remove());

async function findings(
  body: string,
  license = 'GPL',
  kernelVersions: readonly string[] = [],
): Promise<string[]> {
  const name = 'xt_FOO.c';
  const workspace = workspaceOf({
    [name]: `#include <linux/module.h>
#include <linux/skbuff.h>
#include <linux/netfilter_ipv4.h>
static void foo(struct net *net, struct sk_buff *skb)
{
${body}
}
MODULE_LICENSE("${license}");
`,
  });
  const place = { name: 'lab', build: join(folder, 'build'), includes: [join(folder, 'source/include')] };
  const described = await new HeaderTree(place).describe(kernelIncludes(workspace.project.sources));
  workspace.setDescribedKernels(described ? [described] : []);
  return diagnose(workspace, uriOf(name), { ...defaultSettings, kernelVersions }).flatMap(
    ({ code, message }) =>
      /^(?:api-moved|symbol-missing|gpl-symbol)$/.test(String(code)) ? [`${code}: ${textOf(message)}`] : [],
  );
}

test('its headers decide, not its version', async () => {
  expect(await findings('ip_route_me_harder(net, NULL, skb, 0);')).toEqual([]);
  expect(await findings('ip_route_me_harder(net, skb, 0);')).toEqual([
    'api-moved: ip_route_me_harder(net, skb, addr_type) breaks on lab, which has ip_route_me_harder(net, sk, skb, addr_type), since 5.10 (and 5.9.9, 5.4.78, 4.19.158).',
  ]);
  expect(await findings('foo(skb->nfct);')).toHaveLength(1);
  expect(await findings('skb->mark = 1;')).toEqual([]);
});

test('one message for it and a stated version', async () => {
  expect(await findings('ip_local_out(skb);', 'GPL', ['4.3'])).toEqual([
    'api-moved: ip_local_out(skb) breaks on lab, which has ip_local_out(net, sk, skb), since 4.4; fine on 4.3.',
  ]);
});

test('the parameters of any function', async () => {
  expect(await findings('deep(1, 2);')).toEqual([
    'api-moved: deep takes other arguments on lab: deep(int a).',
  ]);
  expect(await findings('deep(1); either(1, 2); deeper(1); unheard_of(1, 2, 3);')).toEqual([]);
});

test('symbols that modules do not get', async () => {
  expect(await findings('hidden(1);')).toEqual([
    'symbol-missing: hidden is not exported to modules on lab: insmod fails with "Unknown symbol".',
  ]);
  expect(await findings('#ifdef CONFIG_FOO\nhidden(1);\n#endif')).toEqual([]);
  expect(await findings('#if IS_ENABLED(CONFIG_NF_CONNTRACK)\nhidden(1);\n#endif')).toHaveLength(1);
});

test('symbols for the GPL', async () => {
  expect(await findings('for_gpl();')).toEqual([]);
  expect(await findings('for_gpl();', 'Dual BSD/GPL')).toEqual([]);
  expect(await findings('for_gpl();', 'Proprietary')).toEqual([
    'gpl-symbol: for_gpl is only for modules under the GPL on lab; modpost refuses it to one whose licence is "Proprietary".',
  ]);
});

test('a folder that is no build tree describes no kernel', async () => {
  const place = { name: 'lab', build: folder, includes: [folder] };
  expect(await new HeaderTree(place).describe(new Set())).toBeUndefined();
});

function textOf(message: Diagnostic['message']): string {
  return typeof message === 'string' ? message : message.value;
}
