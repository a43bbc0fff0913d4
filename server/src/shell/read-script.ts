// The tree of a script → what it says to iptables. Nothing is taken from where the grammar lost its way: what looks
// like a command there may be a text.
import type { Node } from 'web-tree-sitter';
import { Expander } from './expand';
import { findProgram } from './program';
import type { FoundProgram } from './program';
import type { IptablesCommand, RestoredText, ScriptModel } from './script';
import { Variables } from './variables';
import { valueOf } from './word';
import type { ShellWord, WordPart } from './word';

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
    for (const node of this.root.descendantsOfType('command')) {
      if (!node || isBroken(node)) continue;
      const found = this.programOf(node);
      if (found?.program.kind === 'iptables') commands.push(this.command(node, found));
      if (found?.program.kind === 'restore') restored.push(...this.restored(node, found));
    }
    return { commands, restored };
  }

  private programOf(node: Node): FoundProgram | undefined {
    const words = node.children.flatMap((child) => {
      // A variable set for this command alone, or a redirection before its name, is none of its words.
      const isWord = child && child.type !== 'variable_assignment' && !child.type.endsWith('redirect');
      return isWord ? this.expander.words(child) : [];
    });
    return findProgram(words, this.variables, this.expander, node);
  }

  private command(node: Node, { program, words, isOpen }: FoundProgram): IptablesCommand {
    const last = words.at(-1)?.end ?? node.endIndex;
    const blanks = /^(?:[ \t]|\\\n)*/.exec(this.text.slice(last))?.[0].length ?? 0;
    const start = words[0]?.start ?? Math.min(node.endIndex + 1, last + blanks);
    return { program, words, table: tableOf(words, isOpen), start, end: last + blanks };
  }

  /** `iptables-restore <<EOF`, and `cat <<EOF | iptables-restore`. */
  private restored(node: Node, { program, words }: FoundProgram): RestoredText[] {
    const redirect = redirectOf(node) ?? redirectPipedInto(node);
    const body = redirect?.children.find((child) => child?.type === 'heredoc_body');
    const start = redirect?.children.find((child) => child?.type === 'heredoc_start');
    if (!redirect || !body || !start || redirect.hasError) return [];
    const isLiteral = /['"\\]/.test(start.text);
    const parts = this.expander.hereDocument(body, body.text, isLiteral);
    const stripsTabs = redirect.children.some((child) => child?.type === '<<-');
    const keepsChains = words.some((word) => /^(?:-\w*n\w*|--nof\w*)$/.test(valueOf(word) ?? '-n'));
    return [{ program, keepsChains, parts: stripsTabs ? parts.flatMap(withoutTabs) : parts }];
  }
}

/** Within what the grammar could not read, or holding such a thing. */
function isBroken(node: Node): boolean {
  if (node.hasError) return true;
  for (let parent = node.parent; parent; parent = parent.parent) if (parent.isError) return true;
  return false;
}

function redirectOf(node: Node): Node | undefined {
  if (node.parent?.type !== 'redirected_statement') return undefined;
  return node.parent.children.find((child) => child?.type === 'heredoc_redirect') ?? undefined;
}

/** The grammar puts the pipeline behind `cat <<EOF` into the redirection. */
function redirectPipedInto(node: Node): Node | undefined {
  const pipeline = node.parent;
  if (pipeline?.type !== 'pipeline') return undefined;
  const redirect = pipeline.parent?.type === 'heredoc_redirect' ? pipeline.parent : undefined;
  if (redirect) {
    const isFirst = pipeline.namedChild(0)?.id === node.id;
    return isFirst && commandBefore(redirect) === 'cat' ? redirect : undefined;
  }
  const [first, second] = pipeline.namedChildren;
  if (second?.id !== node.id || first?.type !== 'redirected_statement') return undefined;
  const inner = first.children.find((child) => child?.type === 'heredoc_redirect') ?? undefined;
  return inner && commandBefore(inner) === 'cat' ? inner : undefined;
}

function commandBefore(redirect: Node): string | undefined {
  return redirect.parent?.childForFieldName('body')?.text;
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

/** `<<-` takes the tabs off every line. */
function withoutTabs(part: WordPart, index: number): WordPart[] {
  if (part.kind === 'unknown' || !part.isCopy) return [part];
  const parts: WordPart[] = [];
  let at = 0;
  const lines = part.text.split(/(?<=\n)/);
  lines.forEach((line, number) => {
    const isStart = number > 0 || index === 0;
    const tabs = isStart ? (/^\t*/.exec(line)?.[0].length ?? 0) : 0;
    const start = part.start + at + tabs;
    const text = line.slice(tabs);
    if (text !== '') parts.push({ ...part, text, start, end: start + text.length });
    at += line.length;
  });
  return parts;
}
