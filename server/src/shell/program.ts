// The words of a command → the program of iptables that it runs, past sudo and the like, by its name, its path, or a
// variable that holds it or is called like it.
import type { Node } from 'web-tree-sitter';
import type { Expander } from './expand';
import { pastRunners } from './runners';
import type { Family, Program } from './script';
import type { Variables } from './variables';
import { valueOf } from './word';
import type { ShellWord } from './word';

export interface FoundProgram {
  readonly program: Program;
  /** The words behind its name. */
  readonly words: readonly ShellWord[];
  /** Whether arguments may stand in the variable that names it. */
  readonly isOpen: boolean;
}

const programName = /^(ip6?tables)(?:-(legacy|nft))?(?:-(restore|save))?(?:-translate)?$/;

export function findProgram(
  words: readonly ShellWord[],
  variables: Variables,
  expander: Expander,
  node: Node,
): FoundProgram | undefined {
  const rest = pastRunners(words);
  const [name, ...behind] = rest;
  if (!name) return undefined;
  const value = lastOfPath(name);
  const multi = value && /^xtables-(?:(legacy|nft)-)?multi$/.exec(value);
  if (multi) {
    const inner = findProgram(behind, variables, expander, node);
    const variant = multi[1] === 'nft' || multi[1] === 'legacy' ? multi[1] : undefined;
    return inner && { ...inner, program: { ...inner.program, variant } };
  }
  const named = value === undefined ? undefined : programNamed(value);
  if (named) return { program: named, words: behind, isOpen: false };
  return programOfVariable(name, variables, expander, node, behind);
}

/** What stands behind the last slash of a word, also where the folder is unknown. */
function lastOfPath(word: ShellWord): string | undefined {
  const whole = valueOf(word);
  if (whole !== undefined) return whole.replace(/^.*\//, '');
  const last = word.parts.at(-1);
  return last?.kind === 'literal' && last.text.includes('/') ? last.text.replace(/^.*\//, '') : undefined;
}

function programNamed(name: string): Program | undefined {
  const found = programName.exec(name);
  if (!found) return undefined;
  const [, base, variant, kind] = found;
  return {
    kind: kind === 'restore' || kind === 'save' ? kind : 'iptables',
    families: [base === 'ip6tables' ? 'ipv6' : 'ipv4'],
    variant: variant === 'legacy' || variant === 'nft' ? variant : undefined,
  };
}

/** A variable whose value is unknown: of a loop over programs, or one that is called as they are. */
function programOfVariable(
  word: ShellWord,
  variables: Variables,
  expander: Expander,
  node: Node,
  words: readonly ShellWord[],
): FoundProgram | undefined {
  const [part] = word.parts;
  if (part?.kind !== 'unknown' || word.parts.length !== 1) return undefined;
  const name = part.name ?? nameOf(node.text.slice(part.start - node.startIndex, part.end - node.startIndex));
  if (name === undefined) return undefined;
  const assigned = variables.find(name, node);
  if (assigned?.kind === 'loop') {
    const program = programOfLoop(assigned.nodes.flatMap((value) => expander.words(value)));
    if (program) return { program, words, isOpen: false };
  }
  const program = programCalledLike(name, variables.valuesOf(name));
  return program && { program, words, isOpen: true };
}

/** `${IPTABLES:-/sbin/iptables}` */
function nameOf(text: string): string | undefined {
  return /^\$\{?([A-Za-z_]\w*)/.exec(text)?.[1];
}

function programOfLoop(values: readonly ShellWord[]): Program | undefined {
  const programs = values.map((value) => programNamed(lastOfPath(value) ?? ''));
  const [first] = programs;
  if (!first || programs.some((program) => program?.kind !== first.kind)) return undefined;
  const families = [...new Set(programs.flatMap((program) => program?.families ?? []))];
  const isOfOne = programs.every((program) => program?.variant === first.variant);
  return { kind: first.kind, families, variant: isOfOne ? first.variant : undefined };
}

/** `$IPT`, `$IPTABLES`, `$ip6tables_cmd`, `$IPT6`. A value that is not plainly iptables may be ip6tables as well. */
function programCalledLike(name: string, values: readonly string[]): Program | undefined {
  const plain = name.toLowerCase().replaceAll('_', '');
  const found =
    /^(?:ipt|ip6t|ipt4|ipt6|ip4?tables|ip6tables|iptables[46])(?:cmd|command|bin|path|prog|restore|save)?$/.exec(
      plain,
    );
  if (!found) return undefined;
  const mayBeEither = values.some((value) => !/iptables/i.test(value) || /ip6/i.test(value));
  const families: Family[] = plain.includes('6') ? ['ipv6'] : mayBeEither ? ['ipv4', 'ipv6'] : ['ipv4'];
  const kind = plain.endsWith('restore') ? 'restore' : plain.endsWith('save') ? 'save' : 'iptables';
  return { kind, families, variant: undefined };
}
