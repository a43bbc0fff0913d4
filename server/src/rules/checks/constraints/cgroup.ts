// extensions/libxt_cgroup.c has no check of its own; net/netfilter/xt_cgroup.c, cgroup_mt_check_v2
import type { Constraint } from './constraint';
import { findOption, hasOption } from './options';

export const cgroup: Constraint = {
  kind: 'match',
  name: 'cgroup',
  check(extension, _context, report): void {
    const hasPath = hasOption(extension, 'path');
    const classId = findOption(extension, 'cgroup');
    if (hasPath !== (classId !== undefined)) return;
    const message = hasPath
      ? "the kernel refuses `--path' together with `--cgroup'."
      : "the kernel refuses the cgroup match without `--path' or `--cgroup'.";
    const { start, end } = classId?.word ?? extension.word;
    report({ start, end, message, tier: 'kernel' });
  },
};
