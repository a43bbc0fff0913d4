// The user's SSH agent, limited to certain keys when the configuration says so (IdentitiesOnly).
import { readFileSync } from 'node:fs';
import ssh2 from 'ssh2';
import type { BaseAgent, IdentityCallback, ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2';

/**
 * @param socket Socket or pipe of the agent, or `pageant`.
 * @param publicKeyFiles Only keys named in these files are offered; all when left out.
 */
export function identityAgent(socket: string, publicKeyFiles: readonly string[] | undefined): BaseAgent {
  const agent = ssh2.createAgent(socket) as BaseAgent<ParsedKey>;
  if (publicKeyFiles === undefined) return agent;
  const allowed = new Set(publicKeyFiles.flatMap(readPublicKey));
  return new LimitedAgent(agent, (key) => allowed.has(key.getPublicSSH().toString('base64')));
}

class LimitedAgent extends ssh2.BaseAgent<ParsedKey> {
  constructor(
    private readonly agent: BaseAgent<ParsedKey>,
    private readonly isAllowed: (key: ParsedKey) => boolean,
  ) {
    super();
  }

  override getIdentities(callback: IdentityCallback<ParsedKey>): void {
    this.agent.getIdentities((error, keys) => {
      callback(
        error ?? null,
        keys?.filter((key) => 'getPublicSSH' in key && this.isAllowed(key)),
      );
    });
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    if (typeof options === 'function') this.agent.sign(key, data, options);
    else this.agent.sign(key, data, options, callback ?? (() => undefined));
  }
}

/** The key of a file in base64; nothing when there is no such file, or it is that of a private key. */
function readPublicKey(file: string): string[] {
  try {
    const key = /^[\w@.-]+ ([A-Za-z0-9+/=]+)/.exec(readFileSync(file, 'utf8'))?.[1];
    return key === undefined ? [] : [key];
  } catch {
    return [];
  }
}
