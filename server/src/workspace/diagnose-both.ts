// What both variants of iptables have against a file, for files that are meant for both: what they agree on is told once,
// what one alone would refuse says which.
import type { Diagnostic } from 'vscode-languageserver-types';
import type { RuleService, RuleSnapshot } from '../rules/service';

export function diagnoseBoth(rules: RuleService, one: RuleSnapshot, other: RuleSnapshot): Diagnostic[] {
  const [first, second] = [rules.diagnostics(one), rules.diagnostics(other)];
  const ofSecond = new Map(second.map((diagnostic) => [placeOf(diagnostic), diagnostic]));
  const ofFirst = new Set(first.map(placeOf));
  const shared = first.map((diagnostic) => {
    const twin = ofSecond.get(placeOf(diagnostic));
    // Where one parser refuses what the other leaves to the kernel, the earlier refusal counts.
    return twin ? graver(diagnostic, twin) : ofAlone(diagnostic, one);
  });
  const alone = second.filter((diagnostic) => !ofFirst.has(placeOf(diagnostic)));
  return [...shared, ...alone.map((diagnostic) => ofAlone(diagnostic, other))].sort(byPosition);
}

function ofAlone(diagnostic: Diagnostic, { settings }: RuleSnapshot): Diagnostic {
  const { message } = diagnostic;
  const said = typeof message === 'string' ? message : message.value;
  return { ...diagnostic, message: `${said} (iptables-${settings.profile.variant} only)` };
}

function graver(one: Diagnostic, other: Diagnostic): Diagnostic {
  return (other.severity ?? 1) < (one.severity ?? 1) ? other : one;
}

function placeOf({ code, range }: Diagnostic): string {
  return JSON.stringify([code, range]);
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
