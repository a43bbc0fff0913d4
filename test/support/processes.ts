// What the process table says, read from /proc.
import { readdirSync, readFileSync } from 'node:fs';

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

/** The processes whose command line holds all of some words, by which a test knows the one that it has started. */
export function processesWith(...words: readonly string[]): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    const line = commandLine(pid);
    return isRunning(pid) && words.every((word) => line.includes(word));
  });
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
