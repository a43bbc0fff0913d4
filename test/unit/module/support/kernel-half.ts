// The kernel half of an extension FOO with nothing to find in it, into which tests of checks put what they are about.

/** The parts that tests replace. Every one is whole lines of C, so that marks can stand below them. */
export interface KernelHalf {
  /** Before the handler. */
  readonly before: string;
  /** Body of `foo_tg` or `foo_mt`. */
  readonly handler: string;
  readonly checkentry: string;
  readonly destroy: string;
  /** Fields of the registration, besides name, family, size, handlers and owner. */
  readonly fields: string;
  readonly init: string;
  readonly exit: string;
  readonly kind: 'target' | 'match';
  readonly family: string;
}

const parts: KernelHalf = {
  before: '',
  handler:
    '  const struct xt_foo_info *info = par->targinfo;\n  skb->mark = info->mark;\n  return XT_CONTINUE;',
  checkentry: '',
  destroy: '',
  fields: '',
  init: '  return xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));',
  exit: '  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));',
  kind: 'target',
  family: 'NFPROTO_IPV4',
};

/** `xt_FOO.c` (of a match, `xt_foo.c`) with some of its parts replaced. */
export function kernelHalf(replaced: Partial<KernelHalf>): string {
  const { before, handler, checkentry, destroy, fields, init, exit, kind, family } = {
    ...parts,
    ...replaced,
  };
  const isMatch = kind === 'match';
  const short = isMatch ? 'mt' : 'tg';
  const name = isMatch ? 'foo' : 'FOO';
  const side = (text: string) => (isMatch ? text.replaceAll('_targets(', '_matches(') : text);
  return `struct xt_foo_info { __u32 mark; char name[16]; };
${before}
${isMatch ? 'static bool foo_mt(const struct sk_buff *skb, struct xt_action_param *par)' : 'static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)'}
{
${handler}
}
${checkentry && `static int foo_check(const struct xt_${short}chk_param *par)\n{\n${checkentry}\n}`}
${destroy && `static void foo_destroy(const struct xt_${short}dtor_param *par)\n{\n${destroy}\n}`}
static struct xt_${kind} foo_reg[] __read_mostly = {
  {
    .name = "${name}",
    .family = ${family},
    .${kind} = foo_${short},
    .${kind}size = sizeof(struct xt_foo_info),
${checkentry && '    .checkentry = foo_check,'}
${destroy && '    .destroy = foo_destroy,'}
${fields}
    .me = THIS_MODULE,
  },
};
static int __init foo_init(void)
{
${side(init)}
}
static void __exit foo_exit(void)
{
${side(exit)}
}
module_init(foo_init);
module_exit(foo_exit);
MODULE_LICENSE("GPL");
MODULE_ALIAS("ipt_${name}");
MODULE_ALIAS("ip6t_${name}");
`;
}
