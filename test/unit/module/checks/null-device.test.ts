import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

test('the input device, in OUTPUT too', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: `  skb->mark = xt_in(par)->ifindex;
/*            ^^^^^^^^^^^^^^^^^^^ error null-device */
  return XT_CONTINUE;`,
      fields: '    .hooks = (1 << NF_INET_LOCAL_OUT),',
    }),
  });
  expect(message).toBe(
    'foo_tg reads the input device without asking whether there is one: in OUTPUT there is none, and the first packet of a rule there makes the kernel oops.',
  );
});

test('the output device, through a variable, in every chain of the table', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: `  const struct net_device *out = par->state->out;
  skb->mark = out->ifindex;
/*            ^^^^^^^^^^^^ error null-device */
  return XT_CONTINUE;`,
      fields: '    .table = "mangle",',
    }),
  });
});

test('by another name, and in a function that is handed the parameters', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      before: `static int foo_index(const struct nf_hook_state *hook_state)
{
  return hook_state->in->ifindex;
/*       ^^^^^^^^^^^^^^^^^^^^^^^ error null-device */
}`,
      handler: `  const struct nf_hook_state *current_state = par->state;
  skb->mark = foo_index(current_state);
  return XT_CONTINUE;`,
      fields: '    .hooks = (1 << NF_INET_LOCAL_OUT),',
    }),
  });
  expect(message).toContain('foo_index reads the input device');
});

test('its name', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: `  pr_debug("%s", xt_inname(par));
/*               ^^^^^^^^^^^^^^ error null-device */
  return XT_CONTINUE;`,
    }),
  });
});

test.each([
  ['hooks where there is one', '  skb->mark = xt_in(par)->ifindex;', '    .hooks = (1 << NF_INET_FORWARD),'],
  ['a question', '  const struct net_device *in = xt_in(par);\n  skb->mark = in ? in->ifindex : 0;', ''],
  ['a question about the call', '  if (xt_in(par) != NULL)\n    skb->mark = xt_in(par)->ifindex;', ''],
  [
    'a question about the hook',
    '  if (xt_hooknum(par) == NF_INET_FORWARD)\n    skb->mark = par->in->ifindex;',
    '',
  ],
  [
    'a question before the parameters are handed on',
    '  if (xt_in(par))\n    skb->mark = foo_index(par);',
    '    .hooks = (1 << NF_INET_LOCAL_OUT),',
  ],
  ['passing it on', '  foo_send(skb, xt_in(par));', ''],
  [
    'a variable that may be something else',
    '  const struct net_device *dev = xt_in(par);\n  dev = skb->dev;\n  skb->mark = dev->ifindex;',
    '',
  ],
  ['hooks that nobody knows', '  skb->mark = xt_in(par)->ifindex;', '    .hooks = FOO_HOOKS,'],
])('is silent about %s', (_, body, fields) => {
  const before = 'static int foo_index(const struct xt_action_param *par) { return xt_in(par)->ifindex; }';
  expectMarked({ 'xt_FOO.c': kernelHalf({ before, handler: `${body}\n  return XT_CONTINUE;`, fields }) });
});

test('is silent where checkentry looks at the chains', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: '  skb->mark = xt_in(par)->ifindex;\n  return XT_CONTINUE;',
      checkentry: '  if (par->hook_mask & (1 << NF_INET_LOCAL_OUT))\n    return -EINVAL;\n  return 0;',
    }),
  });
});

test('is silent where a function of its own decides about the chains', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: '  skb->mark = xt_in(par)->ifindex;\n  return XT_CONTINUE;',
      fields: '.check_hooks = foo_hooks,',
    }),
  });
});
