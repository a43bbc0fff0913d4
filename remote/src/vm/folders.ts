// Where the test VM keeps its files on this machine. All of it can be deleted at any time while no VM runs.
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Folders {
  readonly root: string;
  /** apt's private state and the packages downloaded, a folder a suite. */
  readonly packages: string;
  /** Finished images, one folder each; see image.ts. */
  readonly images: string;
  /** Machines that run or ran, one folder each; see state.ts. */
  readonly instances: string;
  readonly locks: string;
}

/** `$XDG_CACHE_HOME/netfilter-workbench`, or `~/.cache/netfilter-workbench`. */
export function defaultCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const configured = environment['XDG_CACHE_HOME'];
  // The XDG specification tells to ignore a relative path.
  const base = configured?.startsWith('/') ? configured : join(homedir(), '.cache');
  return join(base, 'netfilter-workbench');
}

export function foldersIn(cacheFolder: string): Folders {
  const root = join(cacheFolder, 'vm');
  return {
    root,
    packages: join(root, 'packages'),
    images: join(root, 'images'),
    instances: join(root, 'instances'),
    locks: join(root, 'locks'),
  };
}
