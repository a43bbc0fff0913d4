// twin-size: the kernel half and the userspace half of an extension must agree on how large its private data is.
import type { Finding } from '../../check';
import { shareFamily, sizeField } from '../model/extension';
import type { Extension } from '../model/extension';
import { xtAlign } from '../model/layout';
import { fieldRange, sizeLocation } from '../model/extension-ranges';
import { fileName } from './subject';
import type { ModuleCheck } from './subject';

export const twinSize: ModuleCheck = {
  code: 'twin-size',
  tier: 'module',
  severity: 'error',
  title: 'Sizes of the two halves',
  explanation: `iptables hands the kernel as many bytes as \`.size\` of the userspace half says; the kernel half expects
\`.targetsize\` or \`.matchsize\`, rounded up by XT_ALIGN. When they differ, every rule is refused with "Invalid argument", and
the kernel log says \`invalid size N (kernel) != (user) M\`.

Use the same struct from the same header in both halves.`,
  source: 'net/netfilter/x_tables.c, xt_check_target and xt_check_match',
  *run({ extensions, project }) {
    for (const extension of extensions) {
      for (const twin of project.twinsOf(extension)) {
        if (extension.revision === undefined || extension.revision !== twin.revision) continue;
        if (shareFamily(extension, twin)) yield* compare(extension, twin);
      }
    }
  },
};

function* compare(extension: Extension, twin: Extension): Generator<Finding> {
  const [kernel, user] = extension.side === 'kernel' ? [extension, twin] : [twin, extension];
  const expected = alignedSize(kernel);
  const given = alignedSize(user);
  if (expected === undefined || given === undefined || expected === given) return;
  const name = `${extension.name} revision ${extension.revision ?? 0}`;
  yield {
    range: fieldRange(extension, sizeField(extension.registration)),
    message: `The halves of ${name} differ: the kernel expects ${expected} bytes, iptables sends ${given}; every rule fails with "invalid size ${expected} (kernel) != (user) ${given}".`,
    related: [
      {
        location: sizeLocation(twin),
        message: `The ${twin.side} half in ${fileName(twin.source.uri)}.`,
      },
    ],
  };
}

function alignedSize(extension: Extension): number | undefined {
  const size = extension.size.lp64;
  return size === undefined ? undefined : xtAlign(size, 'lp64');
}
