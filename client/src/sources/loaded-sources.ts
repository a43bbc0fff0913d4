// Whether a source is still the one that runs in the kernel. A build remembers the content of the files it was made
// of, a load says that this build is what runs now; a file whose content differs has changed since.
import { createHash } from 'node:crypto';

/** How a source stands to what is loaded on a target. */
export type Freshness =
  /** What runs was built from this very text. */
  | 'loaded'
  /** What runs was built from another text. */
  | 'changed'
  /** The module was unloaded. */
  | 'unloaded'
  /** Nothing is known: this editor has not loaded it. */
  | 'unknown';

/** Content hashes by absolute path. */
export type Fingerprints = Readonly<Record<string, string>>;

/** What is kept between sessions of the editor, by name of the target. */
export interface LoadedSourcesState {
  readonly built: Readonly<Record<string, Fingerprints>>;
  readonly loaded: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}

export const nothingLoaded: LoadedSourcesState = { built: {}, loaded: {} };

export function fingerprint(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A module was built for the target from files of these contents. */
export function afterBuild(
  state: LoadedSourcesState,
  target: string,
  sources: Fingerprints,
): LoadedSourcesState {
  return { ...state, built: { ...state.built, [target]: { ...state.built[target], ...sources } } };
}

/** What was last built of these files is loaded now. */
export function afterLoad(
  state: LoadedSourcesState,
  target: string,
  files: readonly string[],
): LoadedSourcesState {
  const built = state.built[target] ?? {};
  const known = files.flatMap((file) => (built[file] === undefined ? [] : [[file, built[file]] as const]));
  return withLoaded(state, target, Object.fromEntries(known));
}

/** The module made of these files is no longer loaded. */
export function afterUnload(
  state: LoadedSourcesState,
  target: string,
  files: readonly string[],
): LoadedSourcesState {
  return withLoaded(state, target, Object.fromEntries(files.map((file) => [file, null])));
}

/** The target was reset or shut down: nothing of what was loaded is left. */
export function afterReset(state: LoadedSourcesState, target: string): LoadedSourcesState {
  return afterUnload(state, target, Object.keys(state.loaded[target] ?? {}));
}

export function freshness(state: LoadedSourcesState, target: string, file: string, text: string): Freshness {
  const loaded = state.loaded[target]?.[file];
  if (loaded === undefined) return 'unknown';
  if (loaded === null) return 'unloaded';
  return loaded === fingerprint(text) ? 'loaded' : 'changed';
}

function withLoaded(
  state: LoadedSourcesState,
  target: string,
  files: Readonly<Record<string, string | null>>,
): LoadedSourcesState {
  return { ...state, loaded: { ...state.loaded, [target]: { ...state.loaded[target], ...files } } };
}
