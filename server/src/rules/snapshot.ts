// One version of one file, taken apart: lines, their models and findings, and the ruleset they amount to. An update
// keeps everything of the lines that stay the same.
import type { SeveritySettings } from '../check';
import type { Catalog } from './facts/catalog';
import { analyseLine } from './line-analysis';
import type { AnalysedLine } from './line-analysis';
import { LineShapes } from './line-shapes';
import { buildRuleset } from './model/ruleset-builder';
import type { Ruleset } from './model/ruleset';
import type { Profile } from './profile';
import { createGrammar } from './syntax/grammar';
import type { Grammar } from './syntax/grammar';
import { noShadowedTargets, parseLine } from './syntax/parser';
import type { ShadowedTargets } from './syntax/parser';
import { changeLines, splitLines, updateLines } from './syntax/source';
import type { Change, SourceLine } from './syntax/source';
import type { LineNode } from './syntax/tree';

/** What a rule file is read with. A snapshot keeps it; another profile or catalog means another snapshot. */
export interface RuleSettings {
  readonly uri: string;
  readonly profile: Profile;
  /** The extensions known: those of iptables and those learned from C (`createCatalog`). */
  readonly catalog: Catalog;
  readonly severities?: SeveritySettings;
}

/** One version of one file. Opaque to callers of the service. */
export interface RuleSnapshot {
  readonly settings: RuleSettings;
  readonly grammar: Grammar;
  /** What is known of lines that read alike; grows with every version of the file. */
  readonly shapes: LineShapes;
  readonly text: string;
  readonly sources: readonly SourceLine[];
  readonly lines: readonly AnalysedLine[];
  readonly ruleset: Ruleset;
  /** Declarations of chains that are called as targets are; hardly any file has one. */
  readonly shadowings: readonly Shadowing[];
}

/** From its line on, a jump to the name is a jump to the chain. */
export interface Shadowing {
  readonly line: number;
  readonly name: string;
}

export function createSnapshot(text: string, settings: RuleSettings): RuleSnapshot {
  const grammar = createGrammar(settings.profile, settings.catalog);
  return analyseAll(text, splitLines(text), settings, grammar, new LineShapes(grammar));
}

export function updateSnapshot(previous: RuleSnapshot, text: string, edit?: Change): RuleSnapshot {
  const { settings, grammar, shapes } = previous;
  const change = edit
    ? changeLines(previous.sources, edit)
    : updateLines(previous.sources, previous.text, text);
  const touched = change.lines.slice(change.from, change.to);
  if (previous.shadowings.length > 0 || touched.some((line) => shadowsTarget(line, grammar))) {
    return analyseAll(text, change.lines, settings, grammar, shapes);
  }
  const lines = previous.lines.slice(0, change.from).concat(
    touched.map((line) => analyseLine(line, line.text, 0, grammar, shapes, noShadowedTargets)),
    previous.lines.slice(change.from + change.replaced),
  );
  return withRuleset({ settings, grammar, shapes, text, sources: change.lines, lines, shadowings: [] });
}

/** The node of a line, parsed again: it is cheaper to make than to keep. */
export function nodeOfLine(snapshot: RuleSnapshot, line: number): LineNode | undefined {
  return parseAt(snapshot.sources, line, snapshot.grammar, snapshot.shadowings);
}

function parseAt(
  sources: readonly SourceLine[],
  line: number,
  grammar: Grammar,
  shadowings: readonly Shadowing[],
): LineNode | undefined {
  const source = sources[line];
  return source && parseLine(source, grammar, shadowedAt(shadowings, line));
}

function analyseAll(
  text: string,
  sources: readonly SourceLine[],
  settings: RuleSettings,
  grammar: Grammar,
  shapes: LineShapes,
): RuleSnapshot {
  const shadowings = findShadowings(sources, grammar);
  let from = 0;
  const lines = sources.map((source, line) => {
    const shadowed = shadowedAt(shadowings, line);
    const analysed = analyseLine(source, text, from, grammar, shapes, shadowed);
    from += source.text.length + source.ending.length;
    return analysed;
  });
  return withRuleset({ settings, grammar, shapes, text, sources, lines, shadowings });
}

function withRuleset(parts: Omit<RuleSnapshot, 'ruleset'>): RuleSnapshot {
  const { settings, grammar, shapes, sources, lines, shadowings } = parts;
  // Kept by the ruleset, which must not keep the text of this version alive when the next shares its lines.
  const nodeOf = (line: number) => parseAt(sources, line, grammar, shadowings);
  const ruleset = buildRuleset(lines, { profile: settings.profile, names: shapes.names, nodeOf });
  return { ...parts, ruleset };
}

/** The targets that are chains at a line. */
export function shadowedAt(shadowings: readonly Shadowing[], line: number): ShadowedTargets {
  if (shadowings.length === 0) return noShadowedTargets;
  return new Set(shadowings.filter((shadowing) => shadowing.line < line).map(({ name }) => name));
}

function findShadowings(sources: readonly SourceLine[], grammar: Grammar): readonly Shadowing[] {
  const found: Shadowing[] = [];
  sources.forEach((source, line) => {
    if (shadowsTarget(source, grammar)) found.push({ line, name: declaredName(source) });
  });
  return found;
}

/** `:LOG - [0:0]` makes LOG a chain for the rest of the file (libxtables/xtables.c, xtables_announce_chain). */
function shadowsTarget(line: SourceLine, grammar: Grammar): boolean {
  return line.text.startsWith(':') && grammar.target(declaredName(line)) !== undefined;
}

function declaredName({ text }: SourceLine): string {
  const end = text.indexOf(' ');
  // The usual form, without a look for anything but the first blank.
  if (end > 1 && !text.includes('\t')) return text.slice(1, end);
  return /^:[ \t]*([^ \t]*)/.exec(text)?.[1] ?? '';
}
