// Rule files on a target: check with iptables-restore --test, apply, save.
import { UserError } from '../user-error';
import { askForChange, fileOfChange, forgetChange, runChange, type Outcome } from './change';
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
  const { report, session, signal } = context;
  report.step(`Checking the rules on ${session.name}`);
  const program = `${programOf(rules.family)}-restore`;
  const options = { asRoot: true, input: withLastNewline(rules.text), signal };
  const { status, stderr } = await session.run([program, '--test'], options);
  if (status === 127) throw noIptables(session.name, program);
  return toResult(status === 0, stderr, rules);
}

/**
 * Leaves the file's rules in force, or those from before with their counters, as one change of the target: a table changes as
 * a whole, but a file with several tables can be taken by halves.
 */
const application = `
program=$1
command -v "$program-restore" >/dev/null || { say missing; say end; exit; }
begin save
"$program-save" --counters >"$change/part" 2>>"$change/complaint" || { say end; exit; }
mv "$change/part" "$change/before"
begin restore
if "$program-restore" --counters <"$change/0" 2>>"$change/complaint"; then say done
elif ! "$program-restore" --counters <"$change/before" 2>"$change/reason"; then say "lost $(tail -n 1 "$change/reason")"
fi
say end
`;

/** Applies the file; when iptables-restore refuses it, the rules and counters from before are put back. */
export async function applyRules(context: JobContext, rules: RuleText): Promise<RulesResult> {
  const { report, session } = context;
  report.step(`Applying the rules on ${session.name}`);
  const outcome = await applyOnce(context, rules).catch(async (error: unknown) => {
    if (!(error instanceof UserError) || error.code !== 'change-under-way') throw error;
    await settle(context, rules.family);
    return applyOnce(context, rules);
  });
  const program = programOf(rules.family);
  if (outcome.said('missing').length > 0) throw noIptables(session.name, `${program}-restore`);
  if (outcome.step === 'save') throw notSaved(session.name, `${program}-save`, outcome.complaint);
  const [lost] = outcome.said('lost');
  if (lost !== undefined) throw notPutBack(session.name, program, lost);
  return toResult(outcome.said('done').length > 0, outcome.complaint, rules);
}

function applyOnce(context: JobContext, rules: RuleText, repairs = false): Promise<Outcome> {
  const program = programOf(rules.family);
  return runChange(context, {
    name: program,
    title: 'The change of the rules',
    script: application,
    argv: [program],
    files: [withLastNewline(rules.text)],
    repairs,
  });
}

/** What a lost connection left unsaid of an earlier file; one that was taken by halves is taken back. */
async function settle(context: JobContext, family: Family): Promise<void> {
  const { report, session } = context;
  const name = programOf(family);
  const outcome = await askForChange(context, name);
  if (outcome === undefined) return;
  const subject = `${outcome.title}, which a lost connection cut off from here,`;
  if (outcome.ended) {
    await forgetChange(context, name);
    const isDone = outcome.said('done').length > 0;
    const isLost = outcome.said('lost').length > 0;
    if (isDone) return report.step(`${subject} was finished on ${session.name}`);
    const rest = isLost ? 'could not be put back' : 'were put back';
    return report.step(`${subject} was refused on ${session.name}; the rules from before ${rest}`);
  }
  const text = await fileOfChange(context, name, 'before');
  if (text === '') await forgetChange(context, name);
  else await applyOnce(context, { text, family, file: '' }, true);
  report.step(`${outcome.title} was killed half way on ${session.name}; the rules from before were put back`);
}

/** The live rules with their counters, as iptables-save prints them. */
export async function saveRules(context: JobContext, family: Family): Promise<string> {
  const { session, signal } = context;
  const program = `${programOf(family)}-save`;
  const { status, stdout, stderr } = await session.run([program, '--counters'], { asRoot: true, signal });
  if (status === 127) throw noIptables(session.name, program);
  if (status === 0) return stdout;
  throw notSaved(session.name, program, stderr);
}

function notSaved(name: string, program: string, complaint: string): UserError {
  return new UserError(
    `${program} failed on ${name}: ${lastLine(complaint)}.`,
    'Check that iptables works on that machine.',
    { code: 'save-failed' },
  );
}

const programOf = (family: Family): string => (family === 'ipv4' ? 'iptables' : 'ip6tables');

/** A last line without its newline is not read by every version. */
const withLastNewline = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

function toResult(ok: boolean, complaint: string, rules: RuleText): RulesResult {
  const problems = parseRestoreOutput(complaint, rules);
  if (ok || problems.some(({ severity }) => severity === 'error')) return { ok, problems };
  const unnamed: Problem = {
    file: rules.file,
    line: 1,
    column: 1,
    severity: 'error',
    message: lastLine(complaint) || `${programOf(rules.family)}-restore refused the file and said nothing.`,
  };
  return { ok, problems: [...problems, unnamed] };
}

function notPutBack(name: string, program: string, reason: string): UserError {
  return new UserError(
    `iptables-restore refused the file, and the rules from before could not be put back on ${name}: ${reason}.`,
    `Check the rules there with \`${program}-save\`.`,
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
