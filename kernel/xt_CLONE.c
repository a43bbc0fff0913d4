// SPDX-License-Identifier: GPL-2.0-only
/*
 * "CLONE" target extension for Xtables: a mirror port in software
 *
 * A copy of the packet gets a mark, is routed anew by that mark and sent at
 * once, if that takes it out of another device than the original. The
 * original goes on through the chain as if nothing had happened.
 *
 * Nothing is queued here, so a copy is held back or dropped only where any
 * other packet is: in the neighbour table, the queueing discipline, the device.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/if_packet.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/jump_label.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/netfilter.h>
#include <linux/netfilter_ipv4.h>
#include <linux/netfilter_ipv6.h>
#include <linux/netfilter/x_tables.h>
#include <linux/ratelimit.h>
#include <linux/skbuff.h>
#include <net/dst_metadata.h>
#include <net/ip.h>
#include <net/ip6_route.h>
#include <net/ipv6.h>
#if IS_ENABLED(CONFIG_NF_CONNTRACK)
#include <net/netfilter/nf_conntrack.h>
#endif

#include "compat/xt_compat.h"
#include "xt_CLONE.h"

/* The packet path gives a hint at times; it keeps no log. */
#define CLONE_HINT_INTERVAL	(10 * HZ)

/* The copy belongs to no connection, or it would be counted and translated. */
static void clone_untrack(struct sk_buff *copy)
{
#if IS_ENABLED(CONFIG_NF_CONNTRACK)
	nf_reset_ct(copy);
	nf_ct_set(copy, NULL, IP_CT_UNTRACKED);
#endif
}

/*
 * pskb_copy() gives the copy a linear part of its own, so its headers may be
 * written, and no socket: the sender of the original does not pay for it.
 */
static struct sk_buff *clone_copy(struct sk_buff *skb, u32 mark)
{
	struct sk_buff *copy;

	copy = pskb_copy(skb, GFP_ATOMIC);
	if (!copy)
		return NULL;

	clone_untrack(copy);
	/* Neither the IPsec nor the bridge path of the original is its own. */
	skb_ext_reset(copy);
	/* A time of arrival must not be taken for a time of departure. */
	skb_clear_tstamp(copy);
	copy->mark = mark;

	/*
	 * Whatever goes wrong with the copy is no concern of the original's
	 * source. It is fragmented where it does not fit, and ICMP errors
	 * about it are not sent, as for any packet not addressed to a host.
	 */
	copy->ignore_df = 1;
	copy->pkt_type = PACKET_OUTGOING;

	return copy;
}

/*
 * A mark that nothing routes by leads along the route of the original,
 * whose receiver would then get the packet twice.
 */
static bool clone_goes_elsewhere(const struct sk_buff *skb,
				 const struct sk_buff *copy)
{
	static DEFINE_RATELIMIT_STATE(hint, CLONE_HINT_INTERVAL, 1);
	const struct net_device *dev = skb_dst(skb)->dev;

	if (skb_dst(copy)->dev != dev)
		return true;

	/* Local traffic has nowhere else to go; that is no misconfiguration. */
	if (!(dev->flags & IFF_LOOPBACK) && __ratelimit(&hint))
		pr_notice("mark 0x%x leads out of %s like the original: no copy sent, is there an ip rule for it?\n",
			  copy->mark, dev->name);
	return false;
}

static void clone_hint_no_route(u32 mark, int err)
{
	static DEFINE_RATELIMIT_STATE(hint, CLONE_HINT_INTERVAL, 1);

	if (__ratelimit(&hint))
		pr_warn("no route for mark 0x%x (error %d): no copy sent\n",
			mark, err);
}

/* One hop further than the original, and free to be fragmented anywhere. */
static void clone_write_header4(struct net *net, struct sk_buff *copy)
{
	struct iphdr *iph = ip_hdr(copy);

	iph->ttl--;
	if (iph->frag_off & htons(IP_DF)) {
		iph->frag_off &= ~htons(IP_DF);
		/* What may be fragmented needs an identification (RFC 6864). */
		if (!iph->id && !ip_is_fragment(iph))
			ip_select_ident_segs(net, copy, NULL,
					     max_t(int, 1, skb_shinfo(copy)->gso_segs));
	}
	/* Reassembly by conntrack asks for DF on the fragments it restores. */
	IPCB(copy)->flags &= ~IPSKB_FRAG_PMTU;
	ip_send_check(iph);
}

static void clone_send4(struct net *net, struct sk_buff *skb, u32 mark)
{
	struct sk_buff *copy;
	int err;

	if (ip_hdr(skb)->ttl <= 1)
		return;

	copy = clone_copy(skb, mark);
	if (!copy)
		return;

	clone_write_header4(net, copy);

	err = ip_route_me_harder(net, NULL, copy, RTN_UNSPEC);
	if (err) {
		clone_hint_no_route(mark, err);
		goto drop;
	}
	if (!clone_goes_elsewhere(skb, copy))
		goto drop;

	ip_local_out(net, NULL, copy);
	return;

drop:
	kfree_skb(copy);
}

