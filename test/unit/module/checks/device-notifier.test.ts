import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

const checkentry = (mark: string) => `  struct xt_foo_info *info = par->targinfo;
  if (info->name[sizeof(info->name) - 1] != '\\0')
    return -EINVAL;
  info->dev = dev_get_by_name(par->net, info->name);
${mark}
  if (!info->dev)
    return -ENODEV;
  return 0;`;
const destroy = '  const struct xt_foo_info *info = par->targinfo;\n  dev_put(info->dev);';

test('a device that a rule holds', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      checkentry: checkentry(
        '/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning device-notifier */',
      ),
      destroy,
    }),
  });
  expect(message).toContain('whoever deletes the device waits until the rule is gone');
});

test('a module that hears when it is to go', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      checkentry: checkentry(''),
      destroy,
      init: '  int err = register_netdevice_notifier(&foo_notifier);\n  if (err)\n    return err;\n  err = xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));\n  if (err)\n    unregister_netdevice_notifier(&foo_notifier);\n  return err;',
      exit: '  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));\n  unregister_netdevice_notifier(&foo_notifier);',
    }),
  });
});

test('a device that is looked up for its number', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      checkentry:
        '  struct xt_foo_info *info = par->targinfo;\n  struct net_device *dev = dev_get_by_index(par->net, 1);\n  if (!dev)\n    return -ENODEV;\n  info->mark = dev->ifindex;\n  dev_put(dev);\n  return 0;',
    }),
  });
});
