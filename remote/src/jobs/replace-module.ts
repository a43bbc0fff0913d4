// Puts a built module and its libraries in the place of what is loaded and installed, under the rules that use it, as one
// change of the target (change.ts): all of it, or what was there before. load.ts and reload.ts are made of it.
import { UserError } from '../user-error';
import { runChange, type Outcome } from './change';
import { heldUnseen } from './in-use';
import { libraryFunctions, noExtensionFolder, notInstalled } from './install-libraries';
import type { ModuleFacts } from './inspect';
import type { JobContext } from './job';
import { explainRefusal } from './kernel-reason';
import { insertionText, perTable, removalText, type LiveRule } from './live-rules';
import { notRemoved, saysInUse } from './remove-module';
import type { ModuleSources } from './sources';

/** What is done, for one module whose facts are known. */
export interface Replacement {
  /** The subject of a sentence: `The swap of xt_CLONE`. */
  readonly title: string;
  /** File names of the libraries to install. */
  readonly libraries: readonly string[];
  /** The rules that use the module. */
  readonly rules: readonly LiveRule[];
  /** Whether the rules are to be taken out first; else they are out already. */
  readonly takesRules: boolean;
  /** Whether the loaded module is to be unloaded. */
  readonly removes: boolean;
  /** The file to load; undefined when the module stays as it is. */
  readonly inserts: string | undefined;
  /** See `Change`. */
  readonly repairs?: boolean;
}

/** Files of the change before those of the tables: the libraries, the tables, the order for repair-module.ts. */
export const orderFile = '2';

/**
 * x_tables may be built in, so that modprobe may fail; a dependency that is really missing shows as an unknown
 * symbol. When insmod fails the kernel's log is told, behind the last line that it had before. The file that is loaded is
 * kept, for the next build overwrites it. A table takes the text that it is fed as a whole or not at all.
 */
const script = `${libraryFunctions}
module=$1 kept=$2 takes=$3 removes=$4 inserts=$5; shift 5
tables=$(wc -l <"$change/1") taken=0 given=0 to= removed= inserted= placed=

# 1 for what takes the rules out of the tables, 2 for what puts them in; how many tables
feed() {
  fed=0
  while [ "$fed" -lt "$2" ] && read -r program namespace <&6; do
    within "$namespace" "$program-restore" --noflush --counters <"$change/$((2 * fed + 2 + $1))" || return
    fed=$((fed + 1))
  done 6<"$change/1"
}
within() {
  if [ -n "$1" ]; then ip netns exec "$@"; else shift; "$@"; fi
}

attempt() {
  begin library
  if [ -s "$change/0" ]; then
    extension_folder || { say no-folder; return 1; }
    say "folder $to"
    stage_libraries || return
  fi
  begin keep
  if [ -n "$inserts" ] && [ "$inserts" != "$kept" ]; then cp -f -- "./$inserts" "./$kept.new" || return; fi
  begin rules-out
  if [ -n "$takes" ]; then
    feed 1 "$tables"; status=$? taken=$fed
    [ "$status" = 0 ] || return
  fi
  begin unload
  if [ -n "$removes" ]; then rmmod "$module" && removed=yes || return; fi
  begin load
  if [ -n "$inserts" ]; then insert "$@" && inserted=yes || return; fi
  begin library
  if [ -s "$change/differing" ]; then placed=yes; place_libraries || return; fi
  begin rules-in
  feed 2 "$tables"; status=$? given=$fed
  return "$status"
}

insert() {
  modprobe -a -q x_tables "$@"
  before=$(dmesg | tail -n 1)
  insmod "./$inserts" && return
  { echo "$before"; dmesg; } | sed 's/^/log /' >>"$change/outcome"
  return 1
}

put_back() {
  [ "$given" = 0 ] || feed 1 "$given"
  [ -z "$inserted" ] || rmmod "$module"
  [ -z "$removed" ] || tell 'the old module' insmod "./$kept"
  if [ -n "$placed" ]; then tell 'the old library' restore_libraries
  elif [ -e "$change/differing" ]; then unstage_libraries; fi
  [ "$taken" = 0 ] || tell 'the rules' feed 2 "$taken" || keep_rules
  rm -f -- "./$kept.new"
}

# What is put back, and the command that does it.
tell() {
  what=$1; shift
  if "$@" 2>"$change/reason"; then say "back $what"
  else say "lost $what ($(tail -n 1 "$change/reason"))"; return 1; fi
}

keep_rules() {
  number=0
  while read -r program namespace; do
    echo "# $program-restore --noflush --counters\${namespace:+, in the network namespace $namespace}"
    cat "$change/$((2 * number + 4))"
    number=$((number + 1))
  done <"$change/1" >.nfw-removed-rules
}

if attempt "$@" 2>>"$change/complaint"; then
  [ ! -e "./$kept.new" ] || mv -f -- "./$kept.new" "./$kept"
  say done
else
  put_back
fi
say end
`;

