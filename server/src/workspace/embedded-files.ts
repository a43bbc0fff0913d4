// Files that are not rule files and have rules in them, and what was read of them. Kept until the text, the settings or
// the extensions known are others; the next version of a file is read at the cost of what differs.
import { diagnoseScript } from '../embedded/shell/diagnose-script';
import { embedScript } from '../embedded/shell/embed-script';
import type { EmbeddedScriptRules } from '../embedded/shell/embed-script';
import { readEmbedded } from '../embedded/embedded-rules';
import type { ReadRules } from '../embedded/embedded-rules';
import { firstLineOf, toldOnce } from '../embedded/diagnose-embedded';
import { diagnoseTests } from '../embedded/tests/diagnose-tests';
import { embedTests } from '../embedded/tests/embed-tests';
import type { EmbeddedTests } from '../embedded/tests/embed-tests';
import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver-types';
import type { CheckFailure } from '../check';
import { actionsOf } from '../rules/service';
import type { Catalog, Profile, RuleService } from '../rules/service';
import { emptyScript } from '../shell/script';
import type { ReadScript } from '../shell/service';
import type { ServerSettings } from './settings';

/** `.t` tests of an extension, or a shell script. */
export type EmbeddedKind = 'tests' | 'script';

export type EmbeddedFile = { readonly text: string } & (
  | { readonly kind: 'tests'; readonly regions: readonly ReadRules<EmbeddedTests>[] }
  | {
      readonly kind: 'script';
      readonly regions: readonly ReadRules<EmbeddedScriptRules>[];
      readonly isTooLong: boolean;
    }
);

/** What a file is read with. */
export interface EmbeddedReading {
  readonly kind: EmbeddedKind;
  readonly path: string;
  readonly text: string;
  readonly profile: Profile;
  readonly settings: ServerSettings;
  readonly catalog: Catalog;
}

interface Known {
  readonly reading: EmbeddedReading;
  readonly readScript: ReadScript | undefined;
  readonly file: EmbeddedFile;
}

export class EmbeddedFiles {
  private readonly known = new Map<string, Known>();
  private readScript: ReadScript | undefined;

  constructor(private readonly rules: RuleService) {}

  /** Scripts have no rules before this: their grammar is only loaded when there is one. */
  useShell(readScript: ReadScript): void {
    this.readScript = readScript;
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** What a file was last read with. */
  settingsOf(uri: string): ServerSettings | undefined {
    return this.known.get(uri)?.reading.settings;
  }

  read(uri: string, reading: EmbeddedReading): EmbeddedFile {
    const known = this.known.get(uri);
    if (known && known.readScript === this.readScript && isSame(known.reading, reading)) return known.file;
    const file = this.readAnew(uri, reading, known?.file);
    this.known.set(uri, { reading, readScript: this.readScript, file });
    return file;
  }

  private readAnew(uri: string, reading: EmbeddedReading, previous?: EmbeddedFile): EmbeddedFile {
    const { kind, path, text, profile, catalog, settings } = reading;
    const how = { uri, catalog, severities: settings.severities };
    if (kind === 'tests') {
      const embedded = embedTests(text, path, profile);
      return { kind, text, regions: readEmbedded(this.rules, embedded, how, previous?.regions) };
    }
    const script = (settings.shellScripts ? this.readScript?.(text) : undefined) ?? emptyScript;
    const embedded = embedScript(script, text, profile);
    const regions = readEmbedded(this.rules, embedded, how, previous?.regions);
    return { kind, text, regions, isTooLong: script.isTooLong };
  }
}

export function diagnoseEmbeddedFile(
  rules: RuleService,
  file: EmbeddedFile,
  { severities }: ServerSettings,
  onFailure?: CheckFailure,
): Diagnostic[] {
  const found =
    file.kind === 'tests'
      ? diagnoseTests(rules, file.text, file.regions, severities, onFailure)
      : diagnoseScript(rules, file.text, file.regions, file, severities, onFailure);
  return toldOnce(file.text, found);
}

/** Quick fixes of what is found in a range. */
export function actionsOfEmbedded(
  rules: RuleService,
  uri: string,
  file: EmbeddedFile,
  settings: ServerSettings,
  range: Range,
): CodeAction[] {
  const lines = file.text.split('\n');
  const found = diagnoseEmbeddedFile(rules, file, settings);
  return actionsOf(uri, found, range, (line) => firstLineOf(lines, line));
}

function isSame(one: EmbeddedReading, other: EmbeddedReading): boolean {
  return (
    one.text === other.text &&
    one.kind === other.kind &&
    one.catalog === other.catalog &&
    one.settings === other.settings &&
    JSON.stringify(one.profile) === JSON.stringify(other.profile)
  );
}
