/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
#ifndef _XT_CLONE_H
#define _XT_CLONE_H

#include <linux/types.h>

/**
 * struct xt_clone_tginfo - what a rule with ``-j CLONE`` carries (revision 0)
 * @mark: the mark that a copy gets and is routed by; never 0
 */
struct xt_clone_tginfo {
	__u32 mark;
};

#endif /* _XT_CLONE_H */