/** The file of the module as it was loaded last, relative to its folder. */
export function keptFile(module: string): string {
  return `.nfw-loaded-${module}.ko`;
}

/** Resolves to the folder of the libraries. Rejects with a `UserError` that says what failed and what was put back. */
export async function replaceModule(
  context: JobContext,
  { module }: ModuleSources,
  facts: ModuleFacts,
  replacement: Replacement,
): Promise<string> {
  const { title, libraries, rules, takesRules, removes, inserts, repairs } = replacement;
  const tables = perTable(rules);
  const outcome = await runChange(context, {
    name: module,
    title,
    directory: facts.folder,
    script,
    argv: [
      ...[module, keptFile(module), yes(takesRules), yes(removes), inserts ?? ''],
      ...(facts.built?.depends ?? []),
    ],
    files: [
      lines(libraries),
      lines(tables.map(([{ program, namespace }]) => `${program} ${namespace}`)),
      JSON.stringify(replacement),
      ...tables.flatMap(([, each]) => [removalText(each), insertionText(each)]),
    ],
    repairs: repairs ?? false,
  });
  if (outcome.said('done').length > 0) return outcome.said('folder')[0] ?? '';
  throw failureOfChange(module, context.session.name, facts, outcome);
}

const yes = (flag: boolean): string => (flag ? 'yes' : '');

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

/** Why a change of the module failed, what was put back and what could not be. */
export function failureOfChange(
  module: string,
  target: string,
  { folder, loaded }: ModuleFacts,
  outcome: Outcome,
): UserError {
  const failure = explain(module, target, loaded?.holders ?? [], outcome);
  const back = outcome.said('back');
  const lost = outcome.said('lost');
  const sentences = [
    failure.what,
    back.length > 0 ? `${capitalised(list(back))} ${back.length > 1 ? 'were' : 'was'} put back.` : '',
    lost.length > 0 ? `What could not be put back: ${list(lost)}.` : '',
  ];
  const what = sentences.filter((sentence) => sentence !== '').join(' ');
  if (lost.length === 0) return new UserError(what, failure.nextStep, { code: failure.code, cause: failure });
  const nextStep = lost.some((each) => each.startsWith('the rules'))
    ? `The rules that were taken out are kept in ${folder}/.nfw-removed-rules there, each table under the command that puts it back.`
    : 'Load the module again once the cause is put right.';
  return new UserError(what, nextStep, { code: 'not-put-back', cause: failure });
}

/** In the words of the step that was begun last. */
function explain(
  module: string,
  target: string,
  holders: readonly string[],
  { step, complaint, title, said }: Outcome,
): UserError {
  switch (step) {
    case 'library':
      if (said('no-folder').length > 0) return noExtensionFolder(target);
      return notInstalled(target, said('folder')[0] ?? '', complaint);
    case 'unload':
      return saysInUse(complaint)
        ? heldUnseen(module, target, holders)
        : notRemoved(module, target, complaint);
    case 'load': {
      const [before = '', ...log] = said('log');
      return explainRefusal({ module, target, complaint, log: log.slice(log.lastIndexOf(before) + 1) });
    }
    case 'rules-out':
    case 'rules-in':
      return new UserError(
        `iptables-restore on ${target} refused the rules that use the module: ${firstLine(complaint)}.`,
        'Check that module and library still take the options that these rules give.',
        { code: 'rules-refused' },
      );
    case undefined:
    default:
      return new UserError(
        `${title} failed on ${target}: ${firstLine(complaint)}.`,
        'Check the free space there, then try again.',
        { code: 'change-failed' },
      );
  }
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/[.:]$/, '');
}

function list(items: readonly string[]): string {
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : (items[0] ?? '');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
