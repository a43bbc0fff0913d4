// SPDX-License-Identifier: GPL-2.0-only
/*
 * "CLONE" target extension for iptables and ip6tables: the userspace half of
 * xt_CLONE, which reads, prints and saves the option of `-j CLONE --mark V`.
 */
#include <stdio.h>
#include <xtables.h>

#include "xt_CLONE.h"

enum {
	O_MARK = 0,
};

/* Mark 0 is no mark; the kernel refuses it too. */
static const struct xt_option_entry clone_tg_opts[] = {
	{
		.name  = "mark",
		.id    = O_MARK,
		.type  = XTTYPE_UINT32,
		.min   = 1,
		.flags = XTOPT_MAND | XTOPT_PUT,
		XTOPT_POINTER(struct xt_clone_tginfo, mark),
	},
	XTOPT_TABLEEND,
};

static void clone_tg_help(void)
{
	printf(
"CLONE target options:\n"
"  --mark value    Mark of the copy, by which it is routed (1-0xffffffff)\n");
}

static void clone_tg_print(const void *ip, const struct xt_entry_target *target,
			   int numeric)
{
	const struct xt_clone_tginfo *info = (const void *)target->data;

	printf(" CLONE mark 0x%x", info->mark);
}

static void clone_tg_save(const void *ip, const struct xt_entry_target *target)
{
	const struct xt_clone_tginfo *info = (const void *)target->data;

	printf(" --mark 0x%x", info->mark);
}

/* One entry a family, as in the kernel: there is no CLONE for ARP or bridges. */
static struct xtables_target clone_tg_reg[] = {
	{
		.name          = "CLONE",
		.version       = XTABLES_VERSION,
		.revision      = 0,
		.family        = NFPROTO_IPV4,
		.size          = XT_ALIGN(sizeof(struct xt_clone_tginfo)),
		.userspacesize = XT_ALIGN(sizeof(struct xt_clone_tginfo)),
		.help          = clone_tg_help,
		.print         = clone_tg_print,
		.save          = clone_tg_save,
		.x6_parse      = xtables_option_parse,
		.x6_options    = clone_tg_opts,
	},
	{
		.name          = "CLONE",
		.version       = XTABLES_VERSION,
		.revision      = 0,
		.family        = NFPROTO_IPV6,
		.size          = XT_ALIGN(sizeof(struct xt_clone_tginfo)),
		.userspacesize = XT_ALIGN(sizeof(struct xt_clone_tginfo)),
		.help          = clone_tg_help,
		.print         = clone_tg_print,
		.save          = clone_tg_save,
		.x6_parse      = xtables_option_parse,
		.x6_options    = clone_tg_opts,
	},
};

static void __attribute__((constructor)) clone_tg_load(void)
{
	xtables_register_targets(clone_tg_reg,
				 sizeof(clone_tg_reg) / sizeof(clone_tg_reg[0]));
}
