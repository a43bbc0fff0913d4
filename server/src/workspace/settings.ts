// What a user may set for the server (`netfilterWorkbench.…`), read from whatever the client sends: unknown values
// count as left out.
import type { Severity, SeveritySettings } from '../check';
import type { ProfileDefaults } from '../rules/profile';

export interface ServerSettings {
  readonly profile: ProfileDefaults;
  readonly severities: SeveritySettings;
  /** Whether the iptables commands of shell scripts are read. */
  readonly shellScripts: boolean;
  /** The kernels that modules are built for: `5.4`, `6.1.76`. */
  readonly kernelVersions: readonly string[];
  /** Whether rules show their numbers. */
  readonly ruleNumbers: boolean;
  /** Whether handlers and registrations say which rules use them. */
  readonly codeLens: boolean;
}

export const section = 'netfilterWorkbench';

export const defaultSettings: ServerSettings = {
  profile: {},
  severities: {},
  shellScripts: true,
  kernelVersions: [],
  ruleNumbers: true,
  codeLens: true,
};

const severities: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'] satisfies readonly (
  Severity | 'off'
)[];

/** Reads the section's value. `family: auto` is what a file says of itself, which is the default. */
export function readSettings(value: unknown): ServerSettings {
  const settings = asRecord(value);
  const profile = asRecord(settings['profile']);
  return {
    profile: {
      ...pick(profile, 'variant', ['legacy', 'nft', 'both'] as const),
      ...pick(profile, 'family', ['ipv4', 'ipv6'] as const),
      ...(typeof profile['version'] === 'string' &&
        /^\d+(?:\.\d+)+$/.test(profile['version']) && { version: profile['version'] }),
    },
    severities: Object.fromEntries(
      Object.entries(asRecord(settings['checks'])).filter(
        (entry): entry is [string, Severity | 'off'] =>
          typeof entry[1] === 'string' && severities.includes(entry[1]),
      ),
    ),
    shellScripts: asRecord(settings['shellScripts'])['enabled'] !== false,
    kernelVersions: readVersions(settings['kernelVersions']),
    ruleNumbers: asRecord(settings['ruleNumbers'])['enabled'] !== false,
    codeLens: asRecord(settings['codeLens'])['enabled'] !== false,
  };
}

/** A list, or versions in one string: `5.4, 6.1`. */
function readVersions(value: unknown): string[] {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  return listed
    .flatMap((entry) => (typeof entry === 'string' ? entry.split(/[\s,]+/) : []))
    .filter((version) => version !== '');
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function pick<Key extends string, Value extends string>(
  record: Readonly<Record<string, unknown>>,
  key: Key,
  allowed: readonly Value[],
): { [K in Key]?: Value } {
  const value = allowed.find((candidate) => candidate === record[key]);
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
