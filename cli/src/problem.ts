// A complaint of a compiler or of iptables-restore as a line of output.
import { relative } from 'node:path';
import process from 'node:process';
import type { Problem } from '../../remote/src/jobs/job';

/** `file:line:column: severity: message [code]`, the file as seen from the working folder. */
export function formatProblem({ file, line, column, severity, message, code }: Problem): string {
  return `${displayPath(file)}:${line}:${column}: ${severity}: ${message}${code ? ` [${code}]` : ''}`;
}

/** A path as short as it can be said from the working folder: relative below it, absolute elsewhere. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
