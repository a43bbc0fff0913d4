// Names that the kernel makes a file of, under /proc (net/netfilter/x_tables.c, xt_check_proc_name). iptables takes any.
import type { Reading } from './reading';

export function readProcName(text: string): Reading<string> {
  const isFileName = text !== '' && text !== '.' && text !== '..' && !text.includes('/');
  if (isFileName) return { value: text };
  return { fault: `the kernel makes a file of the name, and \`${text}' is none for one`, tier: 'kernel' };
}
