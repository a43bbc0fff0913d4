// Files → target. Only a shell with cat, wc and mv is asked of it, so that small SSH servers without SFTP do as
// well; the bytes go through the command's standard input.
import { posix } from 'node:path';
import { UserError } from '../user-error';
import type { CommandOptions, CommandResult, Upload } from './session';

type Run = (argv: readonly string[], options: CommandOptions) => Promise<CommandResult>;

/** How many files travel at once; OpenSSH allows ten channels a connection. */
const width = 4;

/**
 * Writes beside the file and renames, so that nobody sees half of it. The size is compared first: after a lost
 * connection the input ends early, which looks like its end.
 */
const script = `
path=$1 mode=$2 length=$3 folder=$4 temporary=$5
mkdir -p -- "$folder" || exit
trap 'rm -f -- "$temporary"' EXIT
trap 'exit 1' TERM HUP INT
cat >"$temporary" && [ "$(wc -c <"$temporary")" -eq "$length" ] && chmod "$mode" -- "$temporary" || exit
if [ -d "$path" ]; then echo "it is a folder" >&2; exit 1; fi
mv -f -- "$temporary" "$path"
`;

export async function uploadFiles(
  run: Run,
  name: string,
  files: readonly Upload[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const queue = files.values();
  const worker = async (): Promise<void> => {
    for (const file of queue) await uploadFile(run, name, file, signal);
  };
  await Promise.all(Array.from({ length: Math.min(width, files.length) }, worker));
}

async function uploadFile(
  run: Run,
  name: string,
  file: Upload,
  signal: AbortSignal | undefined,
): Promise<void> {
  // Redirections take a leading dash as it is, but the tools above would read it as an option.
  const path = file.path.startsWith('-') ? `./${file.path}` : file.path;
  const folder = posix.dirname(path);
  const temporary = posix.join(folder === '.' ? './' : folder, `.nfw-${process.pid}-${counter++}.part`);
  const mode = (file.mode ?? 0o644).toString(8);
  const result = await run(
    ['sh', '-c', script, 'sh', path, mode, String(file.content.length), folder, temporary],
    { input: file.content, ...(signal === undefined ? {} : { signal }) },
  );
  if (result.status === 0) return;
  const reason = result.stderr.trim().split('\n').at(-1) ?? '';
  throw new UserError(
    `The file ${file.path} could not be written on ${name}${reason === '' ? '' : `: ${reason}`}.`,
    'Check the free space and the permissions there, then try again.',
    { code: 'upload-failed' },
  );
}

let counter = 0;
