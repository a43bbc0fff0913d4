// A script that nobody reads, since it is too long: whoever opens it should not take silence for praise.
import type { Check, Finding } from '../../check';
import { longestScript } from '../../shell/service';

/** What is asked of a script as a whole. */
export interface ScriptSubject {
  readonly isTooLong: boolean;
}

export const scriptTooLong: Check<ScriptSubject> = {
  code: 'script-too-long',
  tier: 'logic',
  severity: 'information',
  title: 'Script too long to be checked',
  explanation: `The iptables commands of a shell script are read up to ${longestScript.toLocaleString('en')} characters; a longer script is left unread. Divide it, or put its rules into a file for iptables-restore, which may be of any length.`,
  *run({ isTooLong }): Iterable<Finding> {
    if (!isTooLong) return;
    const start = { line: 0, character: 0 };
    const message = `This script has more than ${longestScript.toLocaleString('en')} characters: its iptables commands are not checked.`;
    yield { range: { start, end: { line: 1, character: 0 } }, message };
  },
};
