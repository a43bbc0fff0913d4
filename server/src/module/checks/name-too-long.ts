// name-too-long: names that don't fit into the entry of a rule, where both halves look for them.
import type { Finding } from '../../check';
import { evaluateString } from '../model/evaluate';
import type { Extension } from '../model/extension';
import type { Scope } from '../model/scope';
import type { ModuleCheck } from './subject';

/** XT_EXTENSION_MAXNAMELEN without the NUL (include/uapi/linux/netfilter/x_tables.h). */
const longest = 28;

export const nameTooLong: ModuleCheck = {
  code: 'name-too-long',
  tier: 'module',
  severity: 'error',
  title: 'Length of the name',
  explanation: `The name of an extension has 29 bytes in the entry of a rule, the terminating NUL included. libxtables exits with
\`invalid name\` when it loads an extension whose name, or \`.real_name\`, is longer than 28 characters, and the kernel never
finds a registration of such a name: what userspace sends is cut.

Choose a name of at most 28 characters, in both halves.`,
  source:
    'include/uapi/linux/netfilter/x_tables.h, XT_EXTENSION_MAXNAMELEN; libxtables/xtables.c, xtables_register_target',
  *run({ extensions, scope }) {
    for (const extension of extensions) {
      yield* inspect(extension, 'name', scope);
      if (extension.side === 'userspace') yield* inspect(extension, 'real_name', scope);
    }
  },
};

function* inspect({ registration, side }: Extension, field: string, scope: Scope): Generator<Finding> {
  const written = registration.fields.get(field);
  const name = written && evaluateString(written.value, scope);
  if (!written || name === undefined) return;
  const length = new TextEncoder().encode(name).length;
  if (length <= longest) return;
  const said = field === 'real_name' ? 'invalid real name' : 'invalid name';
  const outcome =
    side === 'userspace'
      ? `iptables exits with "${said}" when it loads the extension`
      : 'no rule can ever name it';
  yield {
    range: written.range,
    message: `${name} has ${length} characters, but the entry of a rule holds ${longest}: ${outcome}.`,
  };
}
