// The shape that every check of the server has, whatever it looks at: model → check → findings → diagnostics. A
// check is one file that exports one `Check`; its service lists it, and everything else (severity settings, the
// generated documentation, the command line) reads it from there.
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-protocol';
import type { Diagnostic, Location, Range, TextEdit } from 'vscode-languageserver-protocol';

/** Who would find the fault if we didn't: iptables' parser, the kernel at load, nobody, or the compiler and the loader of a module. */
export type Tier = 'parser' | 'kernel' | 'logic' | 'module';

/** What a diagnostic names as its source, so that its reader sees who would refuse the file. */
export const sources = {
  parser: 'iptables',
  kernel: 'kernel',
  logic: 'logic',
  module: 'module',
} as const satisfies Record<Tier, string>;

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a user has set for single checks: another severity, or `off`. */
export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/** A repair that is certain: edits of the checked document. */
export interface Fix {
  /** Imperative and short, as a quick fix is shown: `Delete the trailing space`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** One fault found. */
export interface Finding {
  readonly range: Range;
  /** One sentence that says what will happen and why. */
  readonly message: string;
  /** Set where one check reports graver and lighter faults; else the check's own severity. */
  readonly severity?: Severity;
  /** Other places that make this a fault: the other side of a contract, the first of two doubles. */
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  readonly fixes?: readonly Fix[];
  /** Shown faded: text that has no effect. */
  readonly unnecessary?: boolean;
}

/** What is said of a check, whatever it looks at; docs/checks is made of it. */
export interface CheckDescription {
  /** Unique over all services, kebab-case: `target-size`. Named in settings, in `nfw lint` and in docs/checks. */
  readonly code: string;
  readonly tier: Tier;
  readonly severity: Severity;
  /** A few words for lists: `Size of the private data`. */
  readonly title: string;
  /** For docs/checks: what is wrong, what then happens, how to put it right. Markdown. */
  readonly explanation: string;
  /** Who says so: `net/netfilter/x_tables.c, xt_check_target`. */
  readonly source?: string;
}

export interface Check<Subject> extends CheckDescription {
  run(subject: Subject): Iterable<Finding>;
}

/** What a diagnostic carries in `data`, for quick fixes and for `nfw lint`. */
export interface DiagnosticData {
  readonly tier: Tier;
  readonly fixes?: readonly Fix[];
}

/** Our severities as LSP numbers them. */
export const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Severity, DiagnosticSeverity>;

/** Where a check that throws is reported to; the others go on. */
export type CheckFailure = (code: string, error: unknown) => void;

/** Runs the checks that the settings leave on, and gives what they found in document order. */
export function runChecks<Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
  settings: SeveritySettings = {},
  onFailure: CheckFailure = () => undefined,
): Diagnostic[] {
  const diagnostics = checks.flatMap((check) => {
    const setting = settings[check.code];
    if (setting === 'off') return [];
    try {
      return [...check.run(subject)].map((finding) => toDiagnostic(check, finding, setting));
    } catch (error) {
      onFailure(check.code, error);
      return [];
    }
  });
  return diagnostics.sort(byPosition);
}

/** A setting wins over the finding, the finding over the check. */
function toDiagnostic<Subject>(
  check: Check<Subject>,
  finding: Finding,
  setting: Severity | undefined,
): Diagnostic {
  const data: DiagnosticData = { tier: check.tier, ...(finding.fixes && { fixes: finding.fixes }) };
  return {
    range: finding.range,
    severity: severities[setting ?? finding.severity ?? check.severity],
    code: check.code,
    source: sources[check.tier],
    message: finding.message,
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(finding.related && { relatedInformation: [...finding.related] }),
    data,
  };
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
