// Opening sessions in tests: answers to the questions a connection may ask, and a record of what was asked.
import {
  openSession,
  type OpenSessionOptions,
  type SecretQuestion,
  type UnknownHostKey,
} from '../../remote/src/ssh/open-session';
import type { Session } from '../../remote/src/ssh/session';
import type { SshTarget } from '../../remote/src/target';
import type { Sshd } from './sshd';

/** Answers in the order they are wanted; without any, every question is dismissed and every key refused. */
export interface Answers {
  readonly trustKey?: boolean;
  readonly secrets?: readonly string[];
}

export interface Conversation {
  readonly options: Omit<OpenSessionOptions, 'configFile'>;
  readonly keys: UnknownHostKey[];
  readonly questions: SecretQuestion[];
}

export function conversation(answers: Answers = {}, signal?: AbortSignal): Conversation {
  const keys: UnknownHostKey[] = [];
  const questions: SecretQuestion[] = [];
  const secrets = [...(answers.secrets ?? [])];
  return {
    keys,
    questions,
    options: {
      signal: signal ?? new AbortController().signal,
      trust: {
        confirm: (key) => {
          keys.push(key);
          return Promise.resolve(answers.trustKey ?? false);
        },
      },
      secrets: {
        ask: (question) => {
          questions.push(question);
          return Promise.resolve(secrets.shift());
        },
      },
    },
  };
}

/** Opens a session on the test's sshd. */
export function open(
  sshd: Sshd,
  talk: Conversation = conversation(),
  target: SshTarget = sshd.target,
): Promise<Session> {
  return openSession(target, { ...talk.options, configFile: sshd.configFile });
}
