// An extension as one wrote it around Linux 2.6.35, with the faults that such code has: all of them are found, each where it
// is, and nothing else is reported as certain. A comment at the end of a line names the checks that report the line.
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { expect, test } from 'vitest';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { uriOf, workspaceOf } from './support/project';

const header = `#ifndef _XT_MIRRORMARK_H /* ! header-guard */
#define _XT_MIRRORMARK_H
struct xt_mirror_info {
	__u32 mark;
};
#endif
`;

const kernelHalf = `#include <linux/module.h>
#include <linux/skbuff.h>
#include <linux/interrupt.h>
#include <linux/netfilter/x_tables.h>
#include <net/ip.h>
#include <net/ip6_route.h>
#include "xt_MIRROR.h"
#include "compat_xtables.h"

static struct sk_buff_head copies; /* ! global-state */
static struct tasklet_struct sender;

static void send_copies(unsigned long unused)
{
	while (!skb_queue_empty(&copies)) {
		struct sk_buff *copy = skb_dequeue(&copies);

		copy->priority = 0; /* ! skb-unchecked */
		if (ip_route_me_harder(&copy, RTN_UNSPEC) != 0) /* ! api-moved */
			kfree_skb(copy);
		ip_local_out(copy); /* ! api-moved recursion-guard skb-use-after-free ttl */
	}
}

static unsigned int mirror_tg6(struct sk_buff **pskb, const struct xt_action_param *par) /* ! handler-signature stub-handler */
{
	return XT_CONTINUE;
}

static unsigned int mirror_tg4(struct sk_buff **pskb, const struct xt_action_param *par) /* ! handler-signature */
{
	const struct xt_mirror_info *info = par->targinfo;
	struct sk_buff *copy = pskb_copy(*pskb, GFP_ATOMIC);

	if (copy == NULL)
		return XT_CONTINUE;
#ifdef CONFIG_NF_CONNTRACK
#include <net/netfilter/nf_conntrack.h> /* ! include-in-function */
	nf_conntrack_put(copy->nfct); /* ! api-moved */
	copy->nfct = &nf_conntrack_untracked.ct_general; /* ! api-moved */
	copy->nfctinfo = IP_CT_NEW; /* ! api-moved */
	nf_conntrack_get(copy->nfct); /* ! api-moved */
#endif
	copy->mark = info->mark;
	skb_queue_tail(&copies, copy); /* ! noref-dst */
	tasklet_schedule(&sender);
	return XT_CONTINUE;
}

static struct xt_target mirror_reg[] __read_mostly = {
	{
		.name       = "MIRROR",
		.family     = NFPROTO_IPV6,
		.target     = mirror_tg6,
		.targetsize = sizeof(struct xt_mirror_info),
		.me         = THIS_MODULE,
	},
	{
		.name       = "MIRROR", /* ! hooks-missing */
		.family     = NFPROTO_IPV4,
		.target     = mirror_tg4,
		.targetsize = sizeof(struct xt_mirror_info),
		.me         = THIS_MODULE,
	},
};

static int __init mirror_init(void)
{
	skb_queue_head_init(&copies);
	tasklet_init(&sender, send_copies, 0);
	return xt_register_targets(mirror_reg, ARRAY_SIZE(mirror_reg));
}

static void __exit mirror_exit(void) /* ! exit-order */
{
	tasklet_kill(&sender); /* ! exit-order */
	return xt_unregister_targets(mirror_reg, ARRAY_SIZE(mirror_reg)); /* ! return-in-void */
}

module_init(mirror_init);
module_exit(mirror_exit);
MODULE_LICENSE("GPL");
MODULE_ALIAS("ipt_MIRROR");
MODULE_ALIAS("ip6t_MIRROR");
`;

const userspaceHalf = `#include <stdio.h>
#include <getopt.h>
#include <xtables.h>
#include "xt_MIRROR.h"

enum { FLAG_MARK = 1 };

static const struct option mirror_opts[] = {
	{.name = "mark", .has_arg = true, .val = 'm'},
	{NULL},
};

static void mirror_help(void)
{
	printf("MIRROR target options:\\n  --mark value  Mark of the copy\\n");
}

static int mirror_parse(int c, char **argv, int invert, unsigned int *flags, const void *entry,
			struct xt_entry_target **target)
{
	struct xt_mirror_info *info = (void *)(*target)->data;
	unsigned int mark;

	if (c != 'm')
		return false;
	if (!xtables_strtoui(optarg, NULL, &mark, 0, ~0U))
		xtables_param_act(XTF_BAD_VALUE, "MIRROR", "--mark", optarg);
	info->mark = mark;
	*flags |= FLAG_MARK;
	return true;
}

static void mirror_check(unsigned int flags) /* ! option-unchecked */
{
}

static void mirror_save(const void *entry, const struct xt_entry_target *target)
{
	const struct xt_mirror_info *info = (const void *)target->data;

	printf(" --mark 0x%x", info->mark);
}

static struct xtables_target mirror_reg = {
	.version       = XTABLES_VERSION,
	.name          = "MIRROR", /* ! print-missing */
	.family        = NFPROTO_UNSPEC,
	.size          = XT_ALIGN(sizeof(struct xt_mirror_info)),
	.userspacesize = XT_ALIGN(sizeof(struct xt_mirror_info)),
	.help          = mirror_help,
	.parse         = mirror_parse,
	.final_check   = mirror_check,
	.save          = mirror_save,
	.extra_opts    = mirror_opts,
};

static __attribute__((constructor)) void mirror_load(void)
{
	xtables_register_target(&mirror_reg);
}
`;

const files = { 'xt_MIRROR.c': kernelHalf, 'xt_MIRROR.h': header, 'libxt_MIRROR.c': userspaceHalf };

/** \`23 ttl\` for every check that a line is marked with. */
function marksOf(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const marked = /\/\* ! (.*) \*\/$/.exec(line)?.[1]?.split(' ') ?? [];
    return marked.map((code) => `${index + 1} ${code}`);
  });
}

test.each(Object.entries(files))('every fault of %s is found where it is', (name, text) => {
  const found = diagnose(workspaceOf(files), uriOf(name), defaultSettings, (_code, error) => {
    throw error;
  });
  const placeOf = ({ range, code }: (typeof found)[number]) => `${range.start.line + 1} ${code}`;
  const marks = marksOf(text);
  expect(marks.length).toBeGreaterThan(0);
  expect(found.map(placeOf)).toEqual(expect.arrayContaining(marks));
  const certain = found.filter(({ severity }) => severity !== DiagnosticSeverity.Hint);
  expect(certain.map(placeOf).filter((place) => !marks.includes(place))).toEqual([]);
});
