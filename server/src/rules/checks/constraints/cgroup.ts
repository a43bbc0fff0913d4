// extensions/libxt_cgroup.c has no check of its own; net/netfilter/xt_cgroup.c, cgroup_mt_check_v2
import type { Constraint } from './constraint';
import { optionOf } from './constraint';

export const cgroup: Constraint = {
  kind: 'match',
  name: 'cgroup',
  check(extension, _context, report): void {
    const [path, classId] = [optionOf(extension, 'path'), optionOf(extension, 'cgroup')];
    if ((path === undefined) !== (classId === undefined)) return;
    const message = path
      ? "the kernel refuses `--path' together with `--cgroup'."
      : "the kernel refuses the cgroup match without `--path' or `--cgroup'.";
    const { start, end } = classId?.word ?? extension.word;
    report({ start, end, message, tier: 'kernel' });
  },
};
