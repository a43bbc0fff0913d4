// One version of one file, taken apart: its lines, what each says, and the ruleset they amount to. An update keeps
// everything of the lines that stay the same.
import type { SeveritySettings } from '../check';
import type { AnalysedLines } from './analysed-line';
import type { FoundInLine } from './checks/run-line-checks';
import { unknownMatch } from './checks/unknown-match';
import { unknownOption } from './checks/unknown-option';
import type { Catalog } from './facts/catalog';
import { analyseFile, updateFile } from './file-analysis';
import { LineShapes } from './line-shapes';
import { RuleHashes } from './model/rule-hashes';
import { RulesetMemory } from './model/ruleset-memory';
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

/** What all versions of a file that are read with the same settings have in common. */
interface SharedParts {
  readonly settings: RuleSettings;
  readonly grammar: Grammar;
  /** What is known of lines that read alike; grows with every version of the file. */
  readonly shapes: LineShapes;
  /** Of the version whose ruleset was asked for last. */
  readonly memory: RulesetMemory;
}

interface SnapshotParts extends SharedParts {
  readonly lines: AnalysedLines;
  /** Which rules may stand twice; grows likewise. */
  readonly hashes: RuleHashes;
  /** Declarations of chains that are called as targets are; hardly any file has one. */
  readonly shadowings: readonly Shadowing[];
}

/** One version of one file. Opaque to callers of the service. */
export interface RuleSnapshot extends SnapshotParts {
  /** Made when it is asked for, and good until that of another version is. */
  readonly ruleset: Ruleset;
}

/** From its line on, a jump to the name is a jump to the chain. */
export interface Shadowing {
  readonly line: number;
  readonly name: string;
}

export function createSnapshot(text: SourceText | string, settings: RuleSettings): RuleSnapshot {
  const grammar = createGrammar(settings.profile, settings.catalog);
  const shared = { settings, grammar, shapes: new LineShapes(grammar), memory: new RulesetMemory() };
  return analyseAll(SourceText.of(text), shared);
}

export function updateSnapshot(previous: RuleSnapshot, text: SourceText | string): RuleSnapshot {
  const { source: before } = previous.lines;
  const source = typeof text === 'string' ? before.changedTo(text) : text;
  if (source === before) return previous;
  const { settings, grammar, shapes, memory, shadowings, hashes } = previous;
  const shared = { settings, grammar, shapes, memory };
  const same = sharedLines(before, source);
  const touched = shadowingsIn(source, grammar, same.start, source.count - same.end);
  if (shadowings.length > 0 || touched.length > 0) return analyseAll(source, shared);
  const { lines, fresh } = updateFile(previous.lines, source, same, { grammar, shapes });
  for (const { model, hash } of fresh) if (model.rule?.isDecisive) hashes.add(hash);
  const counted = hashes.isOutdated ? RuleHashes.of(lines) : hashes;
  return withRuleset({ ...shared, lines, hashes: counted, shadowings });
}

/**
 * The same file read with another catalog. What was worked out of its lines holds for as long as the extensions that they
 * name are described as before: to learn an option of one extension must not cost a look at every rule.
 */
export function readWithCatalog(previous: RuleSnapshot, catalog: Catalog): RuleSnapshot {
  const { lines, hashes, shadowings, shapes, memory } = previous;
  if (catalog === previous.settings.catalog) return previous;
  const settings = { ...previous.settings, catalog };
  const grammar = createGrammar(settings.profile, catalog);
  const isKept =
    isSamePlace(catalog, previous.settings.catalog) &&
    previous.grammar.isKeptBy(grammar) &&
    !lines.pieces.some(({ models }) => models.some(({ found }) => found.some(asksOthers)));
  if (!isKept) return createSnapshot(lines.source, settings);
  const shared = { settings, grammar, shapes: new LineShapes(grammar, shapes.names), memory };
  return withRuleset({ ...shared, lines, hashes, shadowings });
}

function isSamePlace(one: Catalog, other: Catalog): boolean {
  return (
    one.complete === other.complete &&
    one.bare === other.bare &&
    one.accountingObjects === other.accountingObjects
  );
}

/** What is said of a name that nobody knows depends on all that are known. */
function asksOthers({ check }: FoundInLine): boolean {
  return check === unknownMatch || check === unknownOption;
}

function analyseAll(source: SourceText, shared: SharedParts): RuleSnapshot {
  const shadowings = shadowingsIn(source, shared.grammar, 0, source.count);
  const lines = analyseFile(source, shared, (line) => shadowedAt(shadowings, line));
  return withRuleset({ ...shared, lines, hashes: RuleHashes.of(lines), shadowings });
}

function withRuleset(parts: SnapshotParts): RuleSnapshot {
  const { settings, shapes, hashes, memory, lines } = parts;
  const nodeOf = (line: number) => nodeOfLine(parts, line);
  const context = { profile: settings.profile, names: shapes.names, hashes, memory, nodeOf };
  let known: Ruleset | undefined;
  const user = { forget: () => (known = undefined) };
  const build = () => {
    memory.takeOver(user);
    return buildRuleset(lines, context);
  };
  return {
    ...parts,
    get ruleset() {
      return (known ??= build());
    },
  };
}

/** The node of a line, parsed again: it is cheaper to make than to keep. */
export function nodeOfLine(
  { lines, grammar, shadowings }: SnapshotParts,
  line: number,
): LineNode | undefined {
  const source = lines.sourceAt(line);
  return source && parseLine(source, grammar, shadowedAt(shadowings, line));
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
  for (const { text, line } of source.linesFrom(from, to, ':')) {
    const name = declaredName(text);
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
