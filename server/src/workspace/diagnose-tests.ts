// What is wrong in a `.t` file, the test of an extension as iptables' own iptables-test.py reads it: rules that the
// file itself expects to be accepted and that would not be. A rule expected to fail is none of ours.
import type { Diagnostic } from 'vscode-languageserver-types';
import type { DiagnosticData } from '../check';
import { deriveProfile } from '../rules/service';
import type { Profile } from '../rules/service';
import type { ServerSettings } from './settings';
import type { Workspace } from './workspace';

/** One rule of the file, where it is to be tried. */
interface TestRule {
  readonly line: number;
  readonly rule: string;
  readonly table: string;
  readonly chains: readonly string[];
}

export function isTestFile(uri: string): boolean {
  return uri.endsWith('.t');
}

/** Tries each rule that should be accepted in each of its chains, and tells a fault once. */
export function diagnoseTests(workspace: Workspace, uri: string, settings: ServerSettings): Diagnostic[] {
  const text = workspace.textOf(uri) ?? '';
  const profile = { ...deriveProfile(uri, text, settings.profile), ...familyOfName(uri) };
  const diagnostics = acceptedRules(text, profile).flatMap((test) =>
    test.chains.flatMap((chain) => diagnoseRule(workspace, uri, settings, profile, test, chain)),
  );
  const unique = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...unique.values()];
}

/** `libip6t_*.t` is tried with ip6tables, `libipt_*.t` with iptables, `libxt_*.t` with both. */
function familyOfName(uri: string): Partial<Profile> {
  if (/\/libip6t_[^/]*$/.test(uri)) return { family: 'ipv6' };
  return /\/libipt_[^/]*$/.test(uri) ? { family: 'ipv4' } : {};
}

/** `rule;expected;OK|FAIL[;LEGACY|NFT[;result of the other]]` under `*table` and `:CHAIN,CHAIN` lines. */
function acceptedRules(text: string, { variant }: Profile): TestRule[] {
  let table = 'filter';
  let chains: readonly string[] = [];
  return text.split('\n').flatMap((content, line) => {
    if (content.startsWith('*')) table = content.slice(1).trim();
    if (content.startsWith(':')) chains = content.slice(1).trim().split(',');
    if (/^(?:[*:#@%]|\s*$)/.test(content)) return [];
    const [rule = '', , result, only, otherwise] = content.split(';').map((field) => field.trimEnd());
    const verdict = only === undefined || only.toLowerCase() === variant ? result : otherwise;
    return verdict === 'OK' ? [{ line, rule, table, chains }] : [];
  });
}

function diagnoseRule(
  { rules, catalog }: Workspace,
  uri: string,
  { severities }: ServerSettings,
  profile: Profile,
  { line, rule, table }: TestRule,
  chain: string,
): Diagnostic[] {
  const prefix = `-A ${chain} `;
  const file = `*${table}\n${prefix}${rule}\nCOMMIT\n`;
  const snapshot = rules.open(file, { uri, profile, catalog, severities });
  const shift = (character: number): number => Math.max(0, character - prefix.length);
  return rules.diagnostics(snapshot).map(({ range, data, relatedInformation: _, ...diagnostic }) => ({
    ...diagnostic,
    range: {
      start: { line, character: shift(range.start.character) },
      end: { line, character: shift(range.end.character) },
    },
    // A fix would edit the file that was made up for the question.
    data: { tier: (data as DiagnosticData).tier } satisfies DiagnosticData,
  }));
}
