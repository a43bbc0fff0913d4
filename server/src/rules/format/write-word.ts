// A value → the word that iptables-restore reads as it.

const plainCharacters = /^[-\w]+$/;
const needsQuotes = /[\s"\0]/;

/**
 * A text as iptables-save writes it: in quotes unless it is letters, digits, `-` and `_` alone
 * (libxtables/xtables.c, xtables_save_string).
 */
export function writeText(value: string): string {
  return plainCharacters.test(value) ? value : quote(value);
}

/** Any other value: in quotes only when it would not be one word without them. */
export function writeWord(value: string): string {
  return value === '' || needsQuotes.test(value) ? quote(value) : value;
}

function quote(value: string): string {
  return `"${value.replace(/["\\']/g, '\\$&')}"`;
}
