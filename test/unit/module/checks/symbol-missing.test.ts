// symbol-missing: what is known without a target; by a Module.symvers it is judged in test/unit/workspace/kernel-headers.test.ts.
import { expect, test } from 'vitest';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';
import { uriOf, workspaceOf } from '../support/project';

function findings(body: string, kernelVersions: readonly string[] = [], before = ''): unknown[] {
  const text = `#include <linux/module.h>\n${before}\nstatic void foo(struct sk_buff *skb)\n{\n${body}\n}\n`;
  const settings = { ...defaultSettings, kernelVersions };
  return diagnose(workspaceOf({ 'xt_FOO.c': text }), uriOf('xt_FOO.c'), settings, (_, error) => {
    throw error;
  }).flatMap(({ code, severity, message }) => (code === 'symbol-missing' ? [[severity, message]] : []));
}

test('a function that no kernel exports', () => {
  expect(findings('	ip_rcv_finish(skb);')).toEqual([
    [2, 'ip_rcv_finish is exported to modules by no kernel: insmod fails with "Unknown symbol".'],
  ]);
  expect(findings('	ip_rcv_finish(skb);', ['5.4', '6.1'])).toEqual([
    [1, 'ip_rcv_finish is not exported to modules on 5.4 and 6.1: insmod fails with "Unknown symbol".'],
  ]);
});

test('a function that was exported once', () => {
  expect(findings('	kallsyms_lookup_name("x");')).toEqual([
    [4, 'kallsyms_lookup_name is not exported to modules since 5.7: insmod may fail with "Unknown symbol".'],
  ]);
  expect(findings('	kallsyms_lookup_name("x");', ['5.4'])).toEqual([]);
  expect(findings('	kallsyms_lookup_name("x");', ['5.4', '6.1'])).toHaveLength(1);
});

test.each([
  ['	ip_send_check(skb);', ''],
  ['	ip_rcv_finish(skb);', 'static void ip_rcv_finish(struct sk_buff *skb) { }'],
  ['#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 7, 0)\n	kallsyms_lookup_name("x");\n#endif', ''],
  ['#ifdef HAVE_IT\n	ip_rcv_finish(skb);\n#endif', ''],
])('%s is fine', (body, before) => {
  expect(findings(body, [], before)).toEqual([]);
  expect(findings(body, ['6.1'], before)).toEqual([]);
});
