// What a connection asks a person, asked on the terminal. Without a terminal nothing is trusted and no secret
// given: the connection then fails with its own sentence.
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { HostKeyTrust, SecretPrompts } from '../../remote/src/ssh/prompts';

/** Asks whether an unknown host key is the right one; only a whole "yes" will do. */
export const terminalTrust: HostKeyTrust = {
  confirm: async ({ host, port, keyType, fingerprint }) => {
    const place = port === 22 ? host : `${host} port ${port}`;
    process.stderr.write(`${place} is not known yet. Its ${keyType} key is ${fingerprint}\n`);
    return (await ask('Is that the key of this machine? (yes/no) ', { echo: true })) === 'yes';
  },
};

export const terminalSecrets: SecretPrompts = {
  ask: ({ prompt, echo, again }) => ask(`${again ? 'That was not accepted. ' : ''}${prompt}: `, { echo }),
};

/** One line from the terminal; undefined without a terminal and when it is closed instead of answered. */
async function ask(question: string, { echo }: { readonly echo: boolean }): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  process.stderr.write(question);
  const terminal = createInterface({
    input: process.stdin,
    output: echo ? process.stderr : silence(),
    terminal: true,
    historySize: 0,
  });
  // In raw mode Ctrl-C is a key, so it is passed on as the signal it would have been.
  terminal.on('SIGINT', () => {
    terminal.close();
    process.kill(process.pid, 'SIGINT');
  });
  try {
    return await new Promise((resolve) => {
      terminal.once('line', resolve);
      terminal.once('close', () => resolve(undefined));
    });
  } finally {
    terminal.close();
    if (!echo) process.stderr.write('\n');
  }
}

/** Takes the echo of what is typed, so that it is not shown. */
const silence = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
