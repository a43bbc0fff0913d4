// Where the words stand that the model speaks of. The model keeps no places: few of a file's words are ever shown,
// and to parse one line again costs less than to keep the places of all.
import type { CoreOptionNode, LineNode, OptionNode, RuleLine, Span, Word } from '../syntax/tree';

/** A word of a line that the model knows the meaning of. */
export type Part =
  /** The option that is the command: `-A`. */
  | 'command'
  /** The name of the declared table or chain, or of the chain a command is about. */
  | 'name'
  /** What follows the name of a chain: its policy, a rule number, a new name. */
  | 'operand'
  /** What is jumped to. */
  | 'jump'
  /** The first option that could only be one of the target, if nobody described the target. */
  | 'jump-option';

/** The word that is this part of a line; undefined when the line has none. */
export function wordOf(node: LineNode, part: Part): Word | undefined {
  if (part === 'name' && (node.kind === 'table' || node.kind === 'chain')) return node.name;
  if (part === 'operand' && node.kind === 'chain') return node.policy;
  if (node.kind !== 'rule') return undefined;
  switch (part) {
    case 'command':
      return node.command?.word;
    case 'name':
      return namingCommand(node)?.values[0];
    case 'operand':
      return namingCommand(node)?.values[1];
    case 'jump':
      return jumpWord(node);
    case 'jump-option': {
      const word = jumpWord(node);
      const target = node.extensions.find((extension) => extension.word === word);
      return target?.set ? undefined : target?.options[0]?.word;
    }
  }
}

/** Of two commands on a line (`-L web -Z`), the chain of the last that names one counts. */
function namingCommand({ command, options }: RuleLine): CoreOptionNode | undefined {
  if (command?.values.length !== 0 && !listings.includes(command?.fact.letter ?? '')) return command;
  const isNaming = (option: OptionNode): option is CoreOptionNode =>
    !option.owner && listings.includes(option.fact.letter) && option.values.length > 0;
  return options.findLast(isNaming) ?? command;
}

/** Commands of which a line may have two. */
const listings = 'LSZ';

function jumpWord({ options }: RuleLine): Word | undefined {
  const jump = options.findLast(({ owner, fact }) => !owner && (fact.letter === 'j' || fact.letter === 'g'));
  return jump?.values[0];
}

/**
 * The same, of a line written as nearly all are: `-A name …`, `… -j name`, `:name …`. To see that costs a fraction of
 * what it costs to parse, and a chain may be named on 100,000 lines. `name` is what the part is known to say.
 */
export function plainSpanOf(text: string, part: Part, name: string): Span | undefined {
  if (part === 'jump') return spanOfLast(text, name);
  if (part !== 'name') return undefined;
  if (text.startsWith(`:${name} `)) return { start: 1, end: 1 + name.length };
  const isCommand = /^-[A-Z] /.test(text) && text.startsWith(name, 3);
  const end = 3 + name.length;
  return isCommand && (end === text.length || text[end] === ' ') ? { start: 3, end } : undefined;
}

function spanOfLast(text: string, name: string): Span | undefined {
  const start = text.length - name.length;
  return text.endsWith(` -j ${name}`) || text.endsWith(` -g ${name}`)
    ? { start, end: text.length }
    : undefined;
}
