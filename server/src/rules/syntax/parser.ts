// A line → its node. What kind of line it is follows from its first character alone; whether such a line may stand
// there (a chain outside a table) is the model's business.
import type { Grammar } from './grammar';
import { parseRule } from './rule-parser';
import type { SourceLine } from './source';
import { isRuleOfTemplate } from './template';
import type { LineNode, Word } from './tree';

/** Names declared as chains so far that are names of targets too: a jump to one of them loads no target. */
export type ShadowedTargets = ReadonlySet<string>;

export const noShadowedTargets: ShadowedTargets = new Set();

export function parseLine(
  line: SourceLine,
  grammar: Grammar,
  shadowed: ShadowedTargets = noShadowedTargets,
): LineNode {
  const { text } = withoutReturn(line);
  switch (text.charAt(0)) {
    case '':
      return line.ending === '' ? { kind: 'rule', ...nothing } : { kind: 'blank' };
    case '#':
      return { kind: 'comment' };
    case '*':
      return { kind: 'table', name: fields(text)[0] };
    case ':': {
      const [name, policy, counters] = fields(text);
      return { kind: 'chain', name, policy, counters };
    }
    default:
      if (text !== 'COMMIT' && isMarkup(text, grammar)) return { kind: 'comment' };
      return text === 'COMMIT' ? { kind: 'commit' } : parseRule(withoutReturn(line), grammar, shadowed);
  }
}

function isMarkup(text: string, { profile }: Grammar): boolean {
  return profile.consumer === 'template' && !isRuleOfTemplate(text);
}

/** A carriage return is reported once for the file, and then left out of sight so that all else can be checked. */
function withoutReturn(line: SourceLine): SourceLine {
  return line.text.endsWith('\r') ? { ...line, text: line.text.slice(0, -1) } : line;
}

const nothing = {
  counters: undefined,
  words: [],
  options: [],
  command: undefined,
  protocol: undefined,
  extensions: [],
  problems: [],
  isOpen: false,
  stop: undefined,
} as const;

/** The fields behind the first character of a table or chain line: split at blanks, quotes mean nothing there. */
function fields(text: string): Word[] {
  const found: Word[] = [];
  const field = /[^ \t\0]+/g;
  field.lastIndex = 1;
  const nul = text.indexOf('\0');
  for (let match = field.exec(text); match && found.length < 3; match = field.exec(text)) {
    if (nul >= 0 && match.index > nul) break;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      value: match[0],
      quoted: false,
    });
  }
  return found;
}
