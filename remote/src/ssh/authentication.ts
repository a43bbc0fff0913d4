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
 *
 * @param giveUp Called when a question that came in the middle of a method is dismissed.
 */
export async function* authenticationMethods(
  host: HostConfig,
  secrets: SecretPrompts,
  giveUp: (reason: UserError) => void,
): AsyncGenerator<AnyAuthMethod, void, MethodsLeft> {
  const username = host.user;
  let accepted = yield { type: 'none', username };
  if (accepted.includes('publickey')) {
    const files = await readIdentityFiles(host);
    for (const key of files.flatMap(({ key }) => key ?? [])) {
      // A server that wants more than a key takes no second one.
      if (accepted.includes('publickey')) accepted = yield { type: 'publickey', username, key };
    }
    const agent = agentFor(host);
    if (agent !== undefined && accepted.includes('publickey')) {
      accepted = yield { type: 'agent', username, agent };
    }
    for (const { path, content, key } of files) {
      if (key !== undefined || !accepted.includes('publickey')) continue;
      const unlocked = await unlock(path, content, secrets);
      if (unlocked !== undefined) accepted = yield { type: 'publickey', username, key: unlocked };
    }
  }
  for (let attempt = 0; attempt < attempts && accepted.includes('keyboard-interactive'); attempt++) {
    accepted = yield keyboardInteractive(host, secrets, attempt > 0, giveUp);
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

/** The private half of a key that the agent holds may be nowhere else: then its public half is named, or lies beside. */
function agentFor({ agent, identitiesOnly, identityFiles }: HostConfig): BaseAgent | undefined {
  if (agent === undefined) return undefined;
  const publicHalves = identityFiles.flatMap((path) => [path, `${path}.pub`]);
  return identityAgent(agent, identitiesOnly ? publicHalves : undefined);
}

/** What the server asks by itself: a password as a rule, a one-time code at times. */
function keyboardInteractive(
  host: HostConfig,
  secrets: SecretPrompts,
  again: boolean,
  giveUp: (reason: UserError) => void,
): AnyAuthMethod {
  const { name, user: username } = host;
  return {
    type: 'keyboard-interactive',
    username,
    prompt(_name, _instructions, _language, prompts, finish) {
      void (async () => {
        const answers: string[] = [];
        for (const { prompt, echo } of prompts) {
          // Servers say `Password:` and no more.
          const question = `(${username}@${name}) ${prompt}`;
          const answer = await secrets.ask({ kind: 'answer', prompt: question, echo: echo ?? false, again });
          // Servers take an answer too few for an attack and hang up.
          if (answer === undefined) return giveUp(noAnswer(host));
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
  throw noAnswer(host);
}

function noAnswer(host: HostConfig): UserError {
  return new UserError(
    `No password was given for ${host.user} on ${host.name}.`,
    'Connect again and enter it, or set an identity file for the target.',
    { code: 'login-cancelled' },
  );
}
