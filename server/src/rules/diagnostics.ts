// What the checks found → diagnostics of the language server protocol, in document order, with what the user has
// switched off or regraded in the settings or by a comment in the file.
import { DiagnosticTag } from 'vscode-languageserver-types';
import type { Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import { severities, sources, type DiagnosticData, type Fix, type Severity } from '../check';
import type { BrokenLimit, LineFinding, LineFix, RuleCheck } from './checks/rule-check';
import { tableAt } from './model/ruleset';
import type { Ruleset } from './model/ruleset';
import { runRulesetChecks } from './checks/run-ruleset-checks';
import type { RuleSnapshot } from './snapshot';

/** What a diagnostic of rules carries in `data`. */
export interface RuleDiagnosticData extends DiagnosticData {
  readonly limit?: BrokenLimit;
}

export function diagnose(snapshot: RuleSnapshot): Diagnostic[] {
  const { lines, ruleset, grammar } = snapshot;
  const { consumer } = snapshot.settings.profile;
  const silenced = silencedLines(snapshot);
  const diagnostics: Diagnostic[] = [];
  const add = (check: RuleCheck, line: number, finding: LineFinding) => {
    const setting = snapshot.settings.severities?.[check.code];
    if (check.consumers && !check.consumers.includes(consumer)) return;
    if (setting === 'off' || silenced.get(line)?.has(check.code)) return;
    if ((finding.tier ?? check.tier) === 'kernel' && isNeverLoaded(ruleset, line, check)) return;
    diagnostics.push(toDiagnostic(snapshot, check, line, finding, setting));
  };
  for (const line of ruleset.withFindings) {
    for (const { check, finding } of lines.modelAt(line)?.found ?? []) {
      add(finding.as ?? check, line, finding);
    }
  }
  for (const { check, finding } of runRulesetChecks(ruleset, lines, grammar)) {
    add(finding.as ?? check, finding.line, finding);
  }
  return diagnostics.sort(byPosition);
}

/**
 * The kernel never sees the table in which `-h` or `-V` ends the reading, nor a rule that a later command takes away;
 * but what is wrong with the chains is found without the kernel.
 */
function isNeverLoaded(ruleset: Ruleset, line: number, { asks }: RuleCheck): boolean {
  const last = ruleset.tables.at(-1);
  if (ruleset.end !== undefined && last !== undefined && line >= last.line) return true;
  if (asks === 'fault') return false;
  return asksOnly(ruleset, line) || tableAt(ruleset, line)?.removed.unseen.has(line) === true;
}

/** `-C`, and `-D` with a rule: were it refused, it could not be there. */
function asksOnly({ chains }: Ruleset, line: number): boolean {
  const command = chains.lines.ruleAt(line)?.command;
  return command !== undefined && 'CD'.includes(command.letter);
}

/** `# nfw-disable-line CODE, CODE` silences these checks on the next line that is no comment. */
function silencedLines({ ruleset, lines }: RuleSnapshot): ReadonlyMap<number, ReadonlySet<string>> {
  const silenced = new Map<number, Set<string>>();
  for (const line of ruleset.directives) {
    const text = lines.textAt(line);
    if (!text.includes('nfw-disable-line')) continue;
    const codes = (/nfw-disable-line[ \t]+(.*)$/.exec(text)?.[1] ?? '').split(/[\s,]+/);
    let target = line + 1;
    while (lines.textAt(target).startsWith('#')) target += 1;
    const known = silenced.get(target) ?? new Set<string>();
    for (const code of codes) known.add(code);
    silenced.set(target, known);
  }
  return silenced;
}

function toDiagnostic(
  snapshot: RuleSnapshot,
  check: RuleCheck,
  line: number,
  finding: LineFinding,
  setting: Severity | undefined,
): Diagnostic {
  const fixes = finding.fixes?.map((fix) => toFix(snapshot, fix, line));
  const data: RuleDiagnosticData = {
    tier: finding.tier ?? check.tier,
    ...(fixes && fixes.length > 0 && { fixes }),
    ...(finding.limit && { limit: finding.limit }),
  };
  const { uri } = snapshot.settings;
  return {
    range: rangeOf(line, finding.start, finding.end),
    severity: severities[setting ?? finding.severity ?? check.severity],
    code: check.code,
    source: sources[data.tier],
    message: shortened(finding.message),
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(finding.related && {
      relatedInformation: finding.related.map((place) => ({
        location: { uri, range: rangeOf(place.line, place.start, place.end) },
        message: place.message,
      })),
    }),
    data,
  };
}

/** A message may quote a word of any length; nobody reads that far. */
const longestMessage = 1000;

function shortened(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}

function toFix(snapshot: RuleSnapshot, { title, edits }: LineFix, line: number): Fix {
  return {
    title,
    edits: edits.map((edit): TextEdit => {
      const at = edit.line ?? line;
      const range = inFile(snapshot, at, edit.start, edit.end);
      const end = edit.withEnding ? { line: at + 1, character: 0 } : range.end;
      return { range: { start: range.start, end }, newText: edit.text };
    }),
  };
}

/** A line one past the last is the end of the file, which is the end of the last line if nothing ends that. */
function inFile({ lines }: RuleSnapshot, line: number, start: number, end: number): Range {
  const last = lines.count - 1;
  if (line <= last || last < 0 || lines.source.isEnded(last)) return rangeOf(line, start, end);
  const { length } = lines.textAt(last);
  return rangeOf(last, length, length);
}

function rangeOf(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
