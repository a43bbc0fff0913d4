// libxt_NAME.c: the library that iptables loads for the extension. It reads, prints and saves the option `--mark`.
import { paragraphs, registrations, suffixOf, type Names, type NewExtension } from './names';

export function userspaceHalf(extension: NewExtension, names: Names): string {
  const { name, kind } = extension;
  return paragraphs(
    `// SPDX-License-Identifier: GPL-2.0-only
/*
 * "${name}" ${kind} extension for iptables: the userspace half of ${names.module}
 */
#include <stdio.h>
#include <xtables.h>

#include "${names.module}.h"`,
    `enum {
	O_MARK = 0,
};`,
    ...names.structs.flatMap((struct, revision) => [
      optionTable(extension, names, struct, revision),
      help(extension, names, revision),
      parse(extension, names, struct, revision),
      ...printers(extension, names, struct, revision),
    ]),
    registrationTable(extension, names),
    loader(extension, names),
  );
}

/** A target of revision 0 needs no code to read its option: libxtables puts the value into the struct. */
function putsItself({ kind }: NewExtension, revision: number): boolean {
  return kind === 'target' && revision === 0;
}

function optionTable(extension: NewExtension, { stem }: Names, struct: string, revision: number): string {
  const flags = [
    'XTOPT_MAND',
    ...(extension.kind === 'match' ? ['XTOPT_INVERT'] : []),
    ...(revision === 0 ? ['XTOPT_PUT'] : []),
  ].join(' | ');
  const rows = [
    '.name  = "mark",',
    '.id    = O_MARK,',
    `.type  = ${revision === 0 ? 'XTTYPE_UINT32' : 'XTTYPE_MARKMASK32'},`,
    ...(putsItself(extension, revision) ? ['.min   = 1,'] : []),
    `.flags = ${flags},`,
    ...(revision === 0 ? [`XTOPT_POINTER(struct ${struct}, mark),`] : []),
  ];
  return `static const struct xt_option_entry ${stem}_opts${suffixOf(revision)}[] = {
	{
${rows.map((row) => `\t\t${row}`).join('\n')}
	},
	XTOPT_TABLEEND,
};`;
}

function help({ name, kind }: NewExtension, { stem }: Names, revision: number): string {
  const synopsis = `${kind === 'match' ? '[!] ' : ''}--mark value${revision > 0 ? '[/mask]' : ''}`;
  const meaning = kind === 'target' ? 'Mark that the packet gets' : 'Mark that the packet has';
  return `static void ${stem}_help${suffixOf(revision)}(void)
{
	printf(
"${name} ${kind} options:\\n"
"  ${synopsis}    ${meaning}\\n");
}`;
}

function parse(extension: NewExtension, { stem }: Names, struct: string, revision: number): string {
  if (putsItself(extension, revision)) return '';
  const { name, kind } = extension;
  const steps = [
    ...(revision > 0
      ? [
          `	info->mark = cb->val.mark;
	info->mask = cb->val.mask;
	if (!info->mask)
		xtables_error(PARAMETER_PROBLEM,
			      "${name}: a mask of 0 leaves nothing of the mark");
	if (info->mark & ~info->mask)
		xtables_error(PARAMETER_PROBLEM,
			      "${name}: the mark has bits outside its mask");`,
        ]
      : []),
    ...(kind === 'match' ? ['	if (cb->invert)\n		info->invert = 1;'] : []),
  ];
  return `static void ${stem}_parse${suffixOf(revision)}(struct xt_option_call *cb)
{
	struct ${struct} *info = cb->data;

	xtables_option_parse(cb);
${steps.join('\n')}
}`;
}

/** What `iptables -L` and iptables-save show; what is saved must read back as the same rule. */
function printers({ name, kind }: NewExtension, { stem }: Names, struct: string, revision: number): string[] {
  const entry = kind === 'target' ? 'struct xt_entry_target *target' : 'struct xt_entry_match *match';
  const suffix = suffixOf(revision);
  const printMark = (before: string): string =>
    kind === 'target'
      ? `	printf(" ${before}mark 0x%x", info->mark);`
      : `	printf("%s ${before}mark 0x%x", info->invert ? " !" : "", info->mark);`;
  const body = (before: string): string => `	const struct ${struct} *info = (const void *)${kind}->data;

${printMark(before)}${revision > 0 ? '\n	if (info->mask != 0xffffffff)\n		printf("/0x%x", info->mask);' : ''}`;
  return [
    `static void
${stem}_print${suffix}(const void *ip, const ${entry}, int numeric)
{
${body(`${name} `)}
}`,
    `static void
${stem}_save${suffix}(const void *ip, const ${entry})
{
${body('--')}
}`,
  ];
}

function registrationTable(extension: NewExtension, names: Names): string {
  const { kind, name } = extension;
  const entries = registrations(extension, names).map(({ revision, struct, protocol }) => {
    const suffix = suffixOf(revision);
    return `	{
		.name          = "${name}",
		.version       = XTABLES_VERSION,
		.revision      = ${revision},
		.family        = ${protocol},
		.size          = XT_ALIGN(sizeof(struct ${struct})),
		.userspacesize = XT_ALIGN(sizeof(struct ${struct})),
		.help          = ${names.stem}_help${suffix},
		.print         = ${names.stem}_print${suffix},
		.save          = ${names.stem}_save${suffix},
		.x6_parse      = ${putsItself(extension, revision) ? 'xtables_option_parse' : `${names.stem}_parse${suffix}`},
		.x6_options    = ${names.stem}_opts${suffix},
	},`;
  });
  return `static struct xtables_${kind} ${names.stem}_reg[] = {
${entries.join('\n')}
};`;
}

function loader({ kind }: NewExtension, { stem }: Names): string {
  const register = kind === 'target' ? 'xtables_register_targets' : 'xtables_register_matches';
  return `static void __attribute__((constructor)) ${stem}_load(void)
{
	${register}(${stem}_reg,
			sizeof(${stem}_reg) / sizeof(${stem}_reg[0]));
}`;
}
