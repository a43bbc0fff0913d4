// Words that are not yet what iptables will see.

/** A variable of a shell or a template, which somebody fills in before iptables sees it. */
export function isPlaceholder(text: string): boolean {
  return /\$[{(A-Za-z_]|\{\{|\{%|%\{|<%|@[A-Z_]+@/.test(text);
}