static unsigned int
clone_tg4(struct sk_buff *skb, const struct xt_action_param *par)
{
	const struct xt_clone_tginfo *info = par->targinfo;

	/* br_netfilter can bring frames here that nobody has routed. */
	if (skb_valid_dst(skb) && xt_duplicate_begin()) {
		clone_send4(xt_net(par), skb, info->mark);
		xt_duplicate_end();
	}
	return XT_CONTINUE;
}

#if IS_ENABLED(CONFIG_IPV6)
/*
 * Fragments that conntrack has put together leave at their old size, and one
 * that the new route cannot take would be answered with "packet too big".
 */
static void clone_fit_fragments6(struct sk_buff *copy)
{
	if (IP6CB(copy)->frag_max_size > dst_mtu(skb_dst(copy)))
		IP6CB(copy)->frag_max_size = 0;
}

static void clone_send6(struct net *net, struct sk_buff *skb, u32 mark)
{
	const struct ipv6hdr *hdr = ipv6_hdr(skb);
	struct sk_buff *copy;
	int err;

	if (hdr->hop_limit <= 1)
		return;

	/* ip6_route_me_harder() keeps these on the device they are for. */
	if (ipv6_addr_type(&hdr->daddr) &
	    (IPV6_ADDR_MULTICAST | IPV6_ADDR_LINKLOCAL))
		return;

	copy = clone_copy(skb, mark);
	if (!copy)
		return;

	ipv6_hdr(copy)->hop_limit--;

	err = ip6_route_me_harder(net, NULL, copy);
	if (err) {
		clone_hint_no_route(mark, err);
		goto drop;
	}
	if (!clone_goes_elsewhere(skb, copy))
		goto drop;

	clone_fit_fragments6(copy);
	ip6_local_out(net, NULL, copy);
	return;

drop:
	kfree_skb(copy);
}

static unsigned int
clone_tg6(struct sk_buff *skb, const struct xt_action_param *par)
{
	const struct xt_clone_tginfo *info = par->targinfo;

	if (skb_valid_dst(skb) && xt_duplicate_begin()) {
		clone_send6(xt_net(par), skb, info->mark);
		xt_duplicate_end();
	}
	return XT_CONTINUE;
}
#endif

static const char *clone_family_name(const u8 family)
{
	return family == NFPROTO_IPV6 ? "IPv6" : "IPv4";
}

static int clone_tg_check(const struct xt_tgchk_param *par)
{
	const struct xt_clone_tginfo *info = par->targinfo;

	if (!info->mark) {
		pr_info_ratelimited("mark 0 would route the copy as if it had no mark\n");
		return -EINVAL;
	}

	/*
	 * The copy may pass the table that the original is still in: x_tables
	 * keeps a second jump stack for that while any rule asks for it.
	 */
	static_key_slow_inc(&xt_tee_enabled);
	pr_info_ratelimited("%s rule added, copies are routed by mark 0x%x\n",
			    clone_family_name(par->family), info->mark);
	return 0;
}

static void clone_tg_destroy(const struct xt_tgdtor_param *par)
{
	const struct xt_clone_tginfo *info = par->targinfo;

	static_key_slow_dec(&xt_tee_enabled);
	pr_debug("%s rule with mark 0x%x removed\n",
		 clone_family_name(par->family), info->mark);
}

/*
 * Only these hooks of the filter table see a packet on its way out. In INPUT
 * the route is to this host, and the local table, which comes before any rule
 * on marks, would lead the copy back to it.
 */
#define CLONE_HOOKS	((1 << NF_INET_FORWARD) | (1 << NF_INET_LOCAL_OUT))

static struct xt_target clone_tg_reg[] __read_mostly = {
	{
		.name       = "CLONE",
		.revision   = 0,
		.family     = NFPROTO_IPV4,
		.table      = "filter",
		.hooks      = CLONE_HOOKS,
		.target     = clone_tg4,
		.targetsize = sizeof(struct xt_clone_tginfo),
		.checkentry = clone_tg_check,
		.destroy    = clone_tg_destroy,
		.me         = THIS_MODULE,
	},
#if IS_ENABLED(CONFIG_IPV6)
	{
		.name       = "CLONE",
		.revision   = 0,
		.family     = NFPROTO_IPV6,
		.table      = "filter",
		.hooks      = CLONE_HOOKS,
		.target     = clone_tg6,
		.targetsize = sizeof(struct xt_clone_tginfo),
		.checkentry = clone_tg_check,
		.destroy    = clone_tg_destroy,
		.me         = THIS_MODULE,
	},
#endif
};

static int __init clone_tg_init(void)
{
	int err;

	err = xt_register_targets(clone_tg_reg, ARRAY_SIZE(clone_tg_reg));
	if (err)
		return err;

	pr_info("target CLONE registered\n");
	return 0;
}

static void __exit clone_tg_exit(void)
{
	xt_unregister_targets(clone_tg_reg, ARRAY_SIZE(clone_tg_reg));
	pr_info("target CLONE unregistered\n");
}

module_init(clone_tg_init);
module_exit(clone_tg_exit);
MODULE_AUTHOR("The Netfilter Workbench authors");
MODULE_DESCRIPTION("Xtables: send a copy of the packet where its mark leads");
MODULE_LICENSE("GPL");
MODULE_ALIAS("ipt_CLONE");
MODULE_ALIAS("ip6t_CLONE");
