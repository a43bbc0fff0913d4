// What iptables-restore complains about → problems on the lines of the file it was given. Pure. Each variant has
// words of its own (iptables: iptables/iptables-restore.c, xshared.c; libxtables: xtables_error):
//   iptables-restore v1.8.9 (legacy): unknown option "--foo"    then    Error occurred at line: 3
//   iptables-restore: line 5 failed                             iptables-restore: COMMIT expected at line 3
//   iptables-restore v1.8.9 (nf_tables): then    line 4: RULE_APPEND failed (Invalid argument): rule in chain INPUT
import type { Problem } from './job';

const program = /^ip6?tables(?:-nft|-legacy)?-restore(?: v[\d.]+(?: \([\w_]+\))?)?: ?/;
const atLine = /^Error occurred at line: (\d+)$/;
const failedLine = /^line (\d+) failed:?\s*(.*)$/;
const namedLine = /^\s*line (\d+):? (.*)$/;
const commitExpected = /^COMMIT expected at line (\d+)$/;
const chatter = /^(?:#|Warning|Try `ip6?tables|\s*$)/;

export function parseRestoreOutput(
  stderr: string,
  rules: { readonly file: string; readonly text: string },
): Problem[] {
  const lines = rules.text.replace(/\n$/, '').split('\n');
  const problems: Problem[] = [];
  let message = '';
  const add = (number: string | undefined, text: string): void => {
    // The end of the file counts as a line of its own there.
    const line = Math.min(Math.max(Number(number), 1), lines.length);
    problems.push({ file: rules.file, line, column: 1, severity: 'error', message: text });
    message = '';
  };
  for (const raw of stderr.split('\n')) {
    // A message may carry the program's name twice.
    const said = raw.replace(program, '').replace(program, '');
    const named = atLine.exec(said);
    const failed = failedLine.exec(said);
    const kernel = namedLine.exec(said);
    const commit = commitExpected.exec(said);
    if (named !== null) add(named[1], message || 'iptables-restore refuses this line');
    else if (failed !== null) add(failed[1], failed[2] || message || refusal(lines[Number(failed[1]) - 1]));
    else if (kernel !== null && atLineFollows(kernel[2])) message = kernel[2] ?? '';
    else if (kernel !== null) add(kernel[1], kernel[2] ?? '');
    else if (commit !== null) add(commit[1], 'The table is not ended by COMMIT');
    else if (!chatter.test(said)) message = said.trim();
  }
  return problems;
}

/** This complaint names its line and is followed by one that names it again. */
function atLineFollows(text: string | undefined): boolean {
  return text?.startsWith('table name') ?? false;
}

/** The legacy variant hands a table over at its COMMIT, and learns no more than that something was wrong. */
function refusal(line: string | undefined): string {
  return line?.trim() === 'COMMIT'
    ? 'The kernel refused a rule of this table and did not say which; its log may'
    : 'iptables-restore cannot read this line';
}
