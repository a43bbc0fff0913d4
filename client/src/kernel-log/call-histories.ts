// What each printk call of the sources has said so far: the data behind the messages beside the source lines.
import type { CallSite, KernelRecord } from '../../../remote/src/kernel-log/record';

/** One message of a call. */
export interface Saying {
  readonly record: KernelRecord;
  /** When it was printed, in milliseconds of this machine's clock; undefined when that is not known. */
  readonly at: number | undefined;
}

export interface CallHistory {
  readonly site: CallSite;
  /** How often the call printed since the module was last loaded, or since the log was cleared. */
  readonly count: number;
  /** Its last messages, the newest first; at most `remembered`. */
  readonly sayings: readonly Saying[];
  /** The module was loaded again since: these are messages of the code as it was before. */
  readonly beforeLoad: boolean;
}

/** How many messages the hover shows. */
export const remembered = 10;

/** Names a call apart from where it stands, because lines move as the source is edited. */
export function callKey(site: CallSite): string {
  return [site.file, site.function, site.format].join('\0');
}

interface Counted {
  site: CallSite;
  count: number;
  sayings: Saying[];
  load: number;
}

export class CallHistories {
  private readonly byKey = new Map<string, Counted>();
  private load = 0;

  add(site: CallSite, saying: Saying): void {
    const known = this.byKey.get(callKey(site));
    if (known?.load !== this.load) {
      this.byKey.set(callKey(site), { site, count: 1, sayings: [saying], load: this.load });
      return;
    }
    known.site = site;
    known.count += 1;
    known.sayings = [saying, ...known.sayings].slice(0, remembered);
  }

  /** A module is about to be loaded: counts begin anew with each call's next message. */
  beginLoad(): void {
    this.load += 1;
  }

  /** What the call has printed; undefined when it has been silent. */
  of(site: CallSite): CallHistory | undefined {
    const known = this.byKey.get(callKey(site));
    return known && { ...known, beforeLoad: known.load !== this.load };
  }

  clear(): void {
    this.byKey.clear();
  }
}
