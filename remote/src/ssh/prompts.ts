// What a connection may have to ask a person. The client shows input boxes, the command line asks on the
// terminal, tests answer at once; nothing below this line knows which.

/** A host key that no known-hosts file names yet. */
export interface UnknownHostKey {
  readonly host: string;
  readonly port: number;
  /** e.g. `ssh-ed25519`. */
  readonly keyType: string;
  /** As `ssh-keygen -lf` prints it: `SHA256:…`. */
  readonly fingerprint: string;
}

export interface HostKeyTrust {
  /** Resolves to true when the person trusts the key; it is then added to the known hosts. */
  confirm(key: UnknownHostKey): Promise<boolean>;
}

/** A secret that is wanted, and what for. */
export interface SecretQuestion {
  readonly kind: 'passphrase' | 'password' | 'answer' | 'sudo';
  /** The whole question, e.g. `Password of anna on lab1`. */
  readonly prompt: string;
  /** True when the answer may be shown while it is typed; only servers ask for that. */
  readonly echo: boolean;
  /** True when an earlier answer to the same question was wrong. */
  readonly again: boolean;
}

export interface SecretPrompts {
  /** Resolves to undefined when the person dismisses the question. Answers are never logged nor stored. */
  ask(question: SecretQuestion): Promise<string | undefined>;
}
