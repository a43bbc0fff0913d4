// The one place where arguments become text for a remote shell. Everything before it is an array.

/** Characters that no POSIX shell, nor fish, gives a meaning to anywhere in a word. */
const plain = /^[A-Za-z0-9_@%+:,./-]+$/;

/**
 * One argument as one word of a POSIX shell. Fish reads it the same way: it knows escapes inside single quotes,
 * so quotes and backslashes are moved into double quotes.
 */
export function quote(argument: string): string {
  if (argument.includes('\0')) throw new TypeError('An argument of a command cannot hold a NUL byte.');
  if (plain.test(argument)) return argument;
  return `'${argument.replaceAll(/['\\]/g, (character) => (character === "'" ? `'"'"'` : `'"\\\\"'`))}'`;
}

/** A whole command line: each argument quoted, with spaces between. */
export function quoteAll(argv: readonly string[]): string {
  return argv.map(quote).join(' ');
}
