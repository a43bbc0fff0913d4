// usersize-missing: private data that holds pointers of the kernel must not be shown to userspace as a whole.
import type { Finding } from '../../check';
import { versionOf } from '../kernel-api/versions';
import { evaluate } from '../model/evaluate';
import type { Extension } from '../model/extension';
import { fieldRange } from '../model/extension-ranges';
import { sizeField } from '../model/extension';
import { fieldPlace } from '../model/layout';
import { firstPointer, measuredStruct } from '../model/private-data';
import type { Scope } from '../model/scope';
import { leavesOut } from './registration-fields';
import type { ModuleCheck } from './subject';

export const usersizeMissing: ModuleCheck = {
  code: 'usersize-missing',
  tier: 'module',
  severity: 'hint',
  title: 'What userspace sees of the private data',
  explanation: `When rules are listed, the kernel copies the private data to userspace as far as \`.usersize\` says, and all of it when
nothing is said. A pointer among it tells userspace an address of the kernel, and makes two equal rules differ, so that
\`iptables -D\` with the rule written out does not find it. Linux before 4.11 has no such field.

Put what is the kernel's own at the end of the struct and set \`.usersize = offsetof(struct …, first_such_field)\`.`,
  source: 'net/netfilter/x_tables.c, xt_data_to_user',
  *run({ extensions, scope, project }) {
    // The kernels that are stated know the field, or another registration of the file says so.
    const isKnown =
      project.kernels.some(({ version }) => version >= versionOf(4, 11, 0)) ||
      extensions.some(({ registration }) => registration.fields.has('usersize'));
    for (const extension of extensions.filter(({ side }) => side === 'kernel')) {
      const finding = inspect(extension, isKnown, scope);
      if (finding) yield finding;
    }
  },
};

function inspect(extension: Extension, isKnown: boolean, scope: Scope): Finding | undefined {
  const name = measuredStruct(extension);
  const struct = name === undefined ? undefined : scope.struct(name);
  const pointer = struct && firstPointer(struct, scope);
  if (!struct || !pointer || name === undefined) return undefined;
  const file = scope.fileOfStruct(name);
  const related = file && {
    related: [{ location: { uri: file.uri, range: pointer.range }, message: 'The pointer of the kernel.' }],
  };
  const what = `${pointer.name || 'a pointer'} of ${name}`;
  const shown = extension.registration.fields.get('usersize');
  if (!shown) {
    if (!leavesOut(extension, 'usersize')) return undefined;
    return {
      range: fieldRange(extension, sizeField(extension.registration)),
      ...(isKnown && { severity: 'warning' }),
      message: `Without .usersize, which Linux has since 4.11, listing the rules ${isKnown ? 'shows' : 'may show'} ${what} to userspace, and iptables -D does not find the rule.`,
      ...related,
    };
  }
  const end = evaluate(shown.value, scope);
  const place = fieldPlace(struct, pointer.name, scope, 'lp64');
  if (end === undefined || !place || end <= place.offset) return undefined;
  return {
    range: shown.range,
    severity: 'warning',
    message: `.usersize is ${end} bytes, but ${what} begins at byte ${place.offset}: listing the rules shows it to userspace, and iptables -D does not find the rule.`,
    ...related,
  };
}
