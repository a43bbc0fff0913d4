// What is asked of a new extension, and the names that its files share.

export type ExtensionKind = 'target' | 'match';
export type Family = 'ipv4' | 'ipv6';

export interface NewExtension {
  /** As rules write it behind `-j` or `-m`. */
  readonly name: string;
  readonly kind: ExtensionKind;
  /** At least one, IPv4 first. */
  readonly families: readonly Family[];
  /** Adds revision 1, whose option takes a mask, beside revision 0. */
  readonly secondRevision: boolean;
  /** Adds state of each network namespace: a count of packets, shown in /proc/net. */
  readonly perNetns: boolean;
}

export interface Names {
  /** The kernel module and the stem of every file: `xt_FOO`, or `ipt_FOO` and `ip6t_FOO` of an extension for one family. */
  readonly module: string;
  /** In front of everything that the two halves call their own: `foo`. */
  readonly prefix: string;
  /** Handlers and tables: `foo_tg`, `foo_mt`. */
  readonly stem: string;
  /** Of the struct that a rule carries, by revision: `xt_foo_tginfo`, `xt_foo_tginfo_v1`. */
  readonly structs: readonly string[];
}

/** Bytes of an extension's name without its NUL: include/uapi/linux/netfilter/x_tables.h, XT_EXTENSION_MAXNAMELEN. */
const longestName = 28;

/** Why a name is none for an extension of this kind, as a sentence; undefined for a good one. */
export function nameFault(name: string, kind: ExtensionKind): string | undefined {
  const example = kind === 'target' ? 'CLONE or MYMARK2' : 'mymark or my_mark2';
  if (name === '') return `Write the name as rules will: ${example}.`;
  if (name.length > longestName) {
    return `A name has at most ${longestName} letters; this one has ${name.length}.`;
  }
  const form = kind === 'target' ? /^[A-Z][A-Z0-9_]*$/ : /^[a-z][a-z0-9_]*$/;
  if (form.test(name)) return undefined;
  return `The name of a ${kind} is made of ${kind === 'target' ? 'capital' : 'small'} letters, digits and _, like ${example}.`;
}

export function nameParts({ name, kind, families, secondRevision }: NewExtension): Names {
  const prefix = name.toLowerCase();
  const side = modulePrefix(families);
  const struct = `${side}_${prefix}_${kind === 'target' ? 'tginfo' : 'mtinfo'}`;
  return {
    module: `${side}_${name}`,
    prefix,
    stem: `${prefix}_${kind === 'target' ? 'tg' : 'mt'}`,
    structs: secondRevision ? [struct, `${struct}_v1`] : [struct],
  };
}

/** What iptables (`load_extension` of libxtables) and its tests tell the families of an extension by. */
function modulePrefix(families: readonly Family[]): string {
  const [family, ...more] = families;
  if (more.length > 0) return 'xt';
  return family === 'ipv6' ? 'ip6t' : 'ipt';
}

/** What follows the name of something of a revision: nothing for revision 0. */
export function suffixOf(revision: number): string {
  return revision === 0 ? '' : `_v${revision}`;
}

/** One for each pair of revision and family, as both halves register them. */
export function registrations(
  { families }: NewExtension,
  { structs }: Names,
): { readonly revision: number; readonly struct: string; readonly protocol: string }[] {
  return structs.flatMap((struct, revision) =>
    families.map((family) => ({
      revision,
      struct,
      protocol: family === 'ipv4' ? 'NFPROTO_IPV4' : 'NFPROTO_IPV6',
    })),
  );
}

/** Puts paragraphs of code together, with an empty line between; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return `${parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}
