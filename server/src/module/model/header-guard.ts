// The guard of a header: the conditional around all of it, which makes a second inclusion empty.
import type { Range } from 'vscode-languageserver-types';
import type { SourceModel } from './source';

export interface HeaderGuard {
  /** The macro that is asked for. */
  readonly name: string;
  readonly range: Range;
  /** The macro that is defined then: the same, unless somebody slipped. */
  readonly defined: string;
  readonly definedRange: Range;
}

const blank = String.raw`(?:\s|/\*[\s\S]*?\*/|//[^\n]*)*`;
const opening = new RegExp(
  String.raw`^(${blank}#[ \t]*ifndef[ \t]+)(\w+)([^\n]*\n${blank}#[ \t]*define[ \t]+)(\w+)[ \t]*(?:1[ \t]*)?(?=\r?\n|/)`,
);

const guards = new WeakMap<SourceModel, HeaderGuard | undefined>();

/** The guard that a header begins with; undefined when it has none. */
export function headerGuardOf(source: SourceModel): HeaderGuard | undefined {
  if (guards.has(source)) return guards.get(source);
  const guard = source.uri.endsWith('.h') ? readGuard(source.text) : undefined;
  guards.set(source, guard);
  return guard;
}

function readGuard(text: string): HeaderGuard | undefined {
  const [, before, name, between, defined] = opening.exec(text) ?? [];
  if (before === undefined || name === undefined || between === undefined || defined === undefined) {
    return undefined;
  }
  return {
    name,
    range: rangeAt(before, name),
    defined,
    definedRange: rangeAt(before + name + between, defined),
  };
}

function rangeAt(before: string, word: string): Range {
  const lines = before.split('\n');
  const start = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { start, end: { line: start.line, character: start.character + word.length } };
}
