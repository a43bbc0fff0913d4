// Opens a session: SSH configuration → verified host key → authentication → a Session over ssh2.
import type { SshTarget } from '../target';
import type { HostKeyTrust, SecretPrompts } from './prompts';
import type { Session } from './session';

export type { HostKeyTrust, SecretPrompts, SecretQuestion, UnknownHostKey } from './prompts';

export interface OpenSessionOptions {
  readonly trust: HostKeyTrust;
  readonly secrets: SecretPrompts;
  readonly signal: AbortSignal;
  /** Read instead of the user's own SSH configuration, like `ssh -F`. */
  readonly configFile?: string;
}

/**
 * Connects and logs in. Rejects with a `UserError` (codes: see connection-error.ts) or an `AbortError`.
 */
export function openSession(_target: SshTarget, _options: OpenSessionOptions): Promise<Session> {
  return Promise.reject(new Error('openSession is being written'));
}
