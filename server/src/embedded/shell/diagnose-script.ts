// What is wrong with the iptables commands of a shell script.
import type { Diagnostic } from 'vscode-languageserver-types';
import type { RuleService } from '../../rules/service';
import { diagnoseEmbedded } from '../diagnose-embedded';
import type { ReadRules } from '../embedded-rules';
import type { EmbeddedScriptRules } from './embed-script';

export function diagnoseScript(
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
