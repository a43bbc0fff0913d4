// twin-missing: both halves of an extension are there, but no registration of one goes with any of the other.
import type { Finding } from '../../check';
import { familyName, shareFamily } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import type { ModuleProject } from '../project';
import { fileName } from './subject';
import type { ModuleCheck } from './subject';

export const twinMissing: ModuleCheck = {
  code: 'twin-missing',
  tier: 'module',
  severity: 'error',
  title: 'Halves that do not meet',
  explanation: `iptables asks the kernel for the revisions it knows, and uses the highest that its own half has too. When the
halves share no revision for any family, or register different names, the extension cannot be used: iptables asks
whether a kernel module is missing. A single revision that only one half has is never used.

Register the name, the revision and the family in both halves.`,
  source: 'libxtables/xtables.c, compatible_revision; net/netfilter/x_tables.c, xt_find_revision',
  *run({ extensions, project }) {
    for (const extension of extensions) {
      const twins = project.twinsOf(extension);
      const finding =
        twins.length > 0 ? inspect(extension, extensions, twins) : alone(extension, extensions, project);
      if (finding) yield finding;
    }
  },
};

function inspect(
  extension: Extension,
  all: readonly Extension[],
  twins: readonly Extension[],
): Finding | undefined {
  if (!isKnown(extension) || !twins.every(isKnown)) return undefined;
  const siblings = all.filter(
    ({ side, kind, kernelName }) =>
      side === extension.side && kind === extension.kind && kernelName === extension.kernelName,
  );
  const areUsable = siblings.some((one) => twins.some((twin) => meets(one, twin)));
  if (areUsable) return unused(extension, twins);
  if (siblings[0] !== extension) return undefined;
  return {
    range: nameRange(extension.registration),
    message: `${extension.name} cannot be used: ${describe(siblings)} here, ${describe(twins)} in ${halfOf(twins)}. iptables says "Extension ${extension.name} is not supported, missing kernel module?".`,
    ...relatedTo(twins),
  };
}

/** A revision or a family that the other half lacks may be for another version of it. */
function unused(extension: Extension, twins: readonly Extension[]): Finding | undefined {
  if (twins.some((twin) => meets(extension, twin))) return undefined;
  return {
    range: nameRange(extension.registration),
    severity: 'hint',
    message: `${describe([extension])} of ${extension.name} may never be used: ${halfOf(twins)} has ${describe(twins)}.`,
    ...relatedTo(twins),
  };
}

/** Files that are named as the halves of one extension, and register what the other does not. */
function alone(extension: Extension, all: readonly Extension[], project: ModuleProject): Finding | undefined {
  const counterparts = counterpartsOf(extension).flatMap((name) => project.sourcesNamed(name));
  const [counterpart, ...others] = counterparts;
  const first = all.find((one) => one.side === extension.side && project.twinsOf(one).length === 0);
  if (!counterpart || others.length > 0 || first !== extension) return undefined;
  const theirs = project
    .extensionsOf(counterpart)
    .filter((one) => one.side !== extension.side && project.twinsOf(one).length === 0);
  // A name that could not be read may be the one that is missed.
  if (theirs.length === 0 || theirs.length < counterpart.registrations.length) return undefined;
  if (all.length < extension.source.registrations.length) return undefined;
  const names = [...new Set(theirs.map(({ kind, kernelName }) => `the ${kind} ${kernelName}`))];
  return {
    range: nameRange(extension.registration),
    message: `The halves do not meet: this one registers the ${extension.kind} ${extension.kernelName}, ${halfOf(theirs)} ${names.join(' and ')}.`,
    ...relatedTo(theirs),
  };
}

/** `libxt_FOO.c` for `xt_FOO.c`, and the other way round. */
function counterpartsOf({ source, side }: Extension): string[] {
  const name = /^(?:lib)?(?:xt|ipt|ip6t)_(.+\.c)$/.exec(fileName(source.uri))?.[1];
  if (name === undefined) return [];
  return ['xt', 'ipt', 'ip6t'].map((prefix) => `${side === 'kernel' ? 'lib' : ''}${prefix}_${name}`);
}

function relatedTo([other]: readonly Extension[]): Pick<Finding, 'related'> {
  if (!other) return {};
  const location = { uri: other.source.uri, range: nameRange(other.registration) };
  return { related: [{ location, message: `The ${other.side} half.` }] };
}

function halfOf([other]: readonly Extension[]): string {
  return other ? fileName(other.source.uri) : '';
}

function isKnown({ revision, family }: Extension): boolean {
  return revision !== undefined && family !== undefined;
}

function meets(a: Extension, b: Extension): boolean {
  return a.revision === b.revision && shareFamily(a, b);
}

/** `revision 0 for IPv4, revision 1 for IPv6`. */
function describe(extensions: readonly Extension[]): string {
  const parts = extensions.map(
    ({ revision, family }) => `revision ${revision} for ${familyName(family ?? 0)}`,
  );
  return [...new Set(parts)].join(', ');
}
