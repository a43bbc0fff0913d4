// Places of a model → the user's text that stands there, for fixes that keep a part of what is written.
import type { Position, Range } from 'vscode-languageserver-types';
import type { SourceModel } from './source';

const lineStarts = new WeakMap<SourceModel, readonly number[]>();

export function textAt(source: SourceModel, { start, end }: Range): string {
  return source.text.slice(offsetAt(source, start), offsetAt(source, end));
}

/** A line without its line break. */
export function lineAt(source: SourceModel, line: number): string {
  const starts = lineStartsOf(source);
  return source.text.slice(starts[line] ?? source.text.length, starts[line + 1]).replace(/\r?\n$/, '');
}

/** The range between two offsets of the text. */
export function rangeBetween(source: SourceModel, start: number, end: number): Range {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

function positionAt(source: SourceModel, offset: number): Position {
  const starts = lineStartsOf(source);
  const line = starts.findLastIndex((start) => start <= offset);
  return { line, character: offset - (starts[line] ?? 0) };
}

export function offsetAt(source: SourceModel, { line, character }: Position): number {
  return (lineStartsOf(source)[line] ?? source.text.length) + character;
}

function lineStartsOf(source: SourceModel): readonly number[] {
  const known = lineStarts.get(source);
  if (known) return known;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  lineStarts.set(source, starts);
  return starts;
}
