// Paths of things that exist on a machine or not: a group of processes, a pinned program. Whether they do, nobody
// knows but the machine that loads the rules.
import type { ValueContext } from './readers';
import type { Reading } from './reading';

/** A path below the root of control groups (net/netfilter/xt_cgroup.c, cgroup_mt_check_v2); slashes alone are the root. */
export function readCgroupPath(text: string, { bare }: ValueContext): Reading<string> {
  return bare && !/^\/*$/.test(text)
    ? { fault: `the kernel has no control group \`${text}'`, tier: 'kernel' }
    : { value: text };
}

/** A path on a bpf file system, opened as the rule is read (extensions/libxt_bpf.c, bpf_parse_obj_pinned). */
export function readBpfObject(text: string, { bare }: ValueContext): Reading<string> {
  return bare ? { fault: `failed to get bpf object \`${text}'` } : { value: text };
}
