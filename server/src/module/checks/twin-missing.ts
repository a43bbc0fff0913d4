// twin-missing: both halves of an extension are there, but no registration of one goes with any of the other.
import { familyName, shareFamily } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import { fileName } from './subject';
import type { ModuleCheck } from './subject';

export const twinMissing: ModuleCheck = {
  code: 'twin-missing',
  tier: 'module',
  severity: 'error',
  title: 'Halves that do not meet',
  explanation: `iptables asks the kernel for the revisions it knows, and uses the highest that its own half has too. When the
halves share no revision for any family, the extension cannot be used: iptables says that the kernel doesn't support it.

Register the revision and the family in both halves.`,
  source: 'libxtables/xtables.c, compatible_revision; net/netfilter/x_tables.c, xt_find_revision',
  *run({ extensions, project }) {
    for (const extension of extensions) {
      const twins = project.twinsOf(extension);
      const [other] = twins;
      if (!other || !isKnown(extension) || !twins.every(isKnown)) continue;
      const siblings = extensions.filter(
        ({ side, kind, kernelName }) =>
          side === extension.side && kind === extension.kind && kernelName === extension.kernelName,
      );
      if (siblings[0] !== extension || siblings.some((one) => twins.some((twin) => meets(one, twin)))) {
        continue;
      }
      yield {
        range: nameRange(extension.registration),
        message: `${extension.name} cannot be used: ${describe(siblings)} here, ${describe(twins)} in ${fileName(other.source.uri)}.`,
        related: [
          {
            location: { uri: other.source.uri, range: nameRange(other.registration) },
            message: `The ${other.side} half.`,
          },
        ],
      };
    }
  },
};

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
