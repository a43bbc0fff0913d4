// What a new chain may be called: the rules of `-N` and `-E`, which are stricter than those of a chain line
// (iptables/xshared.c, assert_valid_chain_name).
import { longestName } from '../facts/tables';
import type { Grammar } from '../syntax/grammar';

/** What iptables says of the name; undefined when it is good. */
export function faultOfChainName(name: string, grammar: Grammar): string | undefined {
  if (Buffer.byteLength(name) > longestName) return chainNameTooLong(name);
  if (/^[-!]/.test(name)) return `chain name not allowed to start with \`${name.charAt(0)}'.`;
  if (name === '' || grammar.target(name)) return 'chain name may not clash with target name.';
  return /[ \t\n\v\f\r]/.test(name) ? `Invalid chain name \`${name}'.` : undefined;
}

export function chainNameTooLong(name: string): string {
  return `chain name \`${name}' too long (must be under ${longestName + 1} chars).`;
}
