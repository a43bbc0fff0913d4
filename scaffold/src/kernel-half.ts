// xt_NAME.c: the kernel module. A target sets the mark of a packet, a match compares it: the least that shows every
// part of an extension, to be replaced by what the extension is for.
import { perNetnsState } from './per-netns-state';
import { paragraphs, registrations, suffixOf, type Names, type NewExtension } from './names';

export function kernelHalf(extension: NewExtension, names: Names): string {
  const { name, kind } = extension;
  return paragraphs(
    `// SPDX-License-Identifier: GPL-2.0-only
/*
 * "${name}" ${kind} extension for Xtables: ${kind === 'target' ? 'sets' : 'compares'} the mark of a packet
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt`,
    includes(extension),
    `#include "${names.module}.h"`,
    extension.perNetns ? perNetnsState(names) : '',
    ...names.structs.flatMap((struct, revision) => [
      handler(extension, names, struct, revision),
      check(extension, names, struct, revision),
    ]),
    registrationTable(extension, names),
    entryAndExit(extension, names),
    metadata(extension),
  );
}

function includes({ perNetns }: NewExtension): string {
  const headers = [
    'linux/module.h',
    'linux/netfilter/x_tables.h',
    'linux/skbuff.h',
    ...(perNetns
      ? ['linux/proc_fs.h', 'linux/seq_file.h', 'net/net_namespace.h', 'net/netns/generic.h']
      : []),
  ];
  return headers
    .sort()
    .map((path) => `#include <${path}>`)
    .join('\n');
}

/** What sees each packet: in softirq or process context, so it may not sleep. */
function handler(
  { kind, perNetns }: NewExtension,
  { prefix, stem }: Names,
  struct: string,
  revision: number,
) {
  const view = kind === 'target' ? 'par->targinfo' : 'par->matchinfo';
  const [head, body] =
    kind === 'target'
      ? [
          `static unsigned int
${stem}${suffixOf(revision)}(struct sk_buff *skb, const struct xt_action_param *par)`,
          `	skb->mark = ${revision === 0 ? 'info->mark' : '(skb->mark & ~info->mask) | info->mark'};

	return XT_CONTINUE;`,
        ]
      : [
          `static bool
${stem}${suffixOf(revision)}(const struct sk_buff *skb, struct xt_action_param *par)`,
          `	return (${revision === 0 ? 'skb->mark' : '(skb->mark & info->mask)'} == info->mark) ^ info->invert;`,
        ];
  return `${head}
{
	const struct ${struct} *info = ${view};

${perNetns ? `	${prefix}_count(xt_net(par));\n` : ''}${body}
}`;
}

/** What sees each rule before it is loaded. Userspace has checked the same; the kernel does not rely on it. */
function check({ kind }: NewExtension, { stem }: Names, struct: string, revision: number): string {
  const [parameter, view] =
    kind === 'target' ? ['xt_tgchk_param', 'par->targinfo'] : ['xt_mtchk_param', 'par->matchinfo'];
  const faults: readonly (readonly [string, string])[] = [
    ...(kind === 'target' && revision === 0 ? [['!info->mark', 'mark 0 is no mark'] as const] : []),
    ...(revision > 0
      ? [
          ['!info->mask', 'a mask of 0 leaves nothing of the mark'] as const,
          ['info->mark & ~info->mask', 'the mark has bits outside its mask'] as const,
        ]
      : []),
    ...(kind === 'match' ? [['info->invert > 1', 'invert is 0 or 1'] as const] : []),
  ];
  return `static int ${stem}_check${suffixOf(revision)}(const struct ${parameter} *par)
{
	const struct ${struct} *info = ${view};

${faults
  .map(
    ([condition, sentence]) => `	if (${condition}) {
		pr_info_ratelimited("${sentence}\\n");
		return -EINVAL;
	}
`,
  )
  .join('')}	return 0;
}`;
}

function registrationTable(extension: NewExtension, names: Names): string {
  const { kind, name } = extension;
  const entries = registrations(extension, names).map(({ revision, struct, protocol }) => {
    const fields = [
      ['name', `"${name}"`],
      ['revision', String(revision)],
      ['family', protocol],
      ...(kind === 'target' ? [['table', '"mangle"']] : []),
      [kind, `${names.stem}${suffixOf(revision)}`],
      ['checkentry', `${names.stem}_check${suffixOf(revision)}`],
      [`${kind}size`, `sizeof(struct ${struct})`],
      ['me', 'THIS_MODULE'],
    ];
    const lines = fields.map(([field = '', value = '']) => `\t\t.${field.padEnd(10)} = ${value},`);
    return `\t{\n${lines.join('\n')}\n\t},`;
  });
  return `static struct xt_${kind} ${names.stem}_reg[] __read_mostly = {
${entries.join('\n')}
};`;
}

function entryAndExit({ kind, perNetns }: NewExtension, { prefix, stem }: Names): string {
  const plural = kind === 'target' ? 'targets' : 'matches';
  const table = `${stem}_reg, ARRAY_SIZE(${stem}_reg)`;
  const begin = perNetns
    ? `	int err;

	err = register_pernet_subsys(&${prefix}_net_ops);
	if (err)
		return err;

	err = xt_register_${plural}(${table});
	if (err)
		unregister_pernet_subsys(&${prefix}_net_ops);

	return err;`
    : `	return xt_register_${plural}(${table});`;
  const end = [
    `	xt_unregister_${plural}(${table});`,
    ...(perNetns ? [`	unregister_pernet_subsys(&${prefix}_net_ops);`] : []),
  ].join('\n');
  return `static int __init ${stem}_init(void)
{
${begin}
}

static void __exit ${stem}_exit(void)
{
${end}
}

module_init(${stem}_init);
module_exit(${stem}_exit);`;
}

/**
 * The aliases are what the kernel asks modprobe for when a rule names an extension that is not loaded; a module that
 * serves one family has that name itself.
 */
function metadata({ name, kind, families }: NewExtension): string {
  const aliases = [
    '',
    ...families.map((family) => `MODULE_ALIAS("${family === 'ipv4' ? 'ipt' : 'ip6t'}_${name}");`),
  ];
  return `MODULE_DESCRIPTION("Xtables: ${name} ${kind}");
MODULE_LICENSE("GPL");${families.length > 1 ? aliases.join('\n') : ''}`;
}
