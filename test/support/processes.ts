// What the process table says, read from /proc.
import { readFileSync } from 'node:fs';

/** Whether a process exists and has not ended; one that waits to be reaped has. */
export function isRunning(pid: number): boolean {
  const fields = statFields(pid);
  return fields !== undefined && fields[0] !== 'Z';
}

/** The fields of /proc/PID/stat behind the command's name: state, parent, process group, … */
export function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
