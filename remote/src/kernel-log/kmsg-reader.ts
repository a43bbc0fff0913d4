// Reads /dev/kmsg on a target, from the oldest record the kernel has, as long as the connection lasts.
import { onAbort } from '../ssh/abort';
import type { Session } from '../ssh/session';
import { UserError } from '../user-error';
import { createKmsgParser } from './parse';
import type { KernelRecord } from './record';

/** One thing that was read. */
export type KmsgItem =
  | { readonly kind: 'boot'; readonly bootId: string }
  | { readonly kind: 'record'; readonly record: KernelRecord };

const bootIdFile = '/proc/sys/kernel/random/boot_id';

/** Waits for more records for ever. */
const following = `echo "boot $(cat ${bootIdFile})"; exec cat /dev/kmsg`;

/** Stops at the newest record; a dd that cannot be told to (busybox) is replaced by a cat that is stopped. */
const once = `
echo "boot $(cat ${bootIdFile})"
[ -r /dev/kmsg ] || exec cat /dev/kmsg
if dd if=/dev/null iflag=nonblock 2>/dev/null; then dd if=/dev/kmsg bs=8192 iflag=nonblock; else timeout 2 cat /dev/kmsg; fi 2>/dev/null
exit 0
`;

/** Milliseconds of silence after which a record counts as complete: its properties come with it or not at all. */
const settled = 50;

/**
 * Gives the boot's id, then records. With `follow` it ends only by `signal`, or rejects when the connection is
 * lost; without, it ends behind the newest record.
 */
export async function* readKmsg(
  session: Session,
  options: { readonly follow: boolean; readonly signal: AbortSignal },
): AsyncGenerator<KmsgItem> {
  for (;;) {
    const overwritten = yield* readOnce(session, options);
    // EPIPE: records were overwritten while they were read. The next reading begins with the oldest there is.
    if (!overwritten) return;
  }
}

async function* readOnce(
  session: Session,
  options: { readonly follow: boolean; readonly signal: AbortSignal },
): AsyncGenerator<KmsgItem, boolean> {
  const stop = new AbortController();
  const stopWatching = onAbort(options.signal, () => stop.abort());
  const queue = new ItemQueue();
  const run = session
    .run(['sh', '-c', options.follow ? following : once], {
      asRoot: true,
      keepOutput: false,
      signal: stop.signal,
      onLine: (line, stream) => queue.line(line, stream),
    })
    .finally(() => queue.end());
  // The outcome is looked at below, once the queue is empty; until then it must not count as unhandled.
  run.catch(() => undefined);
  try {
    yield* queue.items();
    if (options.signal.aborted) return false;
    const { status } = await run;
    if (status === 0 && !options.follow) return false;
    if (/broken pipe/i.test(queue.complaint)) return true;
    throw unreadable(session.name, queue.complaint);
  } finally {
    stopWatching();
    stop.abort();
  }
}

/** Lines as they arrive → items as they are asked for. */
class ItemQueue {
  complaint = '';
  private readonly waiting: KmsgItem[] = [];
  private readonly parser = createKmsgParser();
  private isOver = false;
  private wake: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;

  line(line: string, stream: 'stdout' | 'stderr'): void {
    clearTimeout(this.timer);
    if (stream === 'stderr') this.complaint = line;
    else if (line.startsWith('boot ')) this.waiting.push({ kind: 'boot', bootId: line.slice(5) });
    else this.push(this.parser.line(line));
    this.timer = setTimeout(() => this.push(this.parser.end()), settled);
    this.wake();
  }

  end(): void {
    clearTimeout(this.timer);
    this.push(this.parser.end());
    this.isOver = true;
    this.wake();
  }

  async *items(): AsyncGenerator<KmsgItem> {
    for (;;) {
      yield* this.waiting.splice(0);
      if (this.waiting.length > 0) continue;
      if (this.isOver) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private push(record: KernelRecord | undefined): void {
    if (record === undefined) return;
    this.waiting.push({ kind: 'record', record });
    this.wake();
  }
}

function unreadable(name: string, complaint: string): UserError {
  return new UserError(
    `The kernel log of ${name} cannot be read: ${complaint || 'its reader ended'}.`,
    'Check that /dev/kmsg exists there; containers often have none.',
    { code: 'log-unreadable' },
  );
}
