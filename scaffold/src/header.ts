// xt_NAME.h: the struct that a rule carries from one half to the other, one for each revision.
import type { Names, NewExtension } from './names';
import { paragraphs } from './names';

export function header({ name, kind }: NewExtension, { module, structs }: Names): string {
  const guard = `_${module.toUpperCase()}_H`;
  return paragraphs(
    `/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
#ifndef ${guard}
#define ${guard}`,
    '#include <linux/types.h>',
    ...structs.map((struct, revision) =>
      kind === 'target' ? targetStruct(name, struct, revision) : matchStruct(name, struct, revision),
    ),
    `#endif /* ${guard} */`,
  );
}

function targetStruct(name: string, struct: string, revision: number): string {
  return `/**
 * struct ${struct} - what a rule with \`\`-j ${name}\`\` carries (revision ${revision})
 * @mark: the mark that a packet gets
${revision > 0 ? ' * @mask: the bits of its mark that are replaced\n' : ''} */
struct ${struct} {
	__u32 mark;
${revision > 0 ? '\t__u32 mask;\n' : ''}};`;
}

function matchStruct(name: string, struct: string, revision: number): string {
  return `/**
 * struct ${struct} - what a rule with \`\`-m ${name}\`\` carries (revision ${revision})
 * @mark: the mark that a packet must have
${revision > 0 ? ' * @mask: the bits of its mark that count\n' : ''} * @invert: 1 to match packets that have another mark, else 0
 */
struct ${struct} {
	__u32 mark;
${revision > 0 ? '\t__u32 mask;\n' : ''}	__u8 invert;
};`;
}
