// Rule files on a target: check with iptables-restore --test, apply, save.
import type { JobContext, Problem } from './job';

export type Family = 'ipv4' | 'ipv6';

export interface RuleText {
  /** The whole file, as iptables-restore reads it. */
  readonly text: string;
  readonly family: Family;
  /** Absolute local path of the file, which problems point at. */
  readonly file: string;
}

export interface RulesResult {
  readonly ok: boolean;
  /** What iptables-restore complained about, on the line of the local file. */
  readonly problems: readonly Problem[];
}

/** Asks the target's iptables-restore whether it would take the file. Changes nothing. */
export function checkRules(_context: JobContext, _rules: RuleText): Promise<RulesResult> {
  return Promise.reject(new Error('checkRules is being written'));
}

/** Applies the file; when iptables-restore refuses it, the rules and counters from before are put back. */
export function applyRules(_context: JobContext, _rules: RuleText): Promise<RulesResult> {
  return Promise.reject(new Error('applyRules is being written'));
}

/** The live rules with their counters, as iptables-save prints them. */
export function saveRules(_context: JobContext, _family: Family): Promise<string> {
  return Promise.reject(new Error('saveRules is being written'));
}
