// One version of one file, taken apart: its lines, what each says, and the ruleset they amount to. An update keeps
// everything of the lines that stay the same.
import type { SeveritySettings } from '../check';
import type { AnalysedLines } from './analysed-line';
import type { Catalog } from './facts/catalog';
import { analyseFile, updateFile } from './file-analysis';
import { LineShapes } from './line-shapes';
import { RuleHashes } from './model/rule-hashes';
import { buildRuleset } from './model/ruleset-builder';
import type { Ruleset } from './model/ruleset';
import type { Profile } from './profile';
import { createGrammar } from './syntax/grammar';
import type { Grammar } from './syntax/grammar';
import { noShadowedTargets, parseLine } from './syntax/parser';
import type { ShadowedTargets } from './syntax/parser';
import { sharedLines } from './syntax/shared-lines';
import { SourceText } from './syntax/source';
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
export interface RuleSnapshot extends SharedParts {
  readonly lines: AnalysedLines;
  readonly ruleset: Ruleset;
  /** Declarations of chains that are called as targets are; hardly any file has one. */
  readonly shadowings: readonly Shadowing[];
}

/** What all versions of a file that are read with the same settings have in common. */
interface SharedParts {
  readonly settings: RuleSettings;
  readonly grammar: Grammar;
  /** What is known of lines that read alike; grows with every version of the file. */
  readonly shapes: LineShapes;
  /** Which rules may stand twice; grows likewise. */
  readonly hashes: RuleHashes;
}

/** From its line on, a jump to the name is a jump to the chain. */
export interface Shadowing {
  readonly line: number;
  readonly name: string;
}

export function createSnapshot(text: SourceText | string, settings: RuleSettings): RuleSnapshot {
  const grammar = createGrammar(settings.profile, settings.catalog);
  return analyseAll(SourceText.of(text), settings, grammar, new LineShapes(grammar));
}

export function updateSnapshot(previous: RuleSnapshot, text: SourceText | string): RuleSnapshot {
  const { source: before } = previous.lines;
  const source = typeof text === 'string' ? before.changedTo(text) : text;
  if (source === before) return previous;
  const { settings, grammar, shapes, shadowings, hashes } = previous;
  const shared = sharedLines(before, source);
  const touched = shadowingsIn(source, grammar, shared.start, source.count - shared.end);
  if (shadowings.length > 0 || touched.length > 0) return analyseAll(source, settings, grammar, shapes);
  const { lines, fresh } = updateFile(previous.lines, source, shared, { grammar, shapes });
  for (const { model, hash } of fresh) if (model.rule?.isDecisive) hashes.add(hash);
  const counted = hashes.isOutdated ? RuleHashes.of(lines) : hashes;
  return withRuleset({ settings, grammar, shapes, hashes: counted, lines, shadowings });
}

/** The node of a line, parsed again: it is cheaper to make than to keep. */
export function nodeOfLine(snapshot: RuleSnapshot, line: number): LineNode | undefined {
  return parseAt(snapshot.lines.source, line, snapshot.grammar, snapshot.shadowings);
}

function parseAt(
  source: SourceText,
  line: number,
  grammar: Grammar,
  shadowings: readonly Shadowing[],
): LineNode | undefined {
  const text = source.lineAt(line);
  return text && parseLine(text, grammar, shadowedAt(shadowings, line));
}

function analyseAll(
  source: SourceText,
  settings: RuleSettings,
  grammar: Grammar,
  shapes: LineShapes,
): RuleSnapshot {
  const shadowings = shadowingsIn(source, grammar, 0, source.count);
  const lines = analyseFile(source, { grammar, shapes }, (line) => shadowedAt(shadowings, line));
  return withRuleset({ settings, grammar, shapes, hashes: RuleHashes.of(lines), lines, shadowings });
}

function withRuleset(parts: Omit<RuleSnapshot, 'ruleset'>): RuleSnapshot {
  const { settings, grammar, shapes, hashes, lines, shadowings } = parts;
  const nodeOf = (line: number) => parseAt(lines.source, line, grammar, shadowings);
  const ruleset = buildRuleset(lines, { profile: settings.profile, names: shapes.names, hashes, nodeOf });
  return { ...parts, ruleset };
}

/** The targets that are chains at a line. */
export function shadowedAt(shadowings: readonly Shadowing[], line: number): ShadowedTargets {
  if (shadowings.length === 0) return noShadowedTargets;
  return new Set(shadowings.filter((shadowing) => shadowing.line < line).map(({ name }) => name));
}

/**
 * Those of the lines from `from` up to, but not with, `to`. `:LOG - [0:0]` makes LOG a chain for the rest of the file
 * (libxtables/xtables.c, xtables_announce_chain).
 */
function shadowingsIn(source: SourceText, grammar: Grammar, from: number, to: number): Shadowing[] {
  const found: Shadowing[] = [];
  for (const { text, line } of source.linesFrom(from, to)) {
    const name = text.startsWith(':') ? declaredName(text) : '';
    if (grammar.target(name)) found.push({ line, name });
  }
  return found;
}

function declaredName(text: string): string {
  const end = text.indexOf(' ');
  // The usual form, without a look for anything but the first blank.
  if (end > 1 && !text.includes('\t')) return text.slice(1, end);
  return /^:[ \t]*([^ \t]*)/.exec(text)?.[1] ?? '';
}
