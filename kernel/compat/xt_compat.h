/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What differs between the kernels that xt_CLONE builds for, 5.10 to 7.x.
 * Every check of a kernel version is in this file.
 */
#ifndef _XT_COMPAT_H
#define _XT_COMPAT_H

#include <linux/bottom_half.h>
#include <linux/netfilter.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/skbuff.h>
#include <linux/version.h>

/*
 * The kernel keeps one flag for "a target is sending a copy", shared with TEE
 * and nft's dup. It was per CPU before 6.16 and belongs to the task since.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 16, 0)
static inline bool xt_compat_duplicating(void)
{
	return current->in_nf_duplicate;
}

static inline void xt_compat_set_duplicating(bool on)
{
	current->in_nf_duplicate = on;
}
#else
static inline bool xt_compat_duplicating(void)
{
	return __this_cpu_read(nf_skb_duplicated);
}

static inline void xt_compat_set_duplicating(bool on)
{
	__this_cpu_write(nf_skb_duplicated, on);
}
#endif

/**
 * xt_duplicate_begin - begin to send a copy of a packet
 *
 * Every true answer needs one xt_duplicate_end() on the same CPU; bottom
 * halves stay off between the two.
 *
 * Return: false when this is already the path of a copy, which must not be
 * copied again.
 */
static inline bool xt_duplicate_begin(void)
{
	local_bh_disable();
	if (xt_compat_duplicating()) {
		local_bh_enable();
		return false;
	}
	xt_compat_set_duplicating(true);
	return true;
}

/** xt_duplicate_end - the copy has been sent or dropped */
static inline void xt_duplicate_end(void)
{
	xt_compat_set_duplicating(false);
	local_bh_enable();
}

/* Before 5.18 a time stamp had one meaning only, and no function to clear it. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 18, 0)
static inline void skb_clear_tstamp(struct sk_buff *skb)
{
	skb->tstamp = 0;
}
#endif

#endif /* _XT_COMPAT_H */
