// The supplementary groups of whom, iptables wants to know first (extensions/libxt_owner.c, owner_mt_parse).
import type { Constraint } from './constraint';
import { findOption, spanOf } from './options';

export const owner: Constraint = {
  kind: 'match',
  name: 'owner',
  check(extension, _context, report) {
    const groups = findOption(extension, 'suppl-groups');
    const group = findOption(extension, 'gid-owner');
    if (!groups || !group || group.word.start < groups.word.start) return;
    report({ ...spanOf(groups), message: 'owner: "--suppl-groups" stands behind "--gid-owner".' });
  },
};
