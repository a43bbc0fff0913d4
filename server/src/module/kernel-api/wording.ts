// Words that every message about kernels shares.

/** `5.4`, `5.4 and 6.1`, `4.19, 5.4 and 6.1`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
