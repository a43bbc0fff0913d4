// The same machine with further users, seen only by the sshd that is started around here and by what it starts:
// a mount namespace of its own, in which copies lie over the user database and the sudoers. The files of the
// machine are never written. Needs root, or a sudo that asks for nothing.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { SshdStarter } from './sshd';

export interface SudoUser {
  readonly name: string;
  /** Lines of sudoers; none when left out. */
  readonly sudoers?: readonly string[];
}

/**
 * The program first reads lines, each a file's name and a line for it. They come on standard input because one
 * holds the hash of a password. The end of standard input ends the server, which also happens when the tests die.
 * A /run of its own holds what sudo remembers of its users.
 */
const program = `
set -eu
folder=$1/machine; shift
chmod 711 "\${folder%/machine}"
mkdir "$folder"
mount -t tmpfs -o mode=755 tmpfs "$folder"
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/sshd
cp -p /etc/passwd /etc/group /etc/shadow "$folder"
while read -r file line && [ "$file" != end ]; do printf '%s\\n' "$line" >>"$folder/$file"; done
chmod 440 "$folder/sudoers"
for file in passwd group shadow sudoers; do mount --bind "$folder/$file" "/etc/$file"; done
"$@" </dev/null &
server=$!
while read -r line; do :; done
kill "$server"
wait "$server" || true
`;

/** Starts sshd where these users exist too; all have this password and log in with the client's key. */
export async function sudoMachine(users: readonly SudoUser[], password: string): Promise<SshdStarter> {
  const hash = await hashOf(password);
  const lines = [
    'sudoers Defaults lecture=never, use_pty, !syslog, !mailerpath',
    'sudoers root ALL=(ALL:ALL) ALL',
    ...users.flatMap((user, index) => linesFor(user, 61_234 + index, hash)),
    'end',
  ];
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  return (folder) => ({
    command: [...asRoot, 'unshare', '--mount', 'sh', '-c', program, 'sh', folder],
    input: lines.map((line) => `${line}\n`).join(''),
  });
}

function linesFor(user: SudoUser, id: number, hash: string): string[] {
  return [
    `passwd ${user.name}:x:${id}:${id}::/:/bin/sh`,
    `group ${user.name}:x:${id}:`,
    `shadow ${user.name}:${hash}:19000:0:99999:7:::`,
    ...(user.sudoers ?? []).map((line) => `sudoers ${line}`),
  ];
}

/** The SHA-512 crypt of a password, which is told to the program that makes it on standard input. */
async function hashOf(password: string): Promise<string> {
  const salt = randomBytes(6).toString('hex');
  const perl = spawn('perl', ['-e', 'my $word = <STDIN>; print crypt($word, $ARGV[0])', `$6$${salt}$`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  perl.stdin.end(password);
  const [hash] = await Promise.all([text(perl.stdout), once(perl, 'close')]);
  if (!hash.startsWith('$6$')) throw new Error('perl made no hash of the password.');
  return hash;
}
