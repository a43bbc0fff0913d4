// Logging in to a real OpenSSH server by everything but a plain key: passwords, PAM's questions, several factors, certificates;
// and what else of ssh_config(5) decides who is connected to and whether its key is good.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../remote/src/ssh/session';
import { failureOf } from '../support/failure';
import { conversation, open, type Conversation } from '../support/remote-session';
import { makeKey, startSshd, type Sshd } from '../support/sshd';
import { sudoMachine } from '../support/sudo-machine';

const execute = promisify(execFile);
const sessions: Session[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
});

/** Logs in and proves it. */
async function login(sshd: Sshd, talk?: Conversation, target = sshd.target): Promise<Session> {
  const session = await open(sshd, talk, target);
  sessions.push(session);
  expect((await session.run(['echo', 'in'])).stdout).toBe('in\n');
  return session;
}

describe('a login by something that is known', () => {
  const user = 'nfw-anna';
  const password = ` ä'"\\n$HOME ${randomBytes(6).toString('hex')}`;
  let sshd: Sshd;

  beforeAll(async () => {
    const people = ['nfw-anna', 'nfw-password', 'nfw-both', 'nfw-asked'];
    sshd = await startSshd({
      starter: await sudoMachine(
        people.map((name) => ({ name })),
        password,
      ),
      configuration: ['UsePAM yes', 'KbdInteractiveAuthentication yes', 'PasswordAuthentication yes'],
      matches: [
        'Match User nfw-password',
        '  KbdInteractiveAuthentication no',
        '  PubkeyAuthentication no',
        'Match User nfw-both',
        '  AuthenticationMethods publickey,password',
        'Match User nfw-asked',
        '  AuthenticationMethods publickey,keyboard-interactive',
      ],
    });
  });
  beforeEach(async () => {
    await sshd.configure(['PubkeyAuthentication yes']);
    await sshd.trust();
  });
  afterAll(() => sshd.stop());

  const as = (name: string) => ({ ...sshd.target, user: name });
  const noKey = async (name: string) => ({
    ...as(name),
    identityFile: await makeKey(join(sshd.folder, randomBytes(4).toString('hex'))),
  });

  it('a password', async () => {
    const talk = conversation({ secrets: ['wrong', password] });
    await login(sshd, talk, as('nfw-password'));
    expect(talk.questions).toEqual([
      { kind: 'password', prompt: 'Password of nfw-password on lab1', echo: false, again: false },
      { kind: 'password', prompt: 'Password of nfw-password on lab1', echo: false, again: true },
    ]);
  });

  it('the answer to what PAM asks', async () => {
    const talk = conversation({ secrets: ['wrong', password] });
    await login(sshd, talk, await noKey(user));
    expect(talk.questions).toEqual([
      { kind: 'answer', prompt: `(${user}@lab1) Password: `, echo: false, again: false },
      { kind: 'answer', prompt: `(${user}@lab1) Password: `, echo: false, again: true },
    ]);
  });

  it.each([
    ['nfw-both', 'password'],
    ['nfw-asked', 'answer'],
  ])('a key, and then what else %s needs', async (name, kind) => {
    const talk = conversation({ secrets: [password] });
    await login(sshd, talk, as(name));
    expect(talk.questions).toMatchObject([{ kind }]);
  });

  it.each([['nfw-password'], ['nfw-anna']])(
    'that %s does not know, and dismisses the question',
    async (name) => {
      const talk = conversation();
      const error = await failureOf(open(sshd, talk, await noKey(name)));
      expect(error.message).toBe(
        `No password was given for ${name} on lab1. Connect again and enter it, or set an identity file for the target.`,
      );
      expect(talk.questions).toHaveLength(1);
    },
  );

  it.each([
    ['nfw-password', /^lab1 accepted none of the keys and passwords for user nfw-password\. Check that /],
    ['nfw-anna', /^lab1 broke off the login of user nfw-anna after too many keys and passwords /],
  ])('that %s gets wrong again and again', async (name, sentence) => {
    const talk = conversation({ secrets: Array.from({ length: 9 }, () => 'wrong') });
    const error = await failureOf(open(sshd, talk, await noKey(name)));
    expect(error.code).toBe('login-refused');
    expect(error.message).toMatch(sentence);
  });
});

