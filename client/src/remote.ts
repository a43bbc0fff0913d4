// The door to remote/. It and the SSH library below it are loaded when a target is first needed, which keeps them
// out of activation; the bundler turns the import below into a deferred one inside the same file.

import type * as library from './remote-library';

export type RemoteLibrary = typeof library;

export function loadRemote(): Promise<RemoteLibrary> {
  return import('./remote-library');
}
