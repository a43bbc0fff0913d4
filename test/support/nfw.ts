// The bundled command line as a process of its own, as users start it. `npm test` has built it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const nfwPath = fileURLToPath(new URL('../../dist/nfw.js', import.meta.url));

export interface NfwResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface NfwOptions {
  readonly folder?: string;
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What runs node, e.g. `setpriv` to be somebody else. */
  readonly through?: readonly string[];
}

/** Runs `nfw` to its end. Its standard input is `input`, or empty. */
export function runNfw(args: readonly string[], options: NfwOptions = {}): Promise<NfwResult> {
  const [program = process.execPath, ...rest] = [
    ...(options.through ?? []),
    process.execPath,
    nfwPath,
    ...args,
  ];
  const child = spawn(program, rest, {
    cwd: options.folder,
    env: { ...process.env, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that does not read its input may have closed it already.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
