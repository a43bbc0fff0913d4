// Rules that stand within a file of another kind: lines of a `.t` file, commands of a shell script. They are put
// together as rule files of their own, which the rule service reads like any other, with a way back to where each
// character stands. What a file has is worked out by tests/ and shell/; this is what the two have in common.
import type { SeveritySettings } from '../check';
import type { Catalog, Profile, RuleService, RuleSnapshot } from '../rules/service';
import type { MappedText } from './mapped-text';

/** Rules of a document that are read together. */
export interface EmbeddedRules {
  /** Tells them from the document's others, and stays the same while it is edited. */
  readonly key: string;
  readonly profile: Profile;
  readonly mapped: MappedText;
}

export interface ReadRules<Rules extends EmbeddedRules = EmbeddedRules> {
  readonly rules: Rules;
  readonly snapshot: RuleSnapshot;
}

export interface EmbeddedSettings {
  readonly uri: string;
  readonly catalog: Catalog;
  readonly severities: SeveritySettings;
}

/** Reads embedded rules; what was read of an earlier version of the document makes it cheaper. */
export function readEmbedded<Rules extends EmbeddedRules>(
  service: RuleService,
  embedded: readonly Rules[],
  settings: EmbeddedSettings,
  previous: readonly ReadRules[] = [],
): ReadRules<Rules>[] {
  return embedded.map((rules) => {
    const { text } = rules.mapped;
    const known = previous.find((read) => read.rules.key === rules.key);
    const isSame =
      known?.snapshot.settings.severities === settings.severities &&
      JSON.stringify(known.rules.profile) === JSON.stringify(rules.profile);
    const snapshot = isSame
      ? service.update(service.withCatalog(known.snapshot, settings.catalog), text)
      : service.open(text, { ...settings, profile: rules.profile });
    return { rules, snapshot };
  });
}
