// Which call of the sources is which while they are edited. What runs in the kernel was built from the sources as they
// were: a record is known by the words its call had then, and shown where that call stands now, in other words or not.
import type { CallSite } from '../../../remote/src/kernel-log/record';

/** One printk call through its edits. */
export interface TrackedCall {
  readonly id: number;
  /** The call as the source has it now; undefined when it was deleted. */
  current: CallSite | undefined;
  /** The call as it was when the module was last loaded, or when it was first seen. */
  loaded: CallSite;
}

/** Where a call stands, or where it stood. */
export function placeOf({ current, loaded }: TrackedCall): CallSite {
  return current ?? loaded;
}

export class CallTracker {
  private calls: TrackedCall[] = [];
  private lastId = 0;

  /** The calls as the sources have them now. */
  get current(): readonly TrackedCall[] {
    return this.calls.filter(({ current }) => current !== undefined);
  }

  /** Calls whose words have changed since the module was loaded: it still prints the old ones. */
  get reworded(): readonly TrackedCall[] {
    return this.calls.filter(({ current, loaded }) => current?.format !== loaded.format);
  }

  /** The sources were read again. */
  update(sites: readonly CallSite[]): void {
    const left = new Set(sites);
    const free = new Set(this.calls);
    for (const alike of [sameWords, sameLoadedWords, sameFunction, sameWordsInFile]) {
      for (const site of left) {
        const call = [...free].find((candidate) => alike(candidate, site));
        if (call === undefined) continue;
        call.current = site;
        free.delete(call);
        left.delete(site);
      }
    }
    for (const call of free) call.current = undefined;
    for (const site of left) this.calls.push({ id: ++this.lastId, current: site, loaded: site });
  }

  /** What the sources hold now is what runs. */
  markLoaded(): void {
    this.calls = this.calls.flatMap((call) =>
      call.current === undefined ? [] : [Object.assign(call, { loaded: call.current })],
    );
  }
}

/** The ways in which a site may be a call that was seen before, the surest first. */
type Likeness = (call: TrackedCall, site: CallSite) => boolean;

const sameWords: Likeness = (call, site) => sameFunction(call, site) && placeOf(call).format === site.format;

const sameLoadedWords: Likeness = (call, site) =>
  sameFunction(call, site) && call.loaded.format === site.format;

/** Words were edited: those calls of a function that are left over follow each other as before. */
const sameFunction: Likeness = (call, { file, function: name }) =>
  placeOf(call).file === file && placeOf(call).function === name;

/** The function was renamed. */
const sameWordsInFile: Likeness = (call, site) =>
  call.loaded.file === site.file && call.loaded.format === site.format;
