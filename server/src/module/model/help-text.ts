// What the `.help` function of a userspace half prints, read as documentation: the line that begins with an option
// explains it. The author has written it anyway, and `iptables -j NAME --help` shows the same.

export interface HelpLine {
  /** `value` of `--mark value`; empty when the option takes none or the help names none. */
  readonly placeholder: string;
  readonly explanation: string;
}

/** `[!] --mark value   Mark of the copy`: two spaces or a tab part the option from its explanation. */
const optionLine = /^\s*(?:\[!\]\s*)?--([\w-]+)(?:[ =]([^\s-]\S*))?(?:(?: {2,}|\t+)(\S.*))?$/;

/** The explained options by name; lines that are indented deeper continue the one before. */
export function readHelp(text: string): ReadonlyMap<string, HelpLine> {
  const lines = new Map<string, HelpLine>();
  let current: string | undefined;
  for (const line of text.split('\n')) {
    const [, name, placeholder = '', explanation = ''] = optionLine.exec(line) ?? [];
    if (name !== undefined) {
      lines.set(name, { placeholder, explanation });
      current = name;
      continue;
    }
    const known = current === undefined ? undefined : lines.get(current);
    const continued = /^(?: {8,}|\t+)\s*([^\s-].*)$/.exec(line)?.[1];
    if (current !== undefined && known && continued !== undefined) {
      lines.set(current, { ...known, explanation: `${known.explanation} ${continued}`.trim() });
    } else {
      current = undefined;
    }
  }
  return lines;
}
