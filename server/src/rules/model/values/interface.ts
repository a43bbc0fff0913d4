// Names of interfaces (libxtables/xtables.c, xtables_parse_interface).

/** A `+` at the end stands for any continuation. */
export function describeInterface(text: string): string | undefined {
  if (!text.endsWith('+')) return undefined;
  const start = text.slice(0, -1);
  return start === '' ? 'Every interface.' : `Every interface whose name begins with \`${start}\`.`;
}
