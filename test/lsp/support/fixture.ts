// A small extension FOO, both halves, and a rule file that uses it: what the tests of this layer open.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const header = `struct xt_foo_info {
	__u32 mark;
	__u32 mask;
};
`;

export const kernelHalf = `#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt
#include <linux/module.h>
#include <linux/netfilter/x_tables.h>
#include "xt_FOO.h"

static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
	const struct xt_foo_info *info = par->targinfo;

	skb->mark = (skb->mark & ~info->mask) ^ info->mark;
	pr_info("marked with 0x%x\\n", info->mark);
	return XT_CONTINUE;
}

static struct xt_target foo_tg_reg __read_mostly = {
	.name = "FOO",
	.revision = 0,
	.family = NFPROTO_UNSPEC,
	.table = "mangle",
	.target = foo_tg,
	.targetsize = sizeof(struct xt_foo_info),
	.me = THIS_MODULE,
};
`;

export const userspaceHalf = `#include <xtables.h>
#include "xt_FOO.h"

enum { O_SET_MARK, O_LABEL };

static const struct xt_option_entry foo_opts[] = {
	{.name = "set-mark", .id = O_SET_MARK, .type = XTTYPE_UINT32,
	 .flags = XTOPT_MAND | XTOPT_PUT, XTOPT_POINTER(struct xt_foo_info, mark)},
	XTOPT_TABLEEND,
};

static void foo_print(const void *ip, const struct xt_entry_target *target, int numeric)
{
	printf(" FOO mark");
}

static void foo_save(const void *ip, const struct xt_entry_target *target)
{
	printf(" --set-mark 1");
}

static struct xtables_target foo_tg_reg = {
	.name = "FOO",
	.version = XTABLES_VERSION,
	.family = NFPROTO_UNSPEC,
	.size = XT_ALIGN(sizeof(struct xt_foo_info)),
	.userspacesize = XT_ALIGN(sizeof(struct xt_foo_info)),
	.x6_parse = xtables_option_parse,
	.x6_options = foo_opts,
	.print = foo_print,
	.save = foo_save,
};
`;

export const rules = `*mangle
:PREROUTING ACCEPT [0:0]
:marked - [0:0]
-A PREROUTING -i eth0 -j FOO --set-mark 0x1
-A PREROUTING -j marked
-A marked -p tcp -m tcp --dport 22 -j ACCEPT
COMMIT
`;

export interface Fixture {
  readonly folder: string;
  readonly uris: {
    readonly header: string;
    readonly kernel: string;
    readonly userspace: string;
    readonly rules: string;
  };
}

/** Writes the extension and the rule file into a folder. */
export function writeFixture(folder: string): Fixture {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };
  return {
    folder,
    uris: {
      header: write('xt_FOO.h', header),
      kernel: write('xt_FOO.c', kernelHalf),
      userspace: write('libxt_FOO.c', userspaceHalf),
      rules: write('rules.v4', rules),
    },
  };
}
