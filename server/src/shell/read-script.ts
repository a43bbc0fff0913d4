// The tree of a script → what it says to iptables. Nothing is taken from where the grammar lost its way: what looks
// like a command there may be a text.
import type { Node } from 'web-tree-sitter';
import { Expander } from './expand';
import { findProgram } from './program';
import type { FoundProgram } from './program';
import type { IptablesCommand, RestoredText, ScriptModel } from './script';
import { restoredTextOf } from './restored-text';
import { Variables } from './variables';
import { valueOf } from './word';
import type { ShellWord } from './word';
import { findOtherFunctions, findWrappers } from './wrappers';

export function readScript(root: Node, text: string): ScriptModel {
  return new ScriptReader(root, text).read();
}

class ScriptReader {
  private readonly variables: Variables;
  private readonly expander: Expander;

  constructor(
    private readonly root: Node,
    private readonly text: string,
  ) {
    this.variables = new Variables(root);
    this.expander = new Expander(this.variables);
  }

  read(): ScriptModel {
    const commands: IptablesCommand[] = [];
    const restored: RestoredText[] = [];
    const wrappers = findWrappers(this.root, (node) => this.programOf(node));
    const others = findOtherFunctions(this.root);
    for (const node of this.root.descendantsOfType('command')) {
      if (isBroken(node)) continue;
      const all = this.wordsOf(node);
      if (all.some(hasMarkup)) continue;
      const [name, ...words] = all;
      const called = name && valueOf(name);
      if (called !== undefined && others.has(called)) continue;
      const wrapper = wrappers.get(called ?? '');
      if (wrapper) {
        commands.push(this.command(node, { program: wrapper.program, words, isOpen: false }, wrapper.table));
        continue;
      }
      const found = findProgram(all, this.variables, this.expander, node);
      if (found?.program.kind === 'iptables') commands.push(this.command(node, found));
      if (found?.program.kind === 'restore') restored.push(...this.restored(node, found));
    }
    return { commands, restored, isTooLong: false };
  }

  private programOf(node: Node): FoundProgram | undefined {
    return findProgram(this.wordsOf(node), this.variables, this.expander, node);
  }

  private wordsOf(node: Node): ShellWord[] {
    return node.children.flatMap((child) => {
      // A variable set for this command alone, or a redirection before its name, is none of its words.
      const isWord = child && child.type !== 'variable_assignment' && !child.type.endsWith('redirect');
      return isWord ? this.expander.words(child) : [];
    });
  }

  /** A table that is said behind counts, whatever was said before. */
  private command(
    node: Node,
    { program, words, isOpen }: FoundProgram,
    before?: IptablesCommand['table'],
  ): IptablesCommand {
    const last = words.at(-1)?.end ?? node.endIndex;
    const blanks = /^(?:[ \t]|\\\n)*/.exec(this.text.slice(last))?.[0].length ?? 0;
    const start = words[0]?.start ?? Math.min(node.endIndex + 1, last + blanks);
    const table = tableOf(words, isOpen);
    const isUnsaid = table !== undefined && table.span === undefined;
    return { program, words, table: isUnsaid ? (before ?? table) : table, start, end: last + blanks };
  }

  private restored(node: Node, { program, words }: FoundProgram): RestoredText[] {
    const parts = restoredTextOf(node, this.expander);
    if (!parts) return [];
    const keepsChains = words.some((word) => /^(?:-\w*n\w*|--nof\w*)$/.test(valueOf(word) ?? '-n'));
    return [{ program, keepsChains, parts }];
  }
}

/** Within what the grammar could not read, or holding such a thing. */
function isBroken(node: Node): boolean {
  if (node.hasError) return true;
  for (let parent = node.parent; parent; parent = parent.parent) if (parent.isError) return true;
  return false;
}

/** `{{ port }}` of a template, which somebody fills in before a shell reads it. */
function hasMarkup({ parts }: ShellWord): boolean {
  return parts.some((part) => part.kind === 'literal' && /\{\{|\{%|<%/.test(part.text));
}

/** `-t nat`, `--table=nat`, `-tnat`; filter when there is none, and all arguments are known. */
function tableOf(words: readonly ShellWord[], isOpen: boolean): IptablesCommand['table'] {
  for (const [index, word] of words.entries()) {
    const value = valueOf(word);
    if (value === undefined) continue;
    if (value === '-t' || (value.startsWith('--ta') && '--table'.startsWith(value))) {
      const next = words[index + 1];
      const name = next && valueOf(next);
      return next && name !== undefined ? { name, span: next } : undefined;
    }
    const attached = /^(?:--table=|-t)(.+)$/.exec(value)?.[1];
    if (attached !== undefined) return { name: attached, span: word };
  }
  return isOpen || words.some((word) => word.isOpen) ? undefined : { name: 'filter', span: undefined };
}
