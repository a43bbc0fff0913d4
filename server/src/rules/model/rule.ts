// A rule's node → what chains and checks of the whole file need to know of it. The node itself, with its words and
// values, is parsed again when a feature asks for it; this small record is what lines that read alike share.
import type { ExtensionFact } from '../facts/fact';
import { parseInteger } from '../facts/integer';
import { isPlaceholder } from '../syntax/placeholder';
import { placementsOf } from './placement';
import { dimensionOf } from './resolve-match';
import type { Placement } from './placement';
import type { ExtensionNode, OptionNode, RuleLine, Word } from '../syntax/tree';

/** `-A INPUT`, `-I INPUT 3`, `-E old new`, without the chain, which is the line's own. */
export interface CommandModel {
  readonly letter: string;
  /** It names a chain. */
  readonly hasChain: boolean;
  /** The rule number, the new name or the policy. */
  readonly operand: string | undefined;
  readonly number: number | undefined;
  /** `-L -Z`: what is listed is zeroed as well. */
  readonly also: CommandModel | undefined;
}

/** `-j`, or `-g`, without the name, which is the line's own. */
export interface JumpModel {
  readonly isGoto: boolean;
  /** The extension or verdict of that name; a chain of the same name comes first. */
  readonly target: ExtensionFact | undefined;
  /** Options follow that could only be the target's, and nobody described the target. */
  readonly hasOpenOptions: boolean;
}

/** What iptables-restore would have taken the line for, had it no blank too many. */
export type Likeness = 'blank' | 'commit' | 'comment' | 'table';

