// Two extensions for tests of what leads from rules to C and back: a target whose options getopt reads, as old ones do,
// and a match that leaves them to libxtables but for one.
import type { Position, Range } from 'vscode-languageserver-types';

export const tagHeader = `struct xt_tag_tginfo {
	__u8 flags;
	__u32 tag;
	char label[16];
};
`;

export const tagKernel = `#include <linux/module.h>
#include <linux/netfilter/x_tables.h>
#include "xt_TAG.h"

static unsigned int tag_tg4(struct sk_buff *skb, const struct xt_action_param *par)
{
	const struct xt_tag_tginfo *info = par->targinfo;

	skb->mark = info->tag;
	return XT_CONTINUE;
}

static unsigned int tag_tg6(struct sk_buff *skb, const struct xt_action_param *par)
{
	const struct xt_tag_tginfo *info = par->targinfo;

	skb->mark = ~info->tag;
	return XT_CONTINUE;
}

static int tag_tg_check(const struct xt_tgchk_param *par)
{
	const struct xt_tag_tginfo *info = par->targinfo;

	return info->tag ? 0 : -EINVAL;
}

static struct xt_target tag_tg_reg[] __read_mostly = {
	{
		.name       = "TAG",
		.family     = NFPROTO_IPV4,
		.table      = "mangle",
		.hooks      = (1 << NF_INET_FORWARD) | (1 << NF_INET_LOCAL_OUT),
		.target     = tag_tg4,
		.targetsize = sizeof(struct xt_tag_tginfo),
		.checkentry = tag_tg_check,
		.me         = THIS_MODULE,
	},
	{
		.name       = "TAG",
		.family     = NFPROTO_IPV6,
		.proto      = IPPROTO_TCP,
		.target     = tag_tg6,
		.targetsize = sizeof(struct xt_tag_tginfo),
		.checkentry = tag_tg_check,
		.me         = THIS_MODULE,
	},
};
`;

export const tagLibrary = `#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <xtables.h>
#include "xt_TAG.h"

static const struct option tag_tg_opts[] = {
	{.name = "tag", .has_arg = true, .val = '1'},
	{.name = "label", .has_arg = true, .val = 'l'},
	{.name = "tagged", .has_arg = false, .val = 't'},
	{NULL},
};

static void tag_tg_help(void)
{
	printf("TAG target options:\\n"
	       "  --tag value     What to tag with, see -m mark --tag too\\n"
	       "  --label text    What it is called\\n");
}

static int tag_tg_parse(int c, char **argv, int invert, unsigned int *flags,
			const void *entry, struct xt_entry_target **target)
{
	struct xt_tag_tginfo *info = (void *)(*target)->data;
	unsigned int n;

	switch (c) {
	case '1':
		xtables_param_act(XTF_ONLY_ONCE, "TAG", "--tag", *flags & 1);
		if (!xtables_strtoui(optarg, NULL, &n, 0, ~0U))
			xtables_param_act(XTF_BAD_VALUE, "TAG", "--tag", optarg);
		info->tag = n;
		*flags |= 1;
		return true;
	case 'l':
		strncpy(info->label, optarg, sizeof(info->label) - 1);
		return true;
	case 't':
		info->flags |= 1;
		return true;
	}
	return false;
}

static void tag_tg_save(const void *entry, const struct xt_entry_target *target)
{
	const struct xt_tag_tginfo *info = (const void *)target->data;

	printf(" --tag 0x%x", info->tag);
	if (info->flags)
		printf(" --tagged");
}

static struct xtables_target tag_tg_reg = {
	.name          = "TAG",
	.version       = XTABLES_VERSION,
	.family        = NFPROTO_UNSPEC,
	.size          = XT_ALIGN(sizeof(struct xt_tag_tginfo)),
	.userspacesize = XT_ALIGN(sizeof(struct xt_tag_tginfo)),
	.help          = tag_tg_help,
	.parse         = tag_tg_parse,
	.save          = tag_tg_save,
	.extra_opts    = tag_tg_opts,
};
`;

export const calmLibrary = `#include <xtables.h>

struct xt_calm_info {
	__u16 from;
	__u16 to;
	__u8 invert;
};

enum { O_FROM, O_TO };

#define s struct xt_calm_info
static const struct xt_option_entry calm_mt_opts[] = {
	{.name = "from", .id = O_FROM, .type = XTTYPE_UINT16, .flags = XTOPT_PUT, XTOPT_POINTER(s, from)},
	{.name = "to", .id = O_TO, .type = XTTYPE_UINT16, .flags = XTOPT_INVERT},
	XTOPT_TABLEEND,
};
#undef s

static void calm_mt_parse(struct xt_option_call *cb)
{
	struct xt_calm_info *info = cb->data;

	xtables_option_parse(cb);
	switch (cb->entry->id) {
	case O_TO:
		info->to = cb->val.u16;
		if (cb->invert)
			info->invert = 1;
		break;
	}
}

static struct xtables_match calm_mt_reg = {
	.name       = "calm",
	.version    = XTABLES_VERSION,
	.family     = NFPROTO_UNSPEC,
	.size       = XT_ALIGN(sizeof(struct xt_calm_info)),
	.x6_parse   = calm_mt_parse,
	.x6_options = calm_mt_opts,
};
`;

/** Both, as files of a workspace. */
export const extensionFiles = {
  'xt_TAG.h': tagHeader,
  'xt_TAG.c': tagKernel,
  'libxt_TAG.c': tagLibrary,
  'libxt_calm.c': calmLibrary,
} as const;

/** The position of a mark in a text: of its first character, or `offset` characters further. */
export function positionOf(text: string, mark: string, offset = 0): Position {
  const index = text.indexOf(mark);
  if (index < 0) throw new Error(`${mark} is not in the text`);
  const before = text.slice(0, index + offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The text that a range covers. */
export function textIn(text: string, { start, end }: Range): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) =>
      line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined),
    )
    .join('\n');
}
