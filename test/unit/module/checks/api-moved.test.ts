// api-moved: a use that another kernel has, for kernels that are stated and for those of the last years.
import { describe, expect, test } from 'vitest';
import type { DiagnosticData } from '../../../../server/src/check';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';
import { applyEdits } from '../../../support/apply-edits';
import { uriOf, workspaceOf, type Files } from '../support/project';

const handler = (body: string, before = '') => `#include <linux/skbuff.h>
#include <linux/netfilter/x_tables.h>
${before}
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
	struct timer_list *timer = foo_timer(skb);

${body}
	return XT_CONTINUE;
}
`;

/** What the check says of a file, by line from one on. */
function findings(files: Files, name: string, kernelVersions: readonly string[] = []) {
  const settings = { ...defaultSettings, kernelVersions };
  return diagnose(workspaceOf(files), uriOf(name), settings, (_, error) => {
    throw error;
  }).filter(({ code }) => code === 'api-moved');
}

function messages(body: string, kernelVersions: readonly string[] = [], before = ''): unknown[] {
  return findings({ 'xt_FOO.c': handler(body, before) }, 'xt_FOO.c', kernelVersions).map(
    ({ message }) => message,
  );
}

/** The body after one of the fixes that are offered for its only finding. */
function fixedBody(body: string, fix: 0 | 1, kernelVersions: readonly string[] = []): string | undefined {
  const text = handler(body);
  const [only, ...others] = findings({ 'xt_FOO.c': text }, 'xt_FOO.c', kernelVersions);
  expect(others).toEqual([]);
  const edits = (only?.data as DiagnosticData).fixes?.[fix]?.edits;
  return edits && applyEdits(text, edits).split('foo_timer(skb);\n\n')[1]?.split('\n\treturn XT_CONTINUE')[0];
}

describe('without a kernel', () => {
  test.each([
    [
      'ip_route_me_harder(&skb, RTN_UNSPEC);',
      /^No kernel since 2\.6\.24 has ip_route_me_harder\(&skb, addr_type\)/,
    ],
    [
      'ip_local_out(skb);',
      /^No kernel since 4\.4 has ip_local_out\(skb\); it is ip_local_out\(net, sk, skb\)/,
    ],
    ['nf_conntrack_put(skb->nfct);', /nfct of struct sk_buff/],
    ['skb->nfctinfo = IP_CT_NEW;', /nfctinfo of struct sk_buff/],
    ['foo(&nf_conntrack_untracked.ct_general);', /nf_conntrack_untracked/],
    ['foo(par->hooknum);', /hooknum of struct xt_action_param; it is xt_hooknum\(par\), since 4\.10/],
    ['foo(1 << NF_IP_FORWARD);', /^No kernel since 2\.6\.25 has NF_IP_FORWARD; it is NF_INET_FORWARD/],
    ['return IPT_CONTINUE;', /^No kernel since 2\.6\.37 has IPT_CONTINUE; it is XT_CONTINUE/],
  ])('%s is gone from every kernel of the last years', (body, message) => {
    const [only, ...others] = findings({ 'xt_FOO.c': handler(`\t${body}`) }, 'xt_FOO.c');
    expect(only?.severity).toBe(2);
    expect(only?.message).toMatch(message);
    expect(others).toEqual([]);
  });

  test('what the newest kernels alone no longer have is worth a hint', () => {
    const [only] = findings({ 'xt_FOO.c': handler('\tdel_timer(timer);') }, 'xt_FOO.c');
    expect(only?.severity).toBe(4);
  });

  test.each([
    'ip_route_me_harder(xt_net(par), NULL, skb, RTN_UNSPEC);',
    'foo->nfct = NULL;',
    'foo(skb_dst(skb)->dev);',
    'timer_delete(timer);',
    'struct foo *dst = foo_dst();\n\tfoo(dst->iif);',
    'skb_ensure_writable(skb, 20);',
  ])('%s compiles somewhere', (body) => {
    expect(messages(`\t${body}`)).toEqual([]);
  });

  test('a source of the kernel itself belongs to its own kernel', () => {
    const name = 'linux/net/ipv4/netfilter/ipt_FOO.c';
    expect(findings({ [name]: handler('\tip_local_out(skb);') }, name)).toEqual([]);
  });
});

