// What a promise rejects with, for tests of sentences and codes.

/** The error that the promise rejects with; a promise that resolves fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<Error & { readonly code?: unknown }> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (outcome === undefined) throw new Error('It succeeded, though it was to fail.');
  if (outcome.error instanceof Error) return outcome.error;
  throw new Error(`It rejected with something that is no error: ${String(outcome.error)}`);
}
