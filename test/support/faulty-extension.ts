// An extension of many targets, each with one fault of the contract between its halves and the rules, to be judged by our
// checks and then built and used. One module holds them all, so that one build is enough; each has a library of its own.
export type Files = Readonly<Record<string, string>>;

/** One target: what its halves register besides the name, and what the library has more. */
export interface FaultyTarget {
  readonly name: string;
  /** Fields of the kernel half; undefined where the userspace half alone matters. */
  readonly kernel?: string;
  /** Fields of the userspace half. */
  readonly userspace: string;
  /** C of the library before its registration. */
  readonly library?: string;
}

/** What a target without a fault registers. */
export const sound = {
  kernel: '.targetsize = sizeof(struct small), .me = THIS_MODULE,',
  userspace: '.version = XTABLES_VERSION, .size = XT_ALIGN(sizeof(struct small)),',
};

/** The files of a folder that builds: Kbuild, the header, the module and a library for each target. */
export function filesOf(module: string, targets: readonly FaultyTarget[]): Files {
  const libraries = targets.map((target) => [`libxt_${target.name}.c`, libraryOf(module, target)] as const);
  return {
    Kbuild: `obj-m := ${module}.o\n`,
    [`${module}.h`]: `#include <linux/types.h>
struct small {
	__u32 mark;
};
struct large {
	__u32 mark;
	__u8 name[12];
};
struct pointing {
	void *own __attribute__((aligned(8)));
};
`,
    [`${module}.c`]: moduleOf(module, targets),
    ...Object.fromEntries(libraries),
  };
}

function moduleOf(module: string, targets: readonly FaultyTarget[]): string {
  const registrations = targets.flatMap(({ name, kernel }) =>
    kernel === undefined
      ? []
      : [`	{\n		.name = "${name}",\n		.family = NFPROTO_IPV4,\n		.target = faulty_tg,\n		${kernel}\n	},\n`],
  );
  return `#include <linux/module.h>
#include <linux/in.h>
#include <linux/netfilter/x_tables.h>
#include "${module}.h"

static unsigned int faulty_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
	return XT_CONTINUE;
}

static int keep_pointer(const struct xt_tgchk_param *par)
{
	struct pointing *info = par->targinfo;

	info->own = info;
	return 0;
}

static int say_yes(const struct xt_tgchk_param *par)
{
	return 1;
}

static struct xt_target faulty_reg[] __read_mostly = {
${registrations.join('')}};

static int __init faulty_init(void)
{
	return xt_register_targets(faulty_reg, ARRAY_SIZE(faulty_reg));
}

static void __exit faulty_exit(void)
{
	xt_unregister_targets(faulty_reg, ARRAY_SIZE(faulty_reg));
}

module_init(faulty_init);
module_exit(faulty_exit);
MODULE_LICENSE("GPL");
`;
}

function libraryOf(module: string, { name, userspace, library = '' }: FaultyTarget): string {
  return `#include <stdio.h>
#include <xtables.h>
#include "${module}.h"
${library}
static struct xtables_target faulty_reg = {
	.name = "${name}",
	.family = NFPROTO_IPV4,
	${userspace}
};

static __attribute__((constructor)) void faulty_load(void)
{
	xtables_register_target(&faulty_reg);
}
`;
}
