// A tree of iptables' own sources: what lies in it is of that very version, which its configure.ac tells.
import { posix } from 'node:path';

const releaseFile = 'configure.ac';
const release = /^AC_INIT\(\[?iptables\]?,\s*\[?(\d+(?:\.\d+)+)/m;

export function isReleaseFile(name: string): boolean {
  return name === releaseFile;
}

/** The version in the text of a configure.ac, such as `1.8.11`; undefined when it is not that of iptables. */
export function releaseIn(text: string): string | undefined {
  return release.exec(text)?.[1];
}

/** The files that may tell the version of the tree that a path lies in, the nearest first. */
export function* releaseFilesAbove(path: string): Generator<string> {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    yield posix.join(folder, releaseFile);
    if (folder === posix.dirname(folder)) return;
  }
}
