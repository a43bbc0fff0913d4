// A rule's node → what chains and checks of the whole file need to know of it. The node itself, with its words and
// values, is parsed again when a feature asks for it; this small record is what a file of 100,000 rules keeps.
import type { ExtensionFact } from '../facts/fact';
import { parseInteger } from '../facts/integer';
import type { ExtensionNode, OptionNode, RuleLine, Span, Word } from '../syntax/tree';
import { placementsOf } from './placement';
import type { Placement } from './placement';

/** `-A INPUT`, `-I INPUT 3`, `-E old new`. */
export interface CommandModel {
  readonly letter: string;
  readonly option: Span;
  readonly chain: Word | undefined;
  /** The rule number, the new name or the policy. */
  readonly operand: Word | undefined;
  readonly number: number | undefined;
}

/** `-j`, or `-g`. */
export interface JumpModel {
  readonly name: Word;
  readonly isGoto: boolean;
  /** The extension or verdict of that name; a chain of the same name comes first. */
  readonly target: ExtensionFact | undefined;
  /** The first option that could only be an option of the target, if nobody described the target. */
  readonly openOption: Word | undefined;
}

export interface RuleModel {
  readonly command: CommandModel | undefined;
  readonly jump: JumpModel | undefined;
  /** It decides on every packet: a verdict or a target that ends the chain, and nothing that narrows it down. */
  readonly isFinal: boolean;
  /** A rule that says the same further down does nothing. */
  readonly isDecisive: boolean;
  /** How many rules the kernel makes of it; undefined when a host name may stand for several addresses. */
  readonly copies: number | undefined;
  /** What in it may not stand in every table or on every hook. */
  readonly placed: readonly Placement[];
  readonly stop: RuleLine['stop'];
  /** Something is wrong with the line itself, so what it would do is not worth saying. */
  readonly isBroken: boolean;
}

/** Matches that take every packet. */
const matchesEverything = new Set(['comment']);
/** Matches whose answer changes from packet to packet. */
const unsteady = new Set([
  'limit',
  'hashlimit',
  'recent',
  'statistic',
  'quota',
  'connlimit',
  'connbytes',
  'time',
  'set',
]);

export function modelRule(rule: RuleLine): RuleModel {
  let command: CommandModel | undefined;
  let jump: JumpModel | undefined;
  let isUnconditional = true;
  let copies: number | undefined = 1;
  for (const option of rule.options) {
    if (option.owner) continue;
    const { letter, role } = option.fact;
    if (role === 'command') command ??= modelCommand(option, letter);
    else if (letter === 'j' || letter === 'g') jump = modelJump(option, letter === 'g', rule.extensions);
    else if (letter === 's' || letter === 'd') {
      isUnconditional = false;
      copies = multiply(copies, option.values[0]);
    } else if (letter === 'p' || letter === 'i' || letter === 'o' || letter === 'f') isUnconditional = false;
  }
  const isBroken = rule.problems.length > 0;
  const decides = !isBroken && jump?.target?.terminating === true;
  return {
    command,
    jump,
    isFinal: decides && isUnconditional && rule.extensions.every(takesEverything),
    isDecisive: decides && rule.extensions.every(isSteady),
    copies,
    placed: placementsOf(rule.extensions),
    stop: rule.stop,
    isBroken,
  };
}

function modelCommand(option: OptionNode, letter: string): CommandModel {
  const [chain, operand] = option.values;
  const number = operand && parseInteger(operand.value, 1, 0x7fffffff);
  return { letter, option: option.word, chain, operand, number };
}

function modelJump(
  option: OptionNode,
  isGoto: boolean,
  extensions: readonly ExtensionNode[],
): JumpModel | undefined {
  const [name] = option.values;
  if (!name) return undefined;
  const extension = isGoto ? undefined : extensions.find(({ word }) => word === name);
  const openOption = extension?.set ? undefined : extension?.options[0]?.word;
  return { name, isGoto, target: extension?.set?.fact, openOption };
}

function multiply(copies: number | undefined, value: Word | undefined): number | undefined {
  if (copies === undefined || !value) return undefined;
  // Letters other than those of a hexadecimal number make a host name, which may have several addresses.
  if (/[g-wyzG-WYZ]/.test(value.value)) return undefined;
  return value.value.includes(',') ? copies * value.value.split(',').length : copies;
}

function takesEverything({ kind, name }: ExtensionNode): boolean {
  return kind === 'target' || matchesEverything.has(name);
}

/** Whether it matches follows from the packet alone: no rate, no chance, no memory, nothing unknown. */
function isSteady({ kind, name, set }: ExtensionNode): boolean {
  return kind === 'target' || (set !== undefined && !set.fact.undescribed && !unsteady.has(name));
}
