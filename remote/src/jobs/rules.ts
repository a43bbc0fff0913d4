// Rule files on a target: check with iptables-restore --test, apply, save.
import { sentenceOf, UserError } from '../user-error';
import type { CommandResult } from '../ssh/session';
import type { JobContext, Problem } from './job';
import { parseRestoreOutput } from './restore-output';

export type Family = 'ipv4' | 'ipv6';

export interface RuleText {
  /** The whole file, as iptables-restore reads it. */
  readonly text: string;
  readonly family: Family;
  /** Absolute local path of the file, which problems point at. */
  readonly file: string;
}

export interface RulesResult {
  readonly ok: boolean;
  /** What iptables-restore complained about, on the line of the local file. */
  readonly problems: readonly Problem[];
}

/** Asks the target's iptables-restore whether it would take the file. Changes nothing. */
export async function checkRules(context: JobContext, rules: RuleText): Promise<RulesResult> {
  context.report.step(`Checking the rules on ${context.session.name}`);
  const { signal } = context;
  return toResult(await restore(context, rules.family, rules.text, ['--test'], signal), rules);
}

/**
 * Applies the file; when iptables-restore refuses it, the rules and counters from before are put back. A table
 * changes as a whole, so only a file with several tables can be taken by halves.
 */
export async function applyRules(context: JobContext, rules: RuleText): Promise<RulesResult> {
  const { report, session, signal } = context;
  const before = await saveRules(context, rules.family);
  report.step(`Applying the rules on ${session.name}`);
  try {
    const result = toResult(await restore(context, rules.family, rules.text, ['--counters'], signal), rules);
    if (!result.ok) await putBack(context, rules.family, before, 'iptables-restore refused the file');
    return result;
  } catch (error) {
    if (signal.aborted) await putBack(context, rules.family, before, 'Applying was cancelled');
    throw error;
  }
}

/** The live rules with their counters, as iptables-save prints them. */
export async function saveRules(context: JobContext, family: Family): Promise<string> {
  const { session, signal } = context;
  const program = `${programOf(family)}-save`;
  const { status, stdout, stderr } = await session.run([program, '--counters'], { asRoot: true, signal });
  if (status === 127) throw noIptables(session.name, program);
  if (status === 0) return stdout;
  throw new UserError(
    `${program} failed on ${session.name}: ${lastLine(stderr)}.`,
    'Check that iptables works on that machine.',
    { code: 'save-failed' },
  );
}

const programOf = (family: Family): string => (family === 'ipv4' ? 'iptables' : 'ip6tables');

async function restore(
  { session }: JobContext,
  family: Family,
  text: string,
  options: readonly string[],
  signal?: AbortSignal,
): Promise<CommandResult> {
  const program = `${programOf(family)}-restore`;
  // A last line without its newline is not read by every version.
  const input = text.endsWith('\n') ? text : `${text}\n`;
  const run = { asRoot: true, input, ...(signal === undefined ? {} : { signal }) };
  const result = await session.run([program, ...options], run);
  if (result.status === 127) throw noIptables(session.name, program);
  return result;
}

function toResult({ status, stderr }: CommandResult, rules: RuleText): RulesResult {
  const problems = parseRestoreOutput(stderr, rules);
  if (status === 0) return { ok: true, problems };
  const hasError = problems.some(({ severity }) => severity === 'error');
  const unnamed: Problem = {
    file: rules.file,
    line: 1,
    column: 1,
    severity: 'error',
    message: lastLine(stderr) || `${programOf(rules.family)}-restore refused the file and said nothing.`,
  };
  return { ok: false, problems: hasError ? problems : [...problems, unnamed] };
}

/** Not cancelled: the rules from before must come back. */
async function putBack(context: JobContext, family: Family, before: string, why: string): Promise<void> {
  const failure = await restore(context, family, before, ['--counters']).then(
    ({ status, stderr }) => (status === 0 ? undefined : lastLine(stderr)),
    sentenceOf,
  );
  if (failure === undefined) return;
  throw new UserError(
    `${why}, and the rules from before could not be put back on ${context.session.name}: ${failure}.`,
    `Check the rules there with \`${programOf(family)}-save\`.`,
    { code: 'not-put-back' },
  );
}

function noIptables(name: string, program: string): UserError {
  return new UserError(`${program} is not installed on ${name}.`, 'Install iptables there.', {
    code: 'no-iptables',
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
