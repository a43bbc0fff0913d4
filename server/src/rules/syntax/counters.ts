// The counters that iptables-save writes before a rule: `[packets:bytes] -A INPUT ...`.
import type { SyntaxProblem } from './problem';
import type { Span } from './tree';

/** `[packets:bytes]` at the very start (iptables/xshared.c, tokenize_rule_counters, which splits with strtok). */
export function parseCounters(text: string): { span?: Span; problem?: SyntaxProblem } {
  if (!text.startsWith('[')) return {};
  const close = text.indexOf(']');
  const isComplete = /^\[:*[^:]+:\]*[^\]]/.test(text);
  if (close > 0 && isComplete) return { span: { start: 0, end: close + 1 } };
  const end = close < 0 ? text.length : close + 1;
  return { problem: { code: 'counters-syntax', start: 0, end, subject: text.slice(0, end) } };
}
