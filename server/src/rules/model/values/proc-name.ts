// Names that the kernel makes a file of, under /proc (net/netfilter/x_tables.c, xt_check_proc_name). iptables takes any.
import type { ValueContext } from './readers';
import type { Reading } from './reading';

export function readProcName(text: string, { fact: { minimum = 0 } }: ValueContext): Reading<string> {
  if (text.length < minimum) return { fault: `Argument must have a minimum length of ${minimum} characters` };
  const isFileName = text !== '' && text !== '.' && text !== '..' && !text.includes('/');
  if (isFileName) return { value: text };
  return { fault: `the kernel makes a file of the name, and \`${text}' is none for one`, tier: 'kernel' };
}
