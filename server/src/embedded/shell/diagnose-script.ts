// What is wrong with the iptables commands of a shell script.
import type { Diagnostic } from 'vscode-languageserver-types';
import { runChecks } from '../../check';
import type { CheckFailure, SeveritySettings } from '../../check';
import type { RuleService } from '../../rules/service';
import { diagnoseEmbedded } from '../diagnose-embedded';
import type { ReadRules } from '../embedded-rules';
import type { EmbeddedScriptRules } from './embed-script';
import { scriptTooLong } from './script-too-long';
import type { ScriptSubject } from './script-too-long';

/** The checks of scripts themselves; those of rules are asked of each command besides. */
export const scriptChecks = [scriptTooLong] as const;

export function diagnoseScript(
  service: RuleService,
  text: string,
  regions: readonly ReadRules<EmbeddedScriptRules>[],
  subject: ScriptSubject,
  severities: SeveritySettings,
  onFailure?: CheckFailure,
): Diagnostic[] {
  return [
    ...runChecks(scriptChecks, subject, severities, onFailure),
    ...diagnoseCommands(service, text, regions),
  ];
}

function diagnoseCommands(
  service: RuleService,
  text: string,
  regions: readonly ReadRules<EmbeddedScriptRules>[],
): Diagnostic[] {
  const byKey = new Map(regions.map((region) => [region.rules.key, diagnoseEmbedded(service, text, region)]));
  return regions.flatMap(({ rules: { key, twin } }) => {
    const found = byKey.get(key) ?? [];
    if (twin === undefined) return found;
    const others = new Set((byKey.get(twin) ?? []).map(placeOf));
    return found.filter((diagnostic) => others.has(placeOf(diagnostic)));
  });
}

function placeOf({ code, range }: Diagnostic): string {
  return JSON.stringify([code, range]);
}