export interface RuleModel {
  readonly command: CommandModel | undefined;
  readonly jump: JumpModel | undefined;
  /** It adds itself at the end of a chain, and jumps to a name: nothing else needs a thought, as in nearly all rules. */
  readonly isOrdinary: boolean;
  /** It decides on every packet: a verdict or a target that ends the chain, and nothing that narrows it down. */
  readonly isFinal: boolean;
  /** It is added at the end, and one that says the same further down does nothing. */
  readonly isDecisive: boolean;
  /** How many rules the kernel makes of it; undefined when a host name may stand for several addresses. */
  readonly copies: number | undefined;
  /** What in it may not stand in every table or on every hook. */
  readonly placed: readonly Placement[];
  readonly stop: RuleLine['stop'];
  /** What the command says is done, even if iptables stopped reading the line: see `isCarriedOut`. */
  readonly isCarriedOut: boolean;
  /** Something is wrong with the line itself, so what it would do is not worth saying. */
  readonly isBroken: boolean;
  readonly likeness: Likeness | undefined;
  /** Two of its conditions are on the same dimension, and may leave nothing that meets both. */
  readonly mayContradict: boolean;
  /** It uses the match state, which conntrack can stand in for. */
  readonly isDeprecated: boolean;
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

/** `-A`, `-I` and `-R`. */
export function putsRule({ command }: RuleModel): boolean {
  return command !== undefined && 'AIR'.includes(command.letter);
}

export function modelRule(rule: RuleLine, text: string): RuleModel {
  let command: CommandModel | undefined;
  let jump: JumpModel | undefined;
  let isUnconditional = true;
  let copies: number | undefined = 1;
  let isPlaceable = true;
  for (const option of rule.options) {
    if (option.owner) continue;
    const { letter, role } = option.fact;
    const [value] = option.values;
    if (role === 'command') command = combine(command, modelCommand(option, letter));
    else if (letter === 'j' || letter === 'g') jump = modelJump(value, letter === 'g', rule.extensions);
    else if (letter === 's' || letter === 'd') {
      isUnconditional = false;
      copies = multiply(copies, value);
    } else if ('piof'.includes(letter)) isUnconditional &&= takesAll(option);
    if (value && (option.fact.value === 'chain' || option.fact.value === 'target')) {
      isPlaceable &&= value.value !== '' && !isPlaceholder(value.value);
    }
  }
  const isBroken = rule.problems.length > 0;
  const decides = !isBroken && jump?.target?.terminating === true;
  return {
    command,
    jump,
    isOrdinary: isPlaceable && command?.letter === 'A' && jump?.hasOpenOptions !== true,
    isFinal: decides && isUnconditional && rule.extensions.every(takesEverything),
    isDecisive: decides && command?.letter === 'A' && rule.extensions.every(isSteady),
    copies,
    placed: placementsOf(rule.extensions),
    stop: rule.stop,
    isCarriedOut: isCarriedOut(rule.stop, command),
    isBroken,
    likeness: likenessOf(text),
    mayContradict: !isBroken && rule.stop === undefined && mayContradict(rule.options),
    isDeprecated: !isBroken && usesState(rule.extensions),
  };
}

function modelCommand(option: OptionNode, letter: string): CommandModel {
  const [chain, operand] = option.values;
  const number = operand && parseInteger(operand.value, 1, 0x7fffffff);
  return { letter, hasChain: chain !== undefined, operand: operand?.value, number, also: undefined };
}

/**
 * Behind `-6` in a file for IPv4 iptables reads no further, with no address for a rule that is added, deleted or looked
 * for, so that there is none; but a command that is about no such rule is done. iptables/xshared.c, do_parse.
 */
function isCarriedOut(stop: RuleLine['stop'], command: CommandModel | undefined): boolean {
  if (stop !== 'family') return stop === undefined;
  return command !== undefined && !asksForRule(command);
}

/** The rest of the line is a rule. */
function asksForRule({ letter, operand }: CommandModel): boolean {
  return 'AIRC'.includes(letter) || (letter === 'D' && operand === undefined);
}

/** Only zeroing goes with listing, which comes first whatever the order; of any other two, one is one too many. */
function combine(first: CommandModel | undefined, second: CommandModel): CommandModel {
  if (!first) return second;
  const [listing, zeroing] = first.letter === 'Z' ? [second, first] : [first, second];
  if (!'LS'.includes(listing.letter) || zeroing.letter !== 'Z') return first;
  const hasChain = listing.hasChain || zeroing.hasChain;
  return { ...listing, hasChain, also: { ...zeroing, hasChain } };
}

function modelJump(
  name: Word | undefined,
  isGoto: boolean,
  extensions: readonly ExtensionNode[],
): JumpModel | undefined {
  if (!name) return undefined;
  const extension = isGoto ? undefined : extensions.find(({ word }) => word === name);
  const hasOpenOptions = extension !== undefined && !extension.set && extension.options.length > 0;
  return { isGoto, target: extension?.set?.fact, hasOpenOptions };
}

function likenessOf(text: string): Likeness | undefined {
  if (text.startsWith('-')) return undefined;
  const bare = text.trim();
  if (bare === '') return 'blank';
  if (bare === 'COMMIT') return 'commit';
  if (bare.startsWith('#')) return 'comment';
  return bare.startsWith('*') ? 'table' : undefined;
}

function multiply(copies: number | undefined, value: Word | undefined): number | undefined {
  if (copies === undefined || !value) return undefined;
  // Letters other than those of a hexadecimal number make a host name, which may have several addresses.
  if (/[g-wyzG-WYZ]/.test(value.value)) return undefined;
  return value.value.includes(',') ? copies * value.value.split(',').length : copies;
}

/** `-p all`, `-i +`: conditions that every packet meets. */
function takesAll({ negation, values }: OptionNode): boolean {
  return !negation && /^(?:all|0|\+)$/i.test(values[0]?.value ?? '');
}

/** Conditions are counted, not read: lines that read alike share the answer, whatever their values. */
function mayContradict(options: readonly OptionNode[]): boolean {
  let seen: Set<string> | undefined;
  for (const option of options) {
    const dimension = dimensionOf(option);
    if (!dimension) continue;
    if (seen?.has(dimension) || excludesAll(option)) return true;
    (seen ??= new Set()).add(dimension);
  }
  return false;
}

/** `! -i +`, `! -s 0.0.0.0/0`; an inverted value is the same in all lines that read alike. */
function excludesAll({ negation, values }: OptionNode): boolean {
  return negation !== undefined && /^\+$|\/0$/.test(values[0]?.value ?? '');
}

/** Just once, with its option in full, and beside no conntrack that has a state of its own. */
function usesState(extensions: readonly ExtensionNode[]): boolean {
  const states = extensions.filter(({ kind, name }) => kind === 'match' && name === 'state');
  const [state] = states;
  if (states.length !== 1 || !state?.set || state.set.fact.learned || state.options.length !== 1) {
    return false;
  }
  const isPlain = state.options.every(({ attached, uncertain }) => !attached && !uncertain);
  return isPlain && !extensions.some(({ name, kind }) => kind === 'match' && name === 'conntrack');
}

function takesEverything({ kind, name }: ExtensionNode): boolean {
  return kind === 'target' || matchesEverything.has(name);
}

/** Whether it matches follows from the packet alone: no rate, no chance, no memory, nothing unknown. */
function isSteady({ kind, name, set }: ExtensionNode): boolean {
  return kind === 'target' || (set !== undefined && !set.fact.undescribed && !unsteady.has(name));
}
