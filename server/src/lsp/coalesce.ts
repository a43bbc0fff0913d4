// Bursts of events → one: typing sends a change for each key, and what follows from it is worth doing once.

/** A function that runs `work` once nothing has called it for `milliseconds`. */
export function coalesce(milliseconds: number, work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}
