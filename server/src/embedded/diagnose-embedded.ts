// What is wrong with rules that stand within another file, where they stand. Comments of that file silence checks as
// those of a rule file do.
import type { Diagnostic } from 'vscode-languageserver-types';
import type { RuleService } from '../rules/service';
import type { ReadRules } from './embedded-rules';
import { leadBack, positionsOf } from './positions';

/** What the checks of rules find in one of the document's rule files. */
export function diagnoseEmbedded(service: RuleService, text: string, read: ReadRules): Diagnostic[] {
  return leadBack(service.diagnostics(read.snapshot), positionsOf(text, read)) ?? [];
}

/** The same finding is told once, and not where a comment before the line says not to. */
export function toldOnce(text: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const lines = text.split('\n');
  const unique = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...unique.values()]
    .filter(({ range, code }) => !silencedAt(lines, range.start.line).has(String(code)))
    .sort(
      (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
    );
}

/** The first line of the command that a line is in, where a comment can stand before it. */
export function firstLineOf(lines: readonly string[], line: number): number {
  let first = line;
  while (first > 0 && lines[first - 1]?.endsWith('\\')) first -= 1;
  return first;
}

function silencedAt(lines: readonly string[], line: number): Set<string> {
  const silenced = new Set<string>();
  for (let at = firstLineOf(lines, line) - 1; /^[ \t]*#/.test(lines[at] ?? ''); at -= 1) {
    const codes = /nfw-disable-line[ \t]+(.*)$/.exec(lines[at] ?? '')?.[1];
    for (const code of codes?.trim().split(/[\s,]+/) ?? []) silenced.add(code);
  }
  return silenced;
}
