// Logging in to a real OpenSSH server: keys, agent, passphrases, host keys, jump hosts.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../remote/src/ssh/session';
import { failureOf } from '../support/failure';
import { conversation, open, type Conversation } from '../support/remote-session';
import { freePort, makeKey, startSshd, type Sshd } from '../support/sshd';

const execute = promisify(execFile);
let sshd: Sshd;
const sessions: Session[] = [];

beforeAll(async () => {
  sshd = await startSshd({ hostKeys: ['rsa', 'ed25519'] });
});
beforeEach(async () => {
  await sshd.configure([]);
  await sshd.trust();
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
});
afterAll(() => sshd.stop());

/** Logs in and proves it. */
async function login(talk?: Conversation, target = sshd.target): Promise<Session> {
  const session = await open(sshd, talk, target);
  sessions.push(session);
  expect((await session.run(['echo', 'in'])).stdout).toBe('in\n');
  return session;
}

const hostKey = (index: number): Promise<string> => readFile(`${sshd.hostKeyFiles[index]}.pub`, 'utf8');

async function knownAs(hosts: string, publicKey: string): Promise<void> {
  await writeFile(sshd.knownHosts, `${hosts} ${publicKey.split(' ').slice(0, 2).join(' ').trim()}\n`);
}

describe('a login', () => {
  it('with a key file asks nothing', async () => {
    const talk = conversation();
    await login(talk);
    expect(talk.keys).toEqual([]);
    expect(talk.questions).toEqual([]);
  });

  it("with the target's own user, port and identity file needs nothing from the configuration", async () => {
    const { target, clientKey, port, user } = sshd;
    await knownAs(`[127.0.0.1]:${port}`, await hostKey(0));
    await sshd.configure(['PubkeyAuthentication yes']);
    await login(undefined, { ...target, host: 'lab1', port, user, identityFile: clientKey });
  });

  it('with a key that the server does not know is refused in one sentence', async () => {
    const stranger = await makeKey(join(sshd.folder, 'stranger'));
    const error = await failureOf(open(sshd, undefined, { ...sshd.target, identityFile: stranger }));
    expect(error.code).toBe('login-refused');
    expect(error.message).toMatch(/^lab1 accepted none of the keys and passwords for user \w+\. Check that /);
  });

  it('with an encrypted key asks for its passphrase, again when it was wrong', async () => {
    const identityFile = await makeKey(join(sshd.folder, 'locked'), { passphrase: 'open sesame' });
    await appendFile(join(sshd.folder, 'authorized_keys'), await readFile(`${identityFile}.pub`));
    const talk = conversation({ secrets: ['wrong', 'open sesame'] });
    await login(talk, { ...sshd.target, identityFile });
    expect(talk.questions).toMatchObject([
      { kind: 'passphrase', echo: false, again: false },
      { kind: 'passphrase', again: true },
    ]);
    expect(talk.questions[0]?.prompt).toBe(`Passphrase of the key ${identityFile}`);
  });

  it('whose passphrase stays wrong is given up', async () => {
    const identityFile = await makeKey(join(sshd.folder, 'closed'), { passphrase: 'x' });
    const talk = conversation({ secrets: ['a', 'b', 'c', 'd'] });
    const error = await failureOf(open(sshd, talk, { ...sshd.target, identityFile }));
    expect(error.code).toBe('wrong-passphrase');
    expect(talk.questions).toHaveLength(3);
  });

  it('with a key that only the agent holds', async () => {
    const key = await makeKey(join(sshd.folder, 'agents'));
    await appendFile(join(sshd.folder, 'authorized_keys'), await readFile(`${key}.pub`));
    const socket = join(sshd.folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      await expect
        .poll(() =>
          stat(socket).then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
      await execute('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
      await sshd.configure([`IdentityAgent ${socket}`]);
      const configuration = await readFile(sshd.configFile, 'utf8');
      await writeFile(sshd.configFile, configuration.replace(/^ *IdentityFile .*$/m, '  IdentityFile none'));
      await login();
    } finally {
      agent.kill();
    }
  });

  it('is given up when it is cancelled', async () => {
    const cancel = new AbortController();
    const talk = conversation({}, cancel.signal);
    cancel.abort();
    await expect(open(sshd, talk)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('where nothing listens says so', async () => {
    const error = await failureOf(open(sshd, undefined, { ...sshd.target, port: await freePort() }));
    expect(error.code).toBe('connection-refused');
    expect(error.message).toMatch(
      /^Nothing answers SSH at 127\.0\.0\.1 port \d+\. Check that the machine is up/,
    );
  });

  it.each(['-oProxyCommand=touch /tmp/x', 'a b', ''])(
    'to the host %j is refused before ssh sees it',
    async (host) => {
      const error = await failureOf(open(sshd, undefined, { ...sshd.target, host }));
      expect(error.code).toBe('bad-host');
    },
  );
});

describe('a host key', () => {
  it('that nobody knows is asked about by the fingerprint that ssh-keygen prints, and remembered', async () => {
    await writeFile(sshd.knownHosts, '# mine, without a newline at its end');
    const talk = conversation({ trustKey: true });
    await login(talk);
    const printed = execFileSync('ssh-keygen', ['-lf', `${sshd.hostKeyFiles[1]}.pub`], { encoding: 'utf8' });
    expect(talk.keys).toEqual([
      { host: '127.0.0.1', port: sshd.port, keyType: 'ssh-ed25519', fingerprint: printed.split(' ')[1] },
    ]);
    const [comment, line] = (await readFile(sshd.knownHosts, 'utf8')).split('\n');
    expect(comment).toBe('# mine, without a newline at its end');
    expect(line).toContain(`[127.0.0.1]:${sshd.port} ssh-ed25519 `);
    const again = conversation();
    await login(again);
    expect(again.keys).toEqual([]);
  });

  it('that is remembered for the first time is kept in a file of the user alone', async () => {
    await sshd.configure([`UserKnownHostsFile ${join(sshd.folder, 'new', 'known_hosts')}`]);
    await login(conversation({ trustKey: true }));
    expect((await stat(join(sshd.folder, 'new', 'known_hosts'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(sshd.folder, 'new'))).mode & 0o777).toBe(0o700);
  });

  it('that is remembered hashed is understood by ssh', async () => {
    await writeFile(sshd.knownHosts, '');
    await sshd.configure(['HashKnownHosts yes']);
    await login(conversation({ trustKey: true }));
    const text = await readFile(sshd.knownHosts, 'utf8');
    expect(text).toMatch(/^\|1\|/);
    const ssh = [
      '-F',
      sshd.configFile,
      '-o',
      'StrictHostKeyChecking=yes',
      '-o',
      'BatchMode=yes',
      'lab1',
      'echo',
      'ok',
    ];
    expect((await execute('ssh', ssh)).stdout).toBe('ok\n');
  });

  it('that is not trusted ends the attempt, and nothing is remembered', async () => {
    await writeFile(sshd.knownHosts, '');
    const error = await failureOf(open(sshd, conversation({ trustKey: false })));
    expect(error.code).toBe('host-key-refused');
    expect(await readFile(sshd.knownHosts, 'utf8')).toBe('');
  });

  it('that is unknown is not even asked about under StrictHostKeyChecking', async () => {
    await writeFile(sshd.knownHosts, '');
    await sshd.configure(['StrictHostKeyChecking yes']);
    const talk = conversation({ trustKey: true });
    expect((await failureOf(open(sshd, talk))).code).toBe('host-key-unknown');
    expect(talk.keys).toEqual([]);
  });

  it('that has changed is refused, naming file, line and the next step', async () => {
    const other = await makeKey(join(sshd.folder, 'other_host'));
    await knownAs(`# a comment\n[127.0.0.1]:${sshd.port}`, await readFile(`${other}.pub`, 'utf8'));
    const talk = conversation({ trustKey: true });
    const error = await failureOf(open(sshd, talk));
    expect(error.code).toBe('host-key-changed');
    expect(error.message).toMatch(/^The host key of lab1 has changed: it shows ssh-ed25519 SHA256:/);
    expect(error.message).toContain(`${sshd.knownHosts}:2 names another key`);
    expect(error.message).toContain(`ssh-keygen -R '[127.0.0.1]:${sshd.port}' -f '${sshd.knownHosts}'`);
    expect(talk.keys).toEqual([]);
  });

  it.each([0, 1])('of one type is asked for when that type is the one known (%i)', async (index) => {
    await knownAs(`[127.0.0.1]:${sshd.port}`, await hostKey(index));
    const talk = conversation();
    await login(talk);
    expect(talk.keys).toEqual([]);
  });

  it('in a hashed file is found', async () => {
    await execute('ssh-keygen', ['-q', '-H', '-f', sshd.knownHosts]);
    expect(await readFile(sshd.knownHosts, 'utf8')).not.toContain('127.0.0.1');
    await login();
  });

  it('that is revoked is refused, though it is known as well', async () => {
    const key = (await hostKey(1)).split(' ').slice(0, 2).join(' ');
    await appendFile(sshd.knownHosts, `@revoked * ${key}\n`);
    expect((await failureOf(open(sshd))).code).toBe('host-key-revoked');
  });

  it('behind a certificate authority alone is said to be unsupported', async () => {
    await knownAs(`@cert-authority *`, await hostKey(0));
    const error = await failureOf(open(sshd, conversation({ trustKey: true })));
    expect(error.code).toBe('host-certificate');
    expect(error.message).toContain(`${sshd.knownHosts}:1 trusts lab1 through a certificate authority`);
  });
});

describe('a jump host', () => {
  it('is passed through, and its host key verified like any other', async () => {
    const jump = await startSshd();
    try {
      await sshd.configure([`ProxyJump ${jump.user}@jump1`]);
      const host = (name: string, file: string): string =>
        `Host ${name}\n  HostName 127.0.0.1\n  Port ${jump.port}\n  IdentityFile ${jump.clientKey}\n  IdentityAgent none\n  HashKnownHosts no\n  UserKnownHostsFile ${file}\n  GlobalKnownHostsFile none\n`;
      await appendFile(sshd.configFile, host('jump1', jump.knownHosts));
      const refused = conversation({ trustKey: false });
      const error = await failureOf(open(sshd, refused));
      expect(error.code).toBe('host-key-refused');
      expect(error.message).toContain('jump1');
      expect(refused.keys).toMatchObject([{ port: jump.port }]);
      await jump.trust();
      await login();
      expect(await jump.connections()).toHaveLength(1);
      for (const session of sessions.splice(0)) await session.close();
      await expect.poll(() => jump.connections()).toEqual([]);
    } finally {
      await jump.stop();
    }
  });

  it('that cannot reach the target says so', async () => {
    const jump = await startSshd({ configuration: ['AllowTcpForwarding no'] });
    try {
      await jump.trust();
      await appendFile(sshd.knownHosts, await readFile(jump.knownHosts));
      const hop = `${jump.user}@127.0.0.1:${jump.port}`;
      await sshd.configure([`ProxyJump ${hop}`]);
      await appendFile(
        sshd.configFile,
        `Host 127.0.0.1\n  IdentityFile ${jump.clientKey}\n  IdentityAgent none\n  UserKnownHostsFile ${sshd.knownHosts}\n`,
      );
      const error = await failureOf(open(sshd));
      expect(error.code).toBe('jump-failed');
      expect(error.message).toMatch(
        /^The jump host 127\.0\.0\.1 could not connect to 127\.0\.0\.1 port \d+\. /,
      );
    } finally {
      await jump.stop();
    }
  });

  it('given as ProxyCommand is said to be unsupported', async () => {
    await sshd.configure(['ProxyCommand nc %h %p']);
    expect((await failureOf(open(sshd))).code).toBe('proxy-command');
  });
});
