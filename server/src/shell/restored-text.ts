// A command of iptables-restore → the text that it reads, where the script itself has that text: a here-document, a
// here-string, or what `cat`, `echo` or `printf` puts into its pipe.
import type { Node } from 'web-tree-sitter';
import type { Expander } from './expand';
import { valueOf } from './word';
import type { ShellWord, WordPart } from './word';

export function restoredTextOf(node: Node, expander: Expander): readonly WordPart[] | undefined {
  const document = redirectOf(node, 'heredoc_redirect') ?? redirectPipedInto(node);
  if (document) return hereDocument(document, expander);
  const string = redirectOf(node, 'herestring_redirect')?.lastNamedChild;
  if (string) return linesOf(expander.words(string));
  const printer = commandBefore(node);
  return printer && printedBy(printer, expander);
}

/** `iptables-restore <<EOF`, and `cat <<EOF | iptables-restore`. */
function hereDocument(redirect: Node, expander: Expander): readonly WordPart[] | undefined {
  const body = redirect.children.find((child) => child?.type === 'heredoc_body');
  const start = redirect.children.find((child) => child?.type === 'heredoc_start');
  if (!body || !start || redirect.hasError) return undefined;
  const isLiteral = /['"\\]/.test(start.text);
  const parts = expander.hereDocument(body, body.text, isLiteral);
  const stripsTabs = redirect.children.some((child) => child?.type === '<<-');
  return stripsTabs ? parts.flatMap(withoutTabs) : parts;
}

/** The grammar has a redirection within the command, or around it. */
function redirectOf(node: Node, type: string): Node | undefined {
  const around = node.parent?.type === 'redirected_statement' ? node.parent.children : [];
  return [...node.children, ...around].find((child) => child?.type === type) ?? undefined;
}

/** The grammar puts the pipeline behind `cat <<EOF` into the redirection. */
function redirectPipedInto(node: Node): Node | undefined {
  const pipeline = node.parent;
  if (pipeline?.type !== 'pipeline') return undefined;
  const redirect = pipeline.parent?.type === 'heredoc_redirect' ? pipeline.parent : undefined;
  if (redirect) {
    const isFirst = pipeline.namedChild(0)?.id === node.id;
    return isFirst && isCat(redirect) ? redirect : undefined;
  }
  const [first, second] = pipeline.namedChildren;
  if (second?.id !== node.id || first?.type !== 'redirected_statement') return undefined;
  const inner = first.children.find((child) => child?.type === 'heredoc_redirect') ?? undefined;
  return inner && isCat(inner) ? inner : undefined;
}

function isCat(redirect: Node): boolean {
  return redirect.parent?.childForFieldName('body')?.text === 'cat';
}

/** The command at the head of a pipe into this one. */
function commandBefore(node: Node): Node | undefined {
  const pipe = node.parent?.type === 'redirected_statement' ? node.parent : node;
  const [first, second] = pipe.parent?.type === 'pipeline' ? pipe.parent.namedChildren : [];
  return second?.id === pipe.id && first?.type === 'command' ? first : undefined;
}

/** What `echo TEXT…` or `printf '%s\n' LINE…` prints. Shells differ in what a backslash is to `echo`. */
function printedBy(printer: Node, expander: Expander): readonly WordPart[] | undefined {
  const [name, ...words] = printer.namedChildren.flatMap((child) => (child ? expander.words(child) : []));
  const [first, ...rest] = words;
  const program = name && valueOf(name);
  if (program === 'printf') return first && valueOf(first) === '%s\\n' ? linesOf(rest) : undefined;
  if (program !== 'echo' || words.some(({ isOpen }) => isOpen)) return undefined;
  const hasEscapes = words.some(({ parts }) =>
    parts.some((part) => part.kind === 'literal' && part.text.includes('\\')),
  );
  const isPlain = first !== undefined && !(valueOf(first) ?? '').startsWith('-');
  return isPlain && !hasEscapes ? joined(words, ' ') : undefined;
}

/** One word a line. */
function linesOf(words: readonly ShellWord[]): readonly WordPart[] | undefined {
  return words.length === 0 || words.some(({ isOpen }) => isOpen) ? undefined : joined(words, '\n');
}

function joined(words: readonly ShellWord[], separator: string): readonly WordPart[] {
  return words.flatMap(({ parts, end }, index) => {
    const text = index === words.length - 1 ? '\n' : separator;
    return [...parts, { kind: 'literal', text, isCopy: false, start: end, end } as const];
  });
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
