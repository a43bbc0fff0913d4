// Known-hosts files as data (sshd(8), “SSH_KNOWN_HOSTS FILE FORMAT”): text → entries, entries + host → its keys.
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** One line of a known-hosts file. */
export interface KnownHost {
  readonly marker: 'cert-authority' | 'revoked' | undefined;
  /** The first field as it stands: patterns with commas between, or one `|1|salt|hash`. */
  readonly hosts: string;
  /** e.g. `ssh-ed25519`. */
  readonly keyType: string;
  /** The key in base64, as the file has it. */
  readonly key: string;
  readonly file: string;
  /** One-based. */
  readonly line: number;
}

/** What the known-hosts files say about one host. */
export interface KnownKeys {
  readonly trusted: readonly KnownHost[];
  readonly revoked: readonly KnownHost[];
  readonly authorities: readonly KnownHost[];
}

/** Lines that cannot be read are skipped, as OpenSSH does. */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const fields = content.trim().split(/\s+/);
    const marker = /^@(cert-authority|revoked)$/.exec(fields[0] ?? '')?.[1] as KnownHost['marker'];
    const [hosts, keyType, key] = marker === undefined ? fields : fields.slice(1);
    if (hosts === undefined || keyType === undefined || key === undefined) return [];
    if (hosts.startsWith('#') || hosts.startsWith('@')) return [];
    return [{ marker, hosts, keyType, key, file, line: index + 1 }];
  });
}

/**
 * The entries for a host, given the name to look up (`hostLookupName`). An entry with a negated pattern that
 * fits the host does not count.
 */
export function lookUpHost(entries: readonly KnownHost[], name: string): KnownKeys {
  const fitting = entries.filter((entry) => fits(entry.hosts, name));
  const marked = (marker: KnownHost['marker']): KnownHost[] =>
    fitting.filter((entry) => entry.marker === marker);
  return {
    trusted: marked(undefined),
    revoked: marked('revoked'),
    authorities: marked('cert-authority'),
  };
}

/** The name a host has in known-hosts files: `[name]:port` unless the port is 22. */
export function hostLookupName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/** A new line for a known-hosts file, without its newline. */
export function formatKnownHost(name: string, key: Buffer, options: { readonly hashed: boolean }): string {
  return `${options.hashed ? hashName(name) : name} ${keyTypeOf(key)} ${key.toString('base64')}`;
}

/** The type that a public key in wire format begins with. */
export function keyTypeOf(key: Buffer): string {
  return key.length < 4 ? '' : key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1');
}

/** As `ssh-keygen -lf` prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function fits(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return fitsHash(hosts, name);
  let fitting = false;
  for (const pattern of hosts.split(',')) {
    const negated = pattern.startsWith('!');
    if (!fitsPattern(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    fitting = true;
  }
  return fitting;
}

function fitsHash(hosts: string, name: string): boolean {
  const [, version, salt, hash] = hosts.split('|');
  if (version !== '1' || salt === undefined || hash === undefined) return false;
  return hmac(Buffer.from(salt, 'base64'), name) === hash;
}

function hashName(name: string): string {
  const salt = randomBytes(20);
  return `|1|${salt.toString('base64')}|${hmac(salt, name)}`;
}

function hmac(salt: Buffer, name: string): string {
  return createHmac('sha1', salt).update(name).digest('base64');
}

/** `*` is any run of characters, `?` any one. Only the last star is ever tried again. */
function fitsPattern(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let position = 0; position < name.length;) {
    const character = wanted[at];
    if (character === '*') {
      star = at++;
      resume = position;
    } else if (character === '?' || character === name[position]) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at++;
  return at === wanted.length;
}