describe('what ssh_config says', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd({ configuration: ['ListenAddress ::1'] });
  });
  beforeEach(async () => {
    await sshd.configure([]);
    await sshd.trust();
  });
  afterAll(() => sshd.stop());

  const hostKey = async (): Promise<string> =>
    (await readFile(`${sshd.hostKeyFiles[0]}.pub`, 'utf8')).split(' ').slice(0, 2).join(' ').trim();
  /** The configuration of `lab1` with a line in place of another. */
  const replaceLine = async (from: RegExp, to: string): Promise<void> => {
    const text = await readFile(sshd.configFile, 'utf8');
    expect(text).toMatch(from);
    await writeFile(sshd.configFile, text.replace(from, to));
  };

  it('HostKeyAlias: the key is known by that name, without a port', async () => {
    await sshd.configure(['HostKeyAlias the-lab']);
    await writeFile(sshd.knownHosts, `the-lab ${await hostKey()}\n`);
    const talk = conversation();
    await login(sshd, talk);
    expect(talk.keys).toEqual([]);
  });

  it('UserKnownHostsFile with several files: each is read, the first is written', async () => {
    const [first, second] = [join(sshd.folder, 'known one'), join(sshd.folder, 'known2')];
    await writeFile(first, '');
    await writeFile(second, await readFile(sshd.knownHosts));
    await sshd.configure([`UserKnownHostsFile "${first}" ${second}`]);
    await login(sshd);
    await writeFile(second, '');
    await login(sshd, conversation({ trustKey: true }));
    expect(await readFile(first, 'utf8')).toContain(await hostKey());
    expect(await readFile(second, 'utf8')).toBe('');
  });

  it('StrictHostKeyChecking accept-new: a new key is remembered unasked, a changed one refused', async () => {
    await sshd.configure(['StrictHostKeyChecking accept-new']);
    await writeFile(sshd.knownHosts, '');
    const talk = conversation();
    await login(sshd, talk);
    expect(talk.keys).toEqual([]);
    expect(await readFile(sshd.knownHosts, 'utf8')).toContain(await hostKey());
    const other = await readFile(`${await makeKey(join(sshd.folder, 'changed'))}.pub`, 'utf8');
    await writeFile(sshd.knownHosts, `[127.0.0.1]:${sshd.port} ${other}`);
    expect((await failureOf(open(sshd))).code).toBe('host-key-changed');
  });

  it('StrictHostKeyChecking no: a new key is asked about all the same', async () => {
    await sshd.configure(['StrictHostKeyChecking no']);
    await writeFile(sshd.knownHosts, '');
    const talk = conversation({ trustKey: false });
    expect((await failureOf(open(sshd, talk))).code).toBe('host-key-refused');
    expect(talk.keys).toHaveLength(1);
  });

  it('HostName %h, and Match blocks', async () => {
    await replaceLine(/^Host lab1$/m, 'Match originalhost 127');
    await replaceLine(/HostName .*/, 'HostName %h.0.0.1');
    await login(sshd, undefined, { ...sshd.target, host: '127' });
  });

  it('HostName %h where there is no ssh to ask', async () => {
    await replaceLine(/^Host lab1$/m, 'Host 127');
    await replaceLine(/HostName .*/, 'HostName %h.0.0.1');
    const path = process.env['PATH'];
    process.env['PATH'] = sshd.folder;
    try {
      await login(sshd, undefined, { ...sshd.target, host: '127' });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('an IPv6 address: its key is remembered as [address]:port, as ssh understands it', async () => {
    await replaceLine(/HostName .*/, 'HostName ::1');
    await writeFile(sshd.knownHosts, '');
    await login(sshd, conversation({ trustKey: true }));
    expect(await readFile(sshd.knownHosts, 'utf8')).toMatch(
      new RegExp(`^\\[::1\\]:${sshd.port} ssh-ed25519 `),
    );
    const strict = ['-o', 'StrictHostKeyChecking=yes', '-o', 'BatchMode=yes'];
    const { stdout } = await execute('ssh', ['-F', sshd.configFile, ...strict, 'lab1', 'echo', 'ok']);
    expect(stdout).toBe('ok\n');
  });

  it('IdentitiesOnly: of the agent only the keys that are named', async () => {
    const [named, other] = [
      await makeKey(join(sshd.folder, 'named')),
      await makeKey(join(sshd.folder, 'other')),
    ];
    await writeFile(join(sshd.folder, 'authorized_keys'), await readFile(`${other}.pub`));
    const { stdout } = await execute('ssh-agent', ['-c']);
    const socket = /SSH_AUTH_SOCK (\S+);/.exec(stdout)?.[1] ?? '';
    const agent = Number(/SSH_AGENT_PID (\d+);/.exec(stdout)?.[1]);
    try {
      await execute('ssh-add', ['-q', named, other], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
      // Only the public halves are left, as on a machine whose agent is forwarded.
      for (const key of [named, other]) await writeFile(key, '');
      await replaceLine(/IdentityAgent none/, `IdentityAgent ${socket}`);
      await replaceLine(/IdentityFile .*/, `IdentityFile ${named}`);
      await login(sshd);
      for (const session of sessions.splice(0)) await session.close();
      await appendFile(sshd.configFile, '  IdentitiesOnly yes\n');
      expect((await failureOf(open(sshd))).code).toBe('login-refused');
      await replaceLine(/IdentityFile .*/, `IdentityFile ${other}`);
      await login(sshd);
    } finally {
      process.kill(agent);
      await writeFile(join(sshd.folder, 'authorized_keys'), await readFile(`${sshd.clientKey}.pub`));
    }
  });

  it('CertificateFile: a user whom the server knows by a certificate alone is told that it is not supported', async () => {
    const authority = await makeKey(join(sshd.folder, 'authority'));
    const key = await makeKey(join(sshd.folder, 'certified'));
    await execute('ssh-keygen', ['-q', '-s', authority, '-I', 'test', '-n', sshd.user, `${key}.pub`]);
    const certified = await startSshd({ configuration: [`TrustedUserCAKeys ${authority}.pub`] });
    try {
      await certified.trust();
      await certified.configure([`CertificateFile ${key}-cert.pub`, `IdentityFile ${key}`]);
      const strict = ['-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes', '-i', key];
      await writeFile(join(certified.folder, 'authorized_keys'), '');
      const { stdout } = await execute('ssh', ['-F', certified.configFile, ...strict, 'lab1', 'echo', 'ok']);
      expect(stdout).toBe('ok\n');
      const error = await failureOf(open(certified));
      expect(error.code).toBe('login-certificate');
      expect(error.message).toContain('a certificate (CertificateFile), which is not supported here.');
    } finally {
      await certified.stop();
    }
  });
});
