// Levels of kernel messages (libxtables/xtoptions.c, xtopt_parse_sysloglvl).
import { parseInteger } from '../../facts/integer';

const levels = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];
const otherNames = new Map([['panic', 0]]);

/** `info` → level 6; `4` → its name. */
export function describeLogLevel(text: string): string | undefined {
  const named = levels.indexOf(text);
  const level = named >= 0 ? named : (otherNames.get(text) ?? parseInteger(text, 0, 7));
  return level === undefined ? undefined : `Level ${level} of 7: ${levels[level]}.`;
}
