// Cancellation, told the same way everywhere: an `AbortError`, whatever reason the caller's signal carries.

export function abortError(): DOMException {
  return new DOMException('The operation was cancelled.', 'AbortError');
}

export function isAbortError(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortError();
}

/** Calls `listener` once, never before this returns, when the signal fires or has fired; the result stops that. */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    let isWanted = true;
    queueMicrotask(() => {
      if (isWanted) listener();
    });
    return () => {
      isWanted = false;
    };
  }
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}
