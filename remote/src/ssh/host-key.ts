// Decides whether a host is the one the user knows, before anything else is said to it. A key nobody knows is
// asked about and remembered; a key that differs from the known one is refused.
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ServerHostKeyAlgorithm } from 'ssh2';
import { UserError } from '../user-error';
import type { HostConfig } from './host-config';
import {
  fingerprintOf,
  formatKnownHost,
  hostLookupName,
  keyTypeOf,
  lookUpHost,
  parseKnownHosts,
  type KnownHost,
  type KnownKeys,
} from './known-hosts';
import type { HostKeyTrust } from './prompts';

/** What is known of one host before it is connected to. */
export interface HostIdentity {
  readonly name: string;
  readonly known: KnownKeys;
  /** Known for the host without its port; OpenSSH accepts such a key when it is the very same. */
  readonly knownOnAnyPort: KnownKeys;
}

export async function readHostIdentity(host: HostConfig): Promise<HostIdentity> {
  const entries = (await Promise.all(host.knownHostsFiles.map(readKnownHosts))).flat();
  const name = host.hostKeyAlias?.toLowerCase() ?? hostLookupName(host.hostName, host.port);
  return {
    name,
    known: lookUpHost(entries, name),
    knownOnAnyPort: lookUpHost(entries, host.hostKeyAlias ?? host.hostName.toLowerCase()),
  };
}

/** What ssh2 can verify, best first. */
const algorithms: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
];

/**
 * Host key algorithms in the order to ask for: those of the known keys first. A server with several keys would
 * otherwise answer with another one, which would look as if its key had changed.
 */
export function preferredAlgorithms(identity: HostIdentity): ServerHostKeyAlgorithm[] {
  const { trusted } = identity.known.trusted.length > 0 ? identity.known : identity.knownOnAnyPort;
  const types = new Set(trusted.map((entry) => entry.keyType));
  const isKnown = (algorithm: string): boolean =>
    types.has(algorithm.startsWith('rsa-') ? 'ssh-rsa' : algorithm);
  return [...algorithms.filter(isKnown), ...algorithms.filter((algorithm) => !isKnown(algorithm))];
}

/** Resolves when the key is the host's; rejects with a `UserError` when it is not or nobody trusts it. */
export async function verifyHostKey(
  host: HostConfig,
  identity: HostIdentity,
  key: Buffer,
  trust: HostKeyTrust,
): Promise<void> {
  const encoded = key.toString('base64');
  const isThisKey = (entry: KnownHost): boolean => entry.key === encoded;
  const revoked = [...identity.known.revoked, ...identity.knownOnAnyPort.revoked].find(isThisKey);
  if (revoked !== undefined) throw revokedKey(host, revoked);
  if (identity.known.trusted.some(isThisKey)) return;
  const other = identity.known.trusted[0];
  if (other !== undefined) throw changedKey(host, identity, key, other);
  if (identity.knownOnAnyPort.trusted.some(isThisKey)) return;
  const authority = identity.known.authorities[0];
  if (authority !== undefined) throw certificateOnly(host, authority);
  if (host.unknownHostKey === 'refuse') throw unknownKey(host, key);
  const question = {
    host: host.hostName,
    port: host.port,
    keyType: keyTypeOf(key),
    fingerprint: fingerprintOf(key),
  };
  const isTrusted = host.unknownHostKey === 'accept' || (await trust.confirm(question));
  if (!isTrusted) throw untrustedKey(host, key);
  await remember(host, identity, key);
}

async function readKnownHosts(file: string): Promise<KnownHost[]> {
  return parseKnownHosts(await readFile(file, 'utf8').catch(() => ''), file);
}

async function remember(host: HostConfig, identity: HostIdentity, key: Buffer): Promise<void> {
  const [file] = host.knownHostsFiles;
  if (file === undefined) return;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const before = await readFile(file, 'utf8').catch(() => '');
    const separator = before === '' || before.endsWith('\n') ? '' : '\n';
    const line = formatKnownHost(identity.name, key, { hashed: host.hashKnownHosts });
    await appendFile(file, `${separator}${line}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new UserError(
      `The host key of ${host.name} could not be added to ${file}.`,
      'Make that file writable and connect again.',
      { code: 'known-hosts-unwritable', cause },
    );
  }
}

function changedKey(host: HostConfig, identity: HostIdentity, key: Buffer, other: KnownHost): UserError {
  return new UserError(
    `The host key of ${host.name} has changed: it shows ${keyTypeOf(key)} ${fingerprintOf(key)}, but ${other.file}:${other.line} names another key.`,
    `If the machine was set up anew, remove the old key with \`ssh-keygen -R '${identity.name}' -f '${other.file}'\` and connect again; if not, somebody may be in between.`,
    { code: 'host-key-changed' },
  );
}

function revokedKey(host: HostConfig, entry: KnownHost): UserError {
  return new UserError(
    `The host key of ${host.name} is marked as revoked in ${entry.file}:${entry.line}.`,
    'Do not use this machine until its administrator has given it a new key.',
    { code: 'host-key-revoked' },
  );
}

function certificateOnly(host: HostConfig, authority: KnownHost): UserError {
  return new UserError(
    `${authority.file}:${authority.line} trusts ${host.name} through a certificate authority, which is not supported here.`,
    `Add the host's own key to your known hosts, for example by \`ssh-keyscan\`, after comparing its fingerprint.`,
    { code: 'host-certificate' },
  );
}

function unknownKey(host: HostConfig, key: Buffer): UserError {
  return new UserError(
    `The host key of ${host.name} is not known (${keyTypeOf(key)} ${fingerprintOf(key)}), and your SSH configuration sets StrictHostKeyChecking.`,
    'Add the key to your known hosts after comparing its fingerprint with the machine.',
    { code: 'host-key-unknown' },
  );
}

function untrustedKey(host: HostConfig, key: Buffer): UserError {
  return new UserError(
    `The host key of ${host.name} was not accepted (${keyTypeOf(key)} ${fingerprintOf(key)}).`,
    'Compare it with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on that machine, then connect again.',
    { code: 'host-key-refused' },
  );
}
