// A profile in words, for the language status item: which iptables reads the rules, and who says so.
import type { DocumentProfile, ProfileSource } from '../../../server/src/protocol';

/** `ip6tables-nft 1.8.9`; `iptables 1.8.9, legacy and nft`. */
export function nameProfile({ variant, version, family, isForBoth }: DocumentProfile): string {
  const program = family === 'ipv6' ? 'ip6tables' : 'iptables';
  return isForBoth ? `${program} ${version}, legacy and nft` : `${program}-${variant} ${version}`;
}

/** `nft 1.8.9 from the target vm, IPv4 from its name`. */
export function explainProfile(profile: DocumentProfile): string {
  const { variant, version, family, consumer, sources, isForBoth } = profile;
  const parts: [string, ProfileSource][] = [
    [isForBoth ? 'legacy and nft' : variant, sources.variant],
    [version, sources.version],
    [family === 'ipv6' ? 'IPv6' : 'IPv4', sources.family],
  ];
  const said = consumerNames[consumer];
  if (said !== undefined) parts.push([said, sources.consumer]);
  const groups = new Map<ProfileSource, string[]>();
  for (const [part, source] of parts) groups.set(source, [...(groups.get(source) ?? []), part]);
  return [...groups].map(([source, group]) => `${group.join(' ')} ${nameSource(source, profile)}`).join(', ');
}

/** What goes without saying has no name: a file for iptables-restore, and commands where there are commands. */
const consumerNames: Readonly<Partial<Record<DocumentProfile['consumer'], string>>> = {
  ufw: 'ufw',
  noflush: '--noflush',
};

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
    case 'target':
      return `from the target ${target ?? ''}`.trimEnd();
    case 'default':
      return 'by default';
  }
}
