// A profile in words, for the language status item: which iptables reads the rules, and who says so.
import type { DocumentProfile, ProfileSource } from '../../../server/src/protocol';

/** `ip6tables-nft 1.8.9`; `iptables 1.8.9, legacy and nft`. */
export function nameProfile({ variant, version, family, isForBoth }: DocumentProfile): string {
  const program = family === 'ipv6' ? 'ip6tables' : 'iptables';
  return isForBoth ? `${program} ${version}, legacy and nft` : `${program}-${variant} ${version}`;
}

/** `variant and version from the target vm, family from its name`; `from its comment` where that says it all. */
export function explainProfile(profile: DocumentProfile): string {
  const parts = new Map<ProfileSource, string[]>();
  for (const part of ['variant', 'version', 'family', 'consumer'] as const) {
    const name = part === 'consumer' ? consumerNames[profile.consumer] : part;
    const source = profile.sources[part];
    if (name !== undefined) parts.set(source, [...(parts.get(source) ?? []), name]);
  }
  return [...parts]
    .map(([source, names]) => (parts.size > 1 ? `${listed(names)} ` : '') + nameSource(source, profile))
    .join(', ');
}

/** What goes without saying has no name: a file for iptables-restore, and commands where there are commands. */
const consumerNames: Readonly<Partial<Record<DocumentProfile['consumer'], string>>> = {
  ufw: 'the chains of ufw',
  noflush: 'the chains of others',
  template: 'that it is a template',
};

function listed(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]+)$/, ' and $1');
}

function nameSource(source: ProfileSource, { target }: DocumentProfile): string {
  switch (source) {
    case 'comment':
      return 'from its comment';
    case 'stamp':
      return 'from its first lines';
    case 'name':
      return 'from its name';
    case 'setting':
      return 'from the settings';
    case 'tree':
      return 'from the sources of iptables that it lies in';
    case 'target':
      return `from the target ${target ?? ''}`.trimEnd();
    case 'text':
      return 'from its text';
    case 'default':
      return 'by default';
  }
}
