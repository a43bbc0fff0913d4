// A real OpenSSH server on 127.0.0.1, with keys, configuration and known hosts of its own in a temporary folder.
// It logs the user that runs the tests in. Every process is ended by the id it was started with.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SshTarget } from '../../remote/src/target';
import { isRunning, statFields } from './processes';
import { temporaryFolder } from './temporary-folder';

const execute = promisify(execFile);

export interface SshdOptions {
  /** Types of the server's host keys; ed25519 alone when left out. */
  readonly hostKeys?: readonly string[];
  /** Further lines of sshd_config. */
  readonly configuration?: readonly string[];
  /** Match blocks of sshd_config, which end it. */
  readonly matches?: readonly string[];
  /** Starts the server in surroundings of its own. */
  readonly starter?: SshdStarter;
}

/**
 * Told the server's folder, gives a command that runs the command line appended to it and ends it at the end of
 * standard input, which begins with `input`.
 */
export type SshdStarter = (folder: string) => {
  readonly command: readonly string[];
  readonly input: string;
};

export interface Sshd {
  readonly port: number;
  readonly folder: string;
  readonly user: string;
  /** A private key that the server accepts. */
  readonly clientKey: string;
  /** Private host key files, in the order of `hostKeys`. */
  readonly hostKeyFiles: readonly string[];
  /** The known-hosts file that `target` is verified against; it does not exist at first. */
  readonly knownHosts: string;
  /** SSH configuration for clients: the host `lab1` is this server. */
  readonly configFile: string;
  readonly target: SshTarget;
  /** Adds the server's host keys to the known hosts. */
  trust(): Promise<void>;
  /** Adds lines to the client's configuration of `lab1`. */
  configure(lines: readonly string[]): Promise<void>;
  /** Process ids of the server's processes that serve a connection. */
  connections(): Promise<number[]>;
  stop(): Promise<void>;
}

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const temporary = await temporaryFolder();
  const folder = temporary.path;
  const port = await freePort();
  const hostKeyFiles: string[] = [];
  for (const type of options.hostKeys ?? ['ed25519']) {
    hostKeyFiles.push(await makeKey(join(folder, `host_${type}`), { type }));
  }
  const clientKey = await makeKey(join(folder, 'client'));
  await writeFile(join(folder, 'authorized_keys'), await readFile(`${clientKey}.pub`));
  const server = await startServer({
    folder,
    port,
    hostKeyFiles,
    lines: options.configuration ?? [],
    matches: options.matches ?? [],
    starter: options.starter,
  });
  const client = await clientFiles(folder, port, clientKey);
  return {
    port,
    folder,
    user: userInfo().username,
    clientKey,
    hostKeyFiles,
    ...client,
    target: { kind: 'ssh', name: 'lab1', host: 'lab1', directory: join(folder, 'target') },
    trust: async () => {
      const keys = await Promise.all(hostKeyFiles.map((file) => readFile(`${file}.pub`, 'utf8')));
      await writeFile(
        client.knownHosts,
        keys.map((key) => `[127.0.0.1]:${port} ${key.split(' ').slice(0, 2).join(' ').trim()}\n`).join(''),
      );
    },
    connections: () => childrenOf(server.pid ?? 0),
    stop: async () => {
      if (server.stdin !== null) {
        await endInput(server);
        return temporary.remove();
      }
      for (const child of await childrenOf(server.pid ?? 0)) killNow(child);
      await end(server);
      await temporary.remove();
    },
  };
}

/** Makes a key pair with ssh-keygen and returns the private file's path. */
export async function makeKey(
  file: string,
  options: { readonly type?: string; readonly passphrase?: string } = {},
): Promise<string> {
  await execute('ssh-keygen', [
    '-q',
    ...['-t', options.type ?? 'ed25519'],
    ...['-N', options.passphrase ?? ''],
    ...['-C', 'test', '-f', file],
  ]);
  return file;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function clientFiles(
  folder: string,
  port: number,
  clientKey: string,
): Promise<Pick<Sshd, 'knownHosts' | 'configFile' | 'configure'>> {
  const knownHosts = join(folder, 'known_hosts');
  const configFile = join(folder, 'ssh_config');
  const configure = (lines: readonly string[]): Promise<void> =>
    writeFile(
      configFile,
      [
        'Host lab1',
        ...lines.map((line) => `  ${line}`),
        '  HostName 127.0.0.1',
        `  Port ${port}`,
        `  IdentityFile ${clientKey}`,
        '  IdentityAgent none',
        '  HashKnownHosts no',
        `  UserKnownHostsFile ${knownHosts}`,
        '  GlobalKnownHostsFile none',
        '',
      ].join('\n'),
    );
  await configure([]);
  return { knownHosts, configFile, configure };
}

async function startServer(o: {
  readonly folder: string;
  readonly port: number;
  readonly hostKeyFiles: readonly string[];
  readonly lines: readonly string[];
  readonly matches: readonly string[];
  readonly starter: SshdStarter | undefined;
}): Promise<ChildProcess> {
  const configFile = join(o.folder, 'sshd_config');
  await writeFile(
    configFile,
    [
      ...o.lines,
      `Port ${o.port}`,
      'ListenAddress 127.0.0.1',
      ...o.hostKeyFiles.map((file) => `HostKey ${file}`),
      `AuthorizedKeysFile ${join(o.folder, 'authorized_keys')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'PidFile none',
      ...o.matches,
      '',
    ].join('\n'),
  );
  const server = await spawnServer(['/usr/sbin/sshd', '-D', '-e', '-f', configFile], o.starter?.(o.folder));
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`sshd did not start: ${log}`)));
    server.stderr?.on('data', (data: Buffer) => {
      log += data.toString();
      if (log.includes('Server listening')) resolve();
    });
  });
  return server;
}

async function spawnServer(
  argv: readonly string[],
  start: ReturnType<SshdStarter> | undefined,
): Promise<ChildProcess> {
  const [program = '', ...words] = [...(start?.command ?? []), ...argv];
  if (start === undefined) {
    // sshd wants this folder when root starts it, and the package makes it only at boot.
    if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
    return spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  }
  const server = spawn(program, words, { stdio: ['pipe', 'ignore', 'pipe'] });
  server.stdin.write(start.input);
  return server;
}

/** Ends a server that was started by an `SshdStarter`. */
function endInput(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.stdin?.end();
  });
}

function end(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}

/** A connection may have come to its own end meanwhile. */
function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  return pids.filter((pid) => isRunning(pid) && Number(statFields(pid)?.[1]) === parent);
}
