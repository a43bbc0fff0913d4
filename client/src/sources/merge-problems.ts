// The compiler's problems from one check to the next, and which of them the language server says already. Pure.
import type { CheckResult } from '../../../remote/src/jobs/check';
import type { Problem } from '../../../remote/src/jobs/job';

/** What is known after a check: what it found, and of the files it did not compile what was known before. */
export function mergeProblems(
  before: readonly Problem[],
  { problems, compiled }: CheckResult,
): readonly Problem[] {
  if (compiled === undefined) return problems;
  const settled = new Set([...compiled, ...problems.map(({ file }) => file)]);
  return [...before.filter(({ file }) => !settled.has(file)), ...problems];
}

/** How gcc and modpost put what a check of the server finds, with the check's reason and way out. */
const inOtherWords: Readonly<Record<string, RegExp>> = {
  'api-moved':
    /implicit declaration of|too (?:few|many) arguments|has no member named|incompatible pointer type|makes (?:pointer|integer) from/,
  'handler-signature': /incompatible pointer type/,
  'return-in-void': /‘?return’? with a value, in function returning void|-Wreturn-(?:type|mismatch)/,
  'symbol-missing': /exports no symbol|implicit declaration of/,
  'include-in-function': /-Wnested-externs|invalid storage class|nested function/,
};

/** @param codes Of the findings on the problem's line. */
export function isSaidByServer({ code, message }: Problem, codes: readonly string[]): boolean {
  return codes.some((finding) => inOtherWords[finding]?.test(`${message} ${code ?? ''}`) ?? false);
}
