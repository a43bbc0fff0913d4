// From the paths of a command line to the texts to lint: files as they are, folders for the files they hold that
// are known, `-` for standard input. What cannot be read is a value beside the others, not an exception.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { text as readAll } from 'node:stream/consumers';
import { discover } from './discover';

/** One text to lint. */
export interface Input {
  /** As the user named it, or as found below what was named; what all output calls it. */
  readonly name: string;
  /** Absolute; `-` for standard input. */
  readonly path: string;
  readonly text: string;
}

/** What was named, or found, and could not be read; `reason` completes "FILE ". */
export interface Unreadable {
  readonly name: string;
  readonly reason: string;
}

export interface Inputs {
  readonly files: readonly Input[];
  readonly unreadable: readonly Unreadable[];
}

/** More than any rule file, and what one string can still hold. */
const largestFile = 256 * 1024 * 1024;

/** A text never has a NUL byte; looking for one this far tells an object file or an archive. */
const binaryProbe = 8192;

/** Reads everything the operands name, each file once, in the order named. */
export async function readInputs(operands: readonly string[], signal: AbortSignal): Promise<Inputs> {
  const files = new Map<string, Input>();
  const unreadable: Unreadable[] = [];
  for (const operand of operands) {
    const { names, unreadable: refused } = await expand(operand, signal);
    unreadable.push(...refused);
    for (const name of names) {
      const path = name === '-' ? name : resolve(name);
      if (files.has(path)) continue;
      const content = await readText(name);
      if ('reason' in content) unreadable.push(content);
      else files.set(path, { name, path, text: content.text });
    }
  }
  return { files: [...files.values()], unreadable };
}

async function expand(
  operand: string,
  signal: AbortSignal,
): Promise<{ names: string[]; unreadable: Unreadable[] }> {
  const isFolder = operand !== '-' && (await stat(operand).catch(() => undefined))?.isDirectory() === true;
  return isFolder ? discover(operand, signal) : { names: [operand], unreadable: [] };
}

/** Reads one file or standard input as UTF-8. */
export async function readText(name: string): Promise<{ text: string } | Unreadable> {
  try {
    if (name === '-') return refuseBinary(name, await readAll(process.stdin));
    const file = await stat(name);
    if (file.isBlockDevice() || file.isCharacterDevice()) return { name, reason: 'is a device, no file' };
    if (file.size > largestFile) return { name, reason: 'is larger than 256 MB, so it was not read' };
    return refuseBinary(name, await readFile(name, 'utf8'));
  } catch (error) {
    return { name, reason: `cannot be read: ${reasonOf(error)}` };
  }
}

function refuseBinary(name: string, text: string): { text: string } | Unreadable {
  return text.slice(0, binaryProbe).includes('\0') ? { name, reason: 'is no text file' } : { text };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links go in a circle',
  ENOTDIR: 'part of its path is no folder',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk reports an error',
};

/** Why a file operation failed, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && reasons[code]) || message;
}
