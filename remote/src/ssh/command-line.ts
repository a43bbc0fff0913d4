// The text that runs one command on a target: a small POSIX script around it, so that the command
// - runs in the right folder, with the administrator's programs on PATH and messages in English,
// - is given its input from the channel's standard input, whose length is told beforehand,
// - ends, with all processes it started, when that standard input is closed: by cancelling, or because the
//   connection was lost.
// The script says its process group first, on a line that begins with a marker nobody else can print; what a
// login script prints before it is dropped.
import { quote, quoteAll } from './quote';

/** How a command becomes root: not at all, by sudo alone, or by sudo with a password on standard input. */
export type Privilege = 'none' | 'sudo' | 'sudo-password';

export interface CommandLine {
  readonly argv: readonly string[];
  readonly directory: string | undefined;
  readonly inputLength: number;
  /** A random word. */
  readonly marker: string;
  readonly privilege: Privilege;
}

/**
 * The kernel's make unsets LC_ALL, so the language is set by all its names. `/proc/$$/stat` gives the process group,
 * which sshd made for the command. The group on the right of `: |` gets an empty pipe, which it opens for writing as
 * well (shells give a background command no other input). The feeder copies the input into it, then holds the
 * channel's standard input until that is closed, which is when the command is to be ended. It is told so twice: what
 * reaches a shell's child between its fork and its exec is lost, and the shell goes on waiting for that child.
 */
const script = `
marker=$1 length=$2 directory=$3 skip=$4; shift 4
if [ "$skip" = skip ]; then while read -r line && [ "$line" != "$marker" ]; do :; done; unset line; fi
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin LC_ALL=C LANG=C LC_MESSAGES=C; export PATH LC_ALL LANG LC_MESSAGES
read -r status </proc/$$/stat
status=\${status##*) } status=\${status#* * } group=\${status%% *}
printf '%s %s\\n' "$marker" "$group"
if [ -n "$directory" ]; then cd -- "$directory" || exit; fi
start() {
  "$@" <&5 3<&- 4>&- 5<&- &
  command=$!
  {
    [ "$length" = 0 ] || head -c "$length" >&4
    exec 4>&-
    while read -r line; do :; done
    exec </dev/null
    trap '' TERM HUP
    kill -TERM -"$group"; sleep 3; kill -TERM -"$group"; sleep 3; kill -KILL -"$group"
  } <&3 3<&- 5<&- >/dev/null 2>&1 &
  feeder=$!
  exec 3<&- 4>&- 5<&-
  wait "$command"; status=$?
  kill -KILL "$feeder"
  exit "$status"
}
exec 3<&0
if [ "$length" = 0 ]; then exec 4>/dev/null 5</dev/null; start "$@"; fi
: | { exec 4>/proc/self/fd/0 5<&0; start "$@"; }
`;

/** The command for the SSH server's `exec` request. */
export function commandLine(command: CommandLine): string {
  const { marker, privilege } = command;
  const skip = privilege === 'sudo-password' ? 'skip' : 'take';
  const directory = command.directory === undefined ? '' : fromHome(command.directory);
  const words = [script, 'sh', marker, String(command.inputLength), directory, skip, ...command.argv];
  return `exec ${prefixes[privilege]}sh -c ${quoteAll(words)}`;
}

/**
 * `-k` makes sudo ask for the password even when it remembers one, so that it never reaches the command; the
 * script skips what sudo left of it.
 */
const prefixes: Readonly<Record<Privilege, string>> = {
  none: '',
  sudo: 'sudo -n -- ',
  'sudo-password': `sudo -k -S -p ${quote('')} -- `,
};

/** What goes to standard input before the command's own input. */
export function inputPrefix(command: Pick<CommandLine, 'marker' | 'privilege'>, password: string): string {
  return command.privilege === 'sudo-password' ? `${password}\n${command.marker}\n` : '';
}

/** Ends a process group at once, when closing its standard input did not. */
export function killLine(processGroup: number, privilege: Privilege): string {
  return `exec ${prefixes[privilege]}kill -KILL -- -${processGroup}`;
}

/** A folder that begins with a dash must not look like an option to `cd`, not even after `--` (`cd -`). */
function fromHome(directory: string): string {
  return directory.startsWith('-') ? `./${directory}` : directory;
}
