// Servers that misbehave in ways a real one cannot be made to: an in-process server that only injects the fault.
import { createServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../support/failure';
import { conversation } from '../support/remote-session';
import { makeKey } from '../support/sshd';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { openSession } from '../../remote/src/ssh/open-session';
import type { Session } from '../../remote/src/ssh/session';

let folder: TemporaryFolder;
const servers: { close(): unknown }[] = [];
const sockets = new Set<Socket>();

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  await folder.remove();
});

/** Logs in to a port of this machine, trusting what answers there. */
async function open(port: number, configuration: readonly string[] = []): Promise<Session> {
  const key = join(folder.path, 'client');
  await makeKey(key).catch(() => undefined);
  const configFile = join(folder.path, 'ssh_config');
  await writeFile(
    configFile,
    [
      'Host faulty',
      '  HostName 127.0.0.1',
      `  Port ${port}`,
      `  IdentityFile ${key}`,
      '  IdentityAgent none',
      `  UserKnownHostsFile ${join(folder.path, 'known_hosts')}`,
      '  GlobalKnownHostsFile none',
      ...configuration.map((line) => `  ${line}`),
      '',
    ].join('\n'),
  );
  const { options } = conversation({ trustKey: true });
  return openSession({ kind: 'ssh', name: 'faulty', host: 'faulty' }, { ...options, configFile });
}

function listen(server: TcpServer): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** What the server does with each command, given the stream of its channel. */
type Command = (command: string, channel: ssh2.ServerChannel, connection: ssh2.Connection) => void;

interface Behaviour {
  readonly authenticate?: (context: ssh2.AuthContext) => void;
  readonly execute: Command;
}

/** An SSH server that lets everybody in and does what the test says. */
async function faultyServer(behaviour: Behaviour): Promise<number> {
  const hostKey = await readFile(await makeKey(join(folder.path, 'host')));
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connection.on('error', () => undefined);
    connection.on('authentication', behaviour.authenticate ?? ((context) => context.accept()));
    connection.on('session', (accept) => {
      accept().on('exec', (acceptCommand, _reject, { command }) => {
        const channel = acceptCommand();
        channel.on('error', () => undefined);
        behaviour.execute(command, channel, connection);
      });
    });
  });
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Answers the question for the system, and leaves everything else to the test. */
const asLinux =
  (rest: Command): Command =>
  (command, channel, connection) => {
    if (command !== 'uname -s') return rest(command, channel, connection);
    channel.write('Linux\n');
    channel.exit(0);
    channel.end();
  };

/** The marker that the command's own script would print first. */
const markerOf = (command: string): string => /nfw-[0-9a-f]{24}/.exec(command)?.[0] ?? '';

describe('what answers at the port', () => {
  it('and says nothing is given up at the deadline', async () => {
    const port = await listen(createServer());
    const error = await failureOf(open(port, ['ConnectTimeout 1']));
    expect(error.code).toBe('connect-deadline');
    expect(error.message).toMatch(/^faulty did not finish the SSH handshake within 1 seconds\. /);
  });

  it.each([
    ['talks HTTP', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'],
    ['talks nonsense', 'x'.repeat(10_000)],
    ['greets and then sends garbage', `SSH-2.0-Faulty\r\n${'\xff'.repeat(400)}`],
  ])('and %s is said to speak no SSH', async (_name, text) => {
    const port = await listen(
      createServer((socket) => {
        socket.end(Buffer.from(text, 'latin1'));
      }),
    );
    const error = await failureOf(open(port));
    expect(error.code).toBe('no-ssh');
    expect(error.message).toMatch(
      /^What answers at 127\.0\.0\.1 port \d+ broke off the SSH handshake or speaks no SSH/,
    );
    expect(error.message).not.toContain('\n');
  });

  it('and hangs up at once is said to break off', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    expect((await failureOf(open(port))).code).toBe('no-ssh');
  });

  it('and never finishes the login is given up at the deadline', async () => {
    const port = await faultyServer({ authenticate: () => undefined, execute: () => undefined });
    expect((await failureOf(open(port, ['ConnectTimeout 2']))).code).toBe('connect-deadline');
  });

  it.each([
    ['Darwin', 'Darwin\n'],
    ['a router', '% Unknown command: uname\n'],
    ['cmd.exe', "'uname' is not recognized as an internal or external command,\r\n"],
    ['nobody', ''],
  ])('and is %s is said to be no Linux machine', async (_name, answer) => {
    const port = await faultyServer({
      execute: (_command, channel) => {
        channel.write(answer);
        channel.exit(0);
        channel.end();
      },
    });
    const error = await failureOf(open(port));
    expect(error.code).toBe('not-linux');
    expect(error.message).toContain(`it said “${answer.trim()}”`);
  });
});

describe('a command', () => {
  it('whose connection closes before its status is a lost connection', async () => {
    const port = await faultyServer({
      execute: asLinux((command, channel, connection) => {
        channel.write(`${markerOf(command)} 1\nhalf of what`);
        setTimeout(() => connection.end(), 100);
      }),
    });
    const session = await open(port);
    expect((await failureOf(session.run(['ls']))).code).toBe('connection-lost');
    await expect(session.ended).resolves.toMatchObject({ reason: 'lost' });
  });

  it('whose channel closes without a status is one too', async () => {
    const port = await faultyServer({
      execute: asLinux((command, channel) => {
        channel.write(`${markerOf(command)} 1\n`);
        channel.close();
      }),
    });
    const session = await open(port);
    expect((await failureOf(session.run(['ls']))).code).toBe('connection-lost');
    await session.close();
  });

  it('is given whole, however small the pieces it arrives in, and without what a login script printed', async () => {
    const text = 'one\ntwö\n';
    const port = await faultyServer({
      execute: asLinux((command, channel) => {
        const bytes = Buffer.from(`Welcome!\nLast login: never\n${markerOf(command)} 4711\n${text}`);
        for (const byte of bytes) channel.write(Buffer.from([byte]));
        channel.exit(0);
        channel.end();
      }),
    });
    const session = await open(port);
    const lines: string[] = [];
    const result = await session.run(['ls'], { onLine: (line) => lines.push(line) });
    expect(result.stdout).toBe(text);
    expect(lines).toEqual(['one', 'twö']);
    await session.close();
  });

  it('that a restricted login refuses is said not to have run', async () => {
    const port = await faultyServer({
      execute: asLinux((_command, channel) => {
        channel.stderr.write('This account is restricted.\n');
        channel.exit(1);
        channel.end();
      }),
    });
    const session = await open(port);
    const error = await failureOf(session.run(['ls']));
    expect(error.code).toBe('command-not-started');
    expect(error.message).toContain('faulty did not run ls: This account is restricted.');
    await session.close();
  });
});
