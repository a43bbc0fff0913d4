// layout-32-64: private data must lie the same for a 32-bit iptables as for the 64-bit kernel that it talks to.
import type { Finding } from '../../check';
import { sizeField } from '../model/extension';
import type { Extension } from '../model/extension';
import { fieldRange } from '../model/extension-ranges';
import { structLayout, xtAlign } from '../model/layout';
import { measuredStruct, offsetsOf } from '../model/private-data';
import type { Scope } from '../model/scope';
import type { Field, Struct } from '../model/structs';
import { leavesOut } from './registration-fields';
import type { ModuleCheck } from './subject';

export const layout32And64: ModuleCheck = {
  code: 'layout-32-64',
  tier: 'module',
  severity: 'hint',
  title: 'Layout for 32-bit programs',
  explanation: `A 64-bit kernel takes rules from a 32-bit iptables too, and hands them to an extension as they come, unless it brings functions
that convert them (\`.compatsize\`, \`.compat_from_user\`). A pointer or a \`long\` is 4 bytes there, and a 64-bit integer is aligned
to 4 on x86: fields after it lie elsewhere, or the size is another and every rule fails with \`invalid size\`.

Use types of fixed size, \`aligned_u64\` for 64 bits, and \`__attribute__((aligned(8)))\` on a pointer of the kernel at the end.`,
  source: 'net/netfilter/x_tables.c, xt_compat_target_offset and xt_compat_match_offset',
  *run({ extensions, scope }) {
    for (const extension of extensions) {
      if (extension.side !== 'kernel' || !leavesOut(extension, 'compatsize')) continue;
      const finding = inspect(extension, scope);
      if (finding) yield finding;
    }
  },
};

function inspect(extension: Extension, scope: Scope): Finding | undefined {
  const name = measuredStruct(extension);
  const struct = name === undefined ? undefined : scope.struct(name);
  const sizes = struct && [
    structLayout(struct, scope, 'lp64')?.size,
    structLayout(struct, scope, 'ilp32')?.size,
  ];
  const [wide, narrow] = sizes ?? [];
  if (name === undefined || !struct || wide === undefined || narrow === undefined) return undefined;
  const moved = firstMoved(struct, scope);
  // What a 32-bit program sends is rounded up to 4 bytes before the kernel compares.
  if (!moved && xtAlign(wide, 'ilp32') === xtAlign(narrow, 'ilp32')) return undefined;
  const file = scope.fileOfStruct(name);
  const what = moved
    ? `${moved.name || 'a field'} of ${name} lies elsewhere`
    : `${name} has ${narrow} bytes instead of ${wide}`;
  return {
    range: fieldRange(extension, sizeField(extension.registration)),
    message: `A 32-bit iptables on a 64-bit kernel may not be able to use ${extension.name}: there ${what}.`,
    ...(file && {
      related: [
        {
          location: { uri: file.uri, range: (moved ?? struct).range },
          message: 'Types of fixed size lie the same everywhere.',
        },
      ],
    }),
  };
}

function firstMoved(struct: Struct, scope: Scope): Field | undefined {
  const wide = offsetsOf(struct, scope, 'lp64') ?? [];
  const narrow = offsetsOf(struct, scope, 'ilp32') ?? [];
  return struct.fields.find((_, index) => wide[index] !== narrow[index]);
}
