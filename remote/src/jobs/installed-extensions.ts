// What iptables can do on a target: its version and variant, and the options of every extension that is installed
// there, so that rules for that target are completed and checked by what it has. Where a compiler is at hand the
// extensions' own tables are read (option-tables/print-option-tables.c), else what each prints for `--help`.
import { UserError } from '../user-error';
import type { JobContext } from './job';

export interface InstalledIptables {
  /** `1.8.9`. */
  readonly version: string;
  readonly variant: 'legacy' | 'nft';
  /** What print-option-tables printed; undefined when it could not be compiled there. */
  readonly optionTables: string | undefined;
  /** What extensions say of themselves; only where their tables could not be read. */
  readonly help: readonly ExtensionHelp[];
}

export interface ExtensionHelp {
  readonly kind: 'match' | 'target';
  readonly name: string;
  /** What `--help` prints beyond the help of iptables itself. */
  readonly text: string;
}

/**
 * Arguments: none; standard input: the source of print-option-tables. Prints sections that begin with `@@`. The
 * folders are those that distributions use, for targets without pkg-config. What `-j NAME --help` prints begins with
 * the help of iptables itself, which is printed first so that it can be taken off. Libraries of targets have names in
 * capitals, as targets have; those of matches in small letters.
 */
const script = `
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cat >"$work/print.c"
PATH=$PATH:/usr/sbin:/sbin
command -v iptables >/dev/null || exit 3
echo "@@version"
iptables --version
folder=
for candidate in "$(pkg-config --variable=xtlibdir xtables 2>/dev/null)" /usr/lib/*/xtables /usr/lib64/xtables \\
  /usr/lib/xtables /lib/xtables /lib64/xtables /usr/libexec/xtables /usr/lib/iptables; do
  [ -n "$candidate" ] && [ -d "$candidate" ] && folder=$candidate && break
done
[ -n "$folder" ] || exit 0
cd "$folder" || exit 0
if cc -rdynamic -o "$work/print" "$work/print.c" -ldl 2>/dev/null; then
  "$work/print" "$folder"/lib*.so >"$work/tables" 2>/dev/null && echo "@@tables" && cat "$work/tables" && exit 0
fi
echo "@@general"
iptables --help 2>/dev/null
ip6tables --help 2>/dev/null
for library in libxt_*.so libipt_*.so libip6t_*.so; do
  [ -e "$library" ] || continue
  tool=iptables
  [ "$library" = "\${library#libip6t_}" ] || tool=ip6tables
  name=\${library#lib*_}
  name=\${name%.so}
  kind=match option=-m
  case $name in *[a-z]*) ;; *) kind=target option=-j ;; esac
  "$tool" "$option" "$name" --help >"$work/help" 2>/dev/null && echo "@@$kind $name" && cat "$work/help"
done
exit 0`;

/**
 * Asks the target; `program` is the text of print-option-tables.c. Takes a second or two with a compiler and some
 * more without. Rejects with a `UserError` when the target has no iptables.
 */
export async function readInstalledExtensions(
  { session, signal, report }: JobContext,
  program: string,
): Promise<InstalledIptables> {
  report.step(`Asking ${session.name} which iptables extensions it has`);
  const { status, stdout } = await session.run(['sh', '-c', script], { input: program, signal });
  if (status !== 0) {
    throw new UserError(
      `${session.name} has no iptables.`,
      'Install the package `iptables` there; until then rules are checked by the settings.',
      { code: 'no-iptables' },
    );
  }
  return parseAnswer(stdout);
}

/** The sections of the script's answer. */
export function parseAnswer(answer: string): InstalledIptables {
  const sections = answer.split(/^@@/m).map((section) => {
    const end = section.indexOf('\n');
    return { title: section.slice(0, end), text: section.slice(end + 1) };
  });
  const textOf = (title: string) => sections.find((section) => section.title === title)?.text;
  const [, version = '', variant] = /v(\d+(?:\.\d+)+)(?: \((\w+)\))?/.exec(textOf('version') ?? '') ?? [];
  const general = new Set(textOf('general')?.split('\n'));
  return {
    version,
    // Before 1.8.0 there was one variant, which named none.
    variant: variant === 'nf_tables' ? 'nft' : 'legacy',
    optionTables: textOf('tables'),
    help: sections.flatMap(({ title, text }) => {
      const [kind, name = ''] = title.split(' ');
      if (kind !== 'match' && kind !== 'target') return [];
      const own = text.split('\n').filter((line) => line.trim() !== '' && !general.has(line));
      return own.length > 0 ? [{ kind, name, text: own.join('\n') }] : [];
    }),
  };
}
