// The ways to prove who the user is, in the order they are tried: key files that need no passphrase, the agent,
// encrypted key files, questions of the server, a password. Nothing is kept once a connection is open.
import { readFile } from 'node:fs/promises';
import ssh2 from 'ssh2';
import type { AnyAuthMethod, BaseAgent, ParsedKey } from 'ssh2';
import { UserError } from '../user-error';
import type { HostConfig } from './host-config';
import { identityAgent } from './identity-agent';
import type { SecretPrompts } from './prompts';

/** What the server would still accept: names such as `publickey`. */
export type MethodsLeft = readonly string[];

const attempts = 3;

/**
 * Yields one method after the other; `next()` is given what the server accepts after the last one failed.
 * The first is always `none`, which asks the server what it accepts.
 */
export async function* authenticationMethods(
  host: HostConfig,
  secrets: SecretPrompts,
): AsyncGenerator<AnyAuthMethod, void, MethodsLeft> {
  const username = host.user;
  let accepted = yield { type: 'none', username };
  if (accepted.includes('publickey')) {
    const files = await readIdentityFiles(host);
    for (const key of files.flatMap(({ key }) => key ?? [])) {
      accepted = yield { type: 'publickey', username, key };
    }
    const agent = agentFor(host, files);
    if (agent !== undefined) accepted = yield { type: 'agent', username, agent };
    for (const { path, content, key } of files) {
      if (key !== undefined || !accepted.includes('publickey')) continue;
      const unlocked = await unlock(path, content, secrets);
      if (unlocked !== undefined) accepted = yield { type: 'publickey', username, key: unlocked };
    }
  }
  for (let attempt = 0; attempt < attempts && accepted.includes('keyboard-interactive'); attempt++) {
    accepted = yield keyboardInteractive(username, secrets, attempt > 0);
  }
  for (let attempt = 0; attempt < attempts && accepted.includes('password'); attempt++) {
    accepted = yield { type: 'password', username, password: await password(host, secrets, attempt > 0) };
  }
}

/** A private key file; `key` is undefined while it is locked by a passphrase. */
interface IdentityFile {
  readonly path: string;
  readonly content: Buffer;
  readonly key: ParsedKey | undefined;
}

/** Files that are missing or hold no private key that can be used here (a security key's, say) are left out. */
async function readIdentityFiles(host: HostConfig): Promise<IdentityFile[]> {
  const files = await Promise.all(
    host.identityFiles.map(async (path): Promise<IdentityFile[]> => {
      const content = await readFile(path).catch(() => undefined);
      if (content === undefined) return [];
      const key = parseKey(content);
      if (key instanceof Error) return isLocked(key) ? [{ path, content, key: undefined }] : [];
      return key.isPrivateKey() ? [{ path, content, key }] : [];
    }),
  );
  return files.flat();
}

function parseKey(content: Buffer, passphrase?: string): ParsedKey | Error {
  // ssh2 gives an array for OpenSSH files, which may hold several keys, though its types do not say so.
  const parsed = ssh2.utils.parseKey(content, passphrase) as ParsedKey | ParsedKey[] | Error;
  if (!Array.isArray(parsed)) return parsed;
  return parsed[0] ?? new Error('The file holds no key');
}

function isLocked(error: Error): boolean {
  return /encrypted/i.test(error.message);
}

async function unlock(path: string, content: Buffer, secrets: SecretPrompts): Promise<ParsedKey | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const passphrase = await secrets.ask({
      kind: 'passphrase',
      prompt: `Passphrase of the key ${path}`,
      echo: false,
      again: attempt > 0,
    });
    if (passphrase === undefined) return undefined;
    const key = parseKey(content, passphrase);
    if (!(key instanceof Error)) return key;
  }
  throw new UserError(
    `The passphrase of ${path} was wrong ${attempts} times.`,
    'Connect again with the right one, or add the key to your SSH agent.',
    { code: 'wrong-passphrase' },
  );
}

function agentFor(host: HostConfig, files: readonly IdentityFile[]): BaseAgent | undefined {
  if (host.agent === undefined) return undefined;
  return identityAgent(host.agent, host.identitiesOnly ? files.map(({ path }) => `${path}.pub`) : undefined);
}

function keyboardInteractive(username: string, secrets: SecretPrompts, again: boolean): AnyAuthMethod {
  return {
    type: 'keyboard-interactive',
    username,
    prompt(_name, _instructions, _language, prompts, finish) {
      void (async () => {
        const answers: string[] = [];
        for (const { prompt, echo } of prompts) {
          const answer = await secrets.ask({ kind: 'answer', prompt, echo: echo ?? false, again });
          // A question that is dismissed is answered by nothing at all, which the server refuses.
          if (answer === undefined) return finish([]);
          answers.push(answer);
        }
        finish(answers);
      })();
    },
  };
}

async function password(host: HostConfig, secrets: SecretPrompts, again: boolean): Promise<string> {
  const answer = await secrets.ask({
    kind: 'password',
    prompt: `Password of ${host.user} on ${host.name}`,
    echo: false,
    again,
  });
  if (answer !== undefined) return answer;
  throw new UserError(
    `No password was given for ${host.user} on ${host.name}.`,
    'Connect again and enter it, or set an identity file for the target.',
    { code: 'login-cancelled' },
  );
}