describe('for stated kernels', () => {
  test('one message for all of them', () => {
    expect(messages('\tip_route_me_harder(net, skb, RTN_UNSPEC);', ['4.9', '5.10', '6.1'])).toEqual([
      'ip_route_me_harder(net, skb, addr_type) breaks on 5.10 and 6.1, which have ip_route_me_harder(net, sk, skb, addr_type), since 5.10 (and 5.9.9, 5.4.78, 4.19.158); fine on 4.9.',
    ]);
  });

  test('a stable release has what was carried back to it', () => {
    const call = '\tip_route_me_harder(xt_net(par), NULL, skb, RTN_UNSPEC);';
    const without = '\tip_route_me_harder(xt_net(par), skb, RTN_UNSPEC);';
    expect(messages(call, ['5.4'])).toEqual([]);
    expect(messages(without, ['5.4.77'])).toEqual([]);
    expect(messages(without, ['5.4.78'])).toHaveLength(1);
    expect(messages(without, ['5.5'])).toEqual([]);
  });

  test('what is too new', () => {
    expect(messages('\tfoo(xt_hooknum(par));', ['4.9'])).toEqual([
      'xt_hooknum(par) breaks on 4.9, which has par->hooknum.',
    ]);
  });

  test('operations of another struct', () => {
    const operations = 'static const struct file_operations foo_operations;';
    const call = '\tproc_create("foo", 0, NULL, &foo_operations);';
    expect(messages(call, ['5.4'], operations)).toEqual([]);
    expect(messages(call, ['6.1'], operations)).toHaveLength(1);
    expect(messages(call, ['6.1'], 'static const struct proc_ops foo_operations;')).toEqual([]);
  });
});

describe('a use is judged for the kernels that compile it', () => {
  const old = 'ip_local_out(skb);';

  test.each([
    `#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 4, 0)\n\t${old}\n#endif`,
    `#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 4, 0)\n\tfoo();\n#else\n\t${old}\n#endif`,
    `#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 0, 0)\n#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 4, 0)\n#else\n\t${old}\n#endif`,
    `#ifdef HAVE_OLD_LOCAL_OUT\n\t${old}\n#endif`,
    `#if 0\n\t${old}\n#endif`,
  ])('%s', (body) => {
    expect(messages(body)).toEqual([]);
    expect(messages(body, ['4.3', '6.1'])).toEqual([]);
  });

  test.each([
    `#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 4, 0)\n\t${old}\n#endif`,
    `#if IS_ENABLED(CONFIG_NF_CONNTRACK)\n\t${old}\n#endif`,
    `#if defined(CONFIG_FOO) || defined(CONFIG_FOO_MODULE)\n\t${old}\n#endif`,
  ])('%s', (body) => {
    expect(messages(body)).toHaveLength(1);
    expect(messages(body, ['6.1'])).toHaveLength(1);
  });

  test.each([
    '#define ip_local_out(skb) foo_local_out(skb)',
    'static int ip_local_out(struct sk_buff *skb) { return foo(skb); }',
    '#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 4, 0)\n#define ip_local_out(skb) foo_local_out(skb)\n#endif',
    '#ifndef ip_local_out\n#define ip_local_out(skb) foo_local_out(skb)\n#endif',
  ])('wrapped by %s', (wrapper) => {
    const files = {
      'compat.h': `#ifndef COMPAT_H\n#define COMPAT_H\n${wrapper}\n#endif\n`,
      'xt_FOO.c': handler(`\t${old}`, '#include "compat.h"'),
    };
    expect(findings(files, 'xt_FOO.c')).toEqual([]);
    expect(findings(files, 'xt_FOO.c', ['6.1'])).toEqual([]);
  });

  test('a wrapper for other kernels changes nothing', () => {
    const wrapper =
      '#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 4, 0)\n#define ip_local_out(skb) foo(skb)\n#endif';
    const files = {
      'compat.h': `#ifndef COMPAT_H\n#define COMPAT_H\n${wrapper}\n#endif\n`,
      'xt_FOO.c': handler(`\t${old}`, '#include "compat.h"'),
    };
    expect(findings(files, 'xt_FOO.c', ['6.1'])).toHaveLength(1);
  });
});

