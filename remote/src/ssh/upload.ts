// Files → target, those of one folder with one command. Only a shell, tar and mv are asked of it, so that small
// SSH servers without SFTP do as well; the bytes go through the command's standard input.
import { posix } from 'node:path';
import { UserError } from '../user-error';
import { createArchive } from './archive';
import type { CommandOptions, CommandResult, Upload } from './session';

type Run = (argv: readonly string[], options: CommandOptions) => Promise<CommandResult>;

/**
 * Everything is unpacked beside its place and renamed when all of it is there, so that nobody sees half a file.
 * After a lost connection the input ends early: tar complains when that is inside a file, and the last file is
 * missing when it is between two. Cleaning up is not to be interrupted by the end of the process group, nor
 * by a complaint that nobody is left to hear.
 */
const script = `
folder=$1 staging=$2 last=$3; shift 3
[ -d "$folder" ] || mkdir -p -- "$folder" || exit
trap 'trap "" TERM HUP INT; rm -rf -- "$staging"' EXIT
trap 'exit 1' TERM HUP INT
trap '' PIPE
mkdir -- "$staging" && tar -xpf - -C "$staging" && [ -e "$staging/$last" ] || exit
for path; do if [ -d "$path" ]; then echo "$path is a folder" >&2; exit 1; fi; done
number=0
for path; do mv -f -- "$staging/$number" "$path" || exit; number=$((number + 1)); done
`;

export async function uploadFiles(
  run: Run,
  name: string,
  files: readonly Upload[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const folders = new Map<string, Upload[]>();
  for (const file of files) {
    // The tools above would read a leading dash as an option.
    const path = file.path.startsWith('-') ? `./${file.path}` : file.path;
    const folder = posix.dirname(path);
    folders.set(folder, [...(folders.get(folder) ?? []), { ...file, path }]);
  }
  for (const [folder, each] of folders) await uploadToFolder(run, name, folder, each, signal);
}

async function uploadToFolder(
  run: Run,
  name: string,
  folder: string,
  files: readonly Upload[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const staging = `${folder}/.nfw-${process.pid}-${counter++}.part`;
  const input = createArchive(files.map(({ content, mode }) => ({ content, mode: mode ?? 0o644 })));
  const argv = ['sh', '-c', script, 'sh', folder, staging, String(files.length - 1)];
  const result = await run([...argv, ...files.map(({ path }) => path)], {
    input,
    ...(signal === undefined ? {} : { signal }),
  });
  if (result.status === 0) return;
  const reason = result.stderr.trim().split('\n').at(-1) ?? '';
  throw new UserError(
    `${files.length === 1 ? 'A file' : 'Files'} could not be written to ${folder} on ${name}${reason === '' ? '' : `: ${reason}`}.`,
    'Check the free space and the permissions there, then try again.',
    { code: 'upload-failed' },
  );
}

let counter = 0;
