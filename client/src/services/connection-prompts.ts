// What a connection may ask its user, as VS Code asks it: a modal question for an unknown host key, an input box for
// a secret. Secrets are kept in the editor's secret storage only when the user has switched that on.
import * as vscode from 'vscode';
import type {
  HostKeyTrust,
  SecretPrompts,
  SecretQuestion,
  UnknownHostKey,
} from '../../../remote/src/ssh/prompts';
import { rememberPasswords } from '../config';

/** The secret storage cannot be listed, so the names of what is in it are kept beside it. */
const indexKey = 'netfilterWorkbench.secrets';

export class ConnectionPrompts implements HostKeyTrust, SecretPrompts {
  constructor(private readonly storage: vscode.SecretStorage) {}

  async confirm(key: UnknownHostKey): Promise<boolean> {
    const trust = 'Trust This Key';
    const answer = await vscode.window.showWarningMessage(
      `${key.port === 22 ? key.host : `${key.host} port ${key.port}`} is not a known host.`,
      {
        modal: true,
        detail:
          `Its ${key.keyType} key has the fingerprint\n${key.fingerprint}\n\n` +
          'Compare it with the one its administrator gave you, or with what ssh-keygen -lf prints on the machine. ' +
          'A trusted key is added to your known hosts.',
      },
      trust,
    );
    return answer === trust;
  }

  async ask(question: SecretQuestion): Promise<string | undefined> {
    const key = storageKey(question);
    if (question.again) await this.remove(key);
    const stored = rememberPasswords() && isKept(question) ? await this.storage.get(key) : undefined;
    if (stored !== undefined) return stored;
    const answer = await vscode.window.showInputBox({
      title: 'Netfilter Workbench',
      prompt: question.again ? `${question.prompt} — the last answer was wrong.` : question.prompt,
      password: !question.echo,
      ignoreFocusOut: true,
    });
    if (answer !== undefined && rememberPasswords() && isKept(question)) await this.keep(key, answer);
    return answer;
  }

  /** Removes every secret that was kept. Resolves to how many there were. */
  async forgetAll(): Promise<number> {
    const keys = await this.index();
    for (const key of keys) await this.storage.delete(key);
    await this.storage.delete(indexKey);
    return keys.length;
  }

  private async keep(key: string, secret: string): Promise<void> {
    await this.storage.store(key, secret);
    const keys = await this.index();
    if (!keys.includes(key)) await this.storage.store(indexKey, JSON.stringify([...keys, key]));
  }

  private async remove(key: string): Promise<void> {
    await this.storage.delete(key);
    const keys = await this.index();
    await this.storage.store(indexKey, JSON.stringify(keys.filter((other) => other !== key)));
  }

  private async index(): Promise<string[]> {
    const text = await this.storage.get(indexKey);
    return text === undefined ? [] : (JSON.parse(text) as string[]);
  }
}

/** Answers to a server's own questions are often good for one login only. */
function isKept(question: SecretQuestion): boolean {
  return question.kind !== 'answer';
}

function storageKey(question: SecretQuestion): string {
  return `${question.kind}: ${question.prompt}`;
}