describe('fixes', () => {
  test.each([
    [
      '\tif (ip_route_me_harder(&skb, RTN_UNSPEC))',
      '\tif (ip_route_me_harder(xt_net(par), skb->sk, skb, RTN_UNSPEC))',
    ],
    [
      '\tip_local_out((struct sk_buff *)skb);',
      '\tip_local_out(dev_net(skb_dst((struct sk_buff *)skb)->dev), ((struct sk_buff *)skb)->sk, (struct sk_buff *)skb);',
    ],
    ['\tnf_conntrack_put(skb->nfct);', '\tnf_conntrack_put(skb_nfct(skb));'],
    ['\tif (!skb_make_writable(skb, 20))', '\tif (skb_ensure_writable(skb, 20))'],
    ['\tif (skb_make_writable(skb, 20))', '\tif (!skb_ensure_writable(skb, 20))'],
    ['\tnf_reset(skb);', '\tnf_reset_ct(skb);'],
  ])('%s', (before, after) => {
    expect(fixedBody(before, 0, ['6.1'])).toBe(after);
  });

  test('the form of an older kernel', () => {
    expect(fixedBody('\tfoo(xt_hooknum(par));', 0, ['4.9'])).toBe('\tfoo(par->hooknum);');
  });

  test('nothing is offered where something is stored, or where kernels need different forms', () => {
    expect(fixedBody('\tskb->nfct = NULL;', 0)).toBeUndefined();
    expect(fixedBody('\tip_route_me_harder(&skb, RTN_UNSPEC);', 0, ['4.3', '6.1'])).toBeUndefined();
  });

  test('the lines that leave a packet untracked, at once and from any of them', () => {
    const lines = [
      '\tnf_conntrack_put(skb->nfct);',
      '\tskb->nfct = &nf_conntrack_untracked.ct_general;',
      '\tskb->nfctinfo = IP_CT_NEW;',
      '\tnf_conntrack_get(skb->nfct);',
    ];
    const text = handler(lines.join('\n'));
    const found = findings({ 'xt_FOO.c': text }, 'xt_FOO.c', ['6.1']);
    expect(found).toHaveLength(5);
    for (const { data } of found) {
      const fixed = applyEdits(text, (data as DiagnosticData).fixes?.[0]?.edits ?? []);
      expect(fixed).toContain(
        'foo_timer(skb);\n\n\tnf_conntrack_put(skb_nfct(skb));\n\tnf_ct_set(skb, NULL, IP_CT_UNTRACKED);\n\treturn',
      );
      expect(findings({ 'xt_FOO.c': fixed }, 'xt_FOO.c', ['6.1'])).toEqual([]);
    }
  });

  test('both forms, for the kernels that have them', () => {
    const [only] = findings(
      {
        'xt_FOO.c': handler(
          '\tif (ip_route_me_harder(xt_net(par), skb,\n\t\t\t       RTN_UNSPEC))\n\t\treturn NF_DROP;',
        ),
      },
      'xt_FOO.c',
      ['6.1'],
    );
    const edits = (only?.data as DiagnosticData).fixes?.[1]?.edits ?? [];
    expect(edits.map(({ newText }) => newText)).toEqual([
      '#include <linux/version.h>\n',
      `#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 9, 9) || \\
    (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 4, 78) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 5, 0)) || \\
    (LINUX_VERSION_CODE >= KERNEL_VERSION(4, 19, 158) && LINUX_VERSION_CODE < KERNEL_VERSION(4, 20, 0))
	if (ip_route_me_harder(xt_net(par), skb->sk, skb, RTN_UNSPEC))
#else
	if (ip_route_me_harder(xt_net(par), skb,
			       RTN_UNSPEC))
#endif`,
    ]);
  });

  test('what has been wrapped is no longer found', () => {
    const text = handler('\tip_local_out(skb);');
    const [only] = findings({ 'xt_FOO.c': text }, 'xt_FOO.c', ['4.3', '6.1']);
    const wrapped = applyEdits(text, (only?.data as DiagnosticData).fixes?.[1]?.edits ?? []);
    expect(wrapped).toContain('ip_local_out(dev_net(skb_dst(skb)->dev), skb->sk, skb);');
    expect(findings({ 'xt_FOO.c': wrapped }, 'xt_FOO.c', ['4.3', '6.1'])).toEqual([]);
    expect(findings({ 'xt_FOO.c': wrapped }, 'xt_FOO.c')).toEqual([]);
  });
});
