import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

const tracking = `  int err = nf_ct_netns_get(par->net, par->family);
  if (err < 0)
    return err;`;

test('a reference, and no .destroy', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      checkentry: `  return nf_ct_netns_get(par->net, par->family);
/*       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning destroy-missing */`,
    }),
  });
  expect(message).toBe(
    'foo_check takes a reference to connection tracking for each rule, and FOO has no .destroy to give it back: connection tracking stays on, and its module loaded, after the rule is gone.',
  );
});

test('memory, and a .destroy that frees something else', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      checkentry: `  struct xt_foo_info *info = par->targinfo;
  info->state = kzalloc(sizeof(*info->state), GFP_KERNEL);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning destroy-missing */
  if (!info->state)
    return -ENOMEM;
  return 0;`,
      destroy: '  pr_debug("gone\\n");',
    }),
  });
  expect(message).toContain('foo_destroy does not give it back');
});

test('a function that would give it back, but that nobody calls', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      before:
        'static void foo_forgotten(const struct xt_tgdtor_param *par)\n{\n  nf_ct_netns_put(par->net, par->family);\n}',
      checkentry: `  return nf_ct_netns_get(par->net, par->family);
/*       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning destroy-missing */`,
    }),
  });
});

test('what a function takes that it calls', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      before: `static int foo_take(struct net *net)
{
  return nf_ct_netns_get(net, NFPROTO_IPV4);
/*       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning destroy-missing */
}`,
      checkentry: '  return foo_take(par->net);',
    }),
  });
});

test('an error that keeps a reference', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      checkentry: `${tracking}
  if (!par->entryinfo)
    return -EINVAL;
/*  ^^^^^^^^^^^^^^^ warning destroy-missing */
  return 0;`,
      destroy: '  nf_ct_netns_put(par->net, par->family);',
    }),
  });
  expect(message).toContain('.destroy is not called for it');
});

test.each([
  ['what .destroy gives back', `${tracking}\n  return 0;`, '  nf_ct_netns_put(par->net, par->family);', ''],
  [
    'what another function gives back for it',
    `${tracking}\n  return 0;`,
    '  foo_give(par->net);',
    'static void foo_give(struct net *net)\n{\n  nf_ct_netns_put(net, NFPROTO_IPV4);\n}',
  ],
  ['what a function elsewhere may give back', `${tracking}\n  return 0;`, '  foo_leave(par->net);', ''],
  [
    'an error that gives it back',
    `${tracking}\n  if (!par->entryinfo) {\n    nf_ct_netns_put(par->net, par->family);\n    return -EINVAL;\n  }\n  return 0;`,
    '  nf_ct_netns_put(par->net, par->family);',
    '',
  ],
  [
    'errors that give back one after the other what fields hold',
    `  struct foo_info *info = par->targinfo;
  struct ts_config *conf;
  conf = textsearch_prepare("bm", "a", 1, GFP_KERNEL, TS_AUTOLOAD);
  if (IS_ERR(conf))
    goto failed;
  info->first = conf;
  conf = textsearch_prepare("bm", "b", 1, GFP_KERNEL, TS_AUTOLOAD);
  if (IS_ERR(conf))
    goto failed_second;
  info->second = conf;
  conf = textsearch_prepare("bm", "c", 1, GFP_KERNEL, TS_AUTOLOAD);
  if (IS_ERR(conf))
    goto failed_third;
  info->third = conf;
  return 0;
failed_third:
  textsearch_destroy(info->second);
failed_second:
  textsearch_destroy(info->first);
failed:
  return PTR_ERR(conf);`,
    '  textsearch_destroy(info->first);',
    '',
  ],
  [
    'memory for the moment',
    '  char *text = kmalloc(64, GFP_KERNEL);\n  if (!text)\n    return -ENOMEM;\n  kfree(text);\n  return 0;',
    '',
    '',
  ],
  [
    'a list that a timer empties',
    '  struct foo *entry = kmalloc(sizeof(*entry), GFP_KERNEL);\n  if (!entry)\n    return -ENOMEM;\n  foo_keep(entry);\n  return 0;',
    '',
    'static void foo_tick(struct timer_list *timer)\n{\n  kfree(foo_next());\n}\nstatic DEFINE_TIMER(foo_timer, foo_tick);',
  ],
])('is silent about %s', (_, checkentry, destroy, before) => {
  expectMarked({ 'xt_FOO.c': kernelHalf({ checkentry, destroy, before }) });
});
