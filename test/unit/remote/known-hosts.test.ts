// Known-hosts files: what ssh-keygen writes, patterns, markers, and lines that nobody can read.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  formatKnownHost,
  hostLookupName,
  keyTypeOf,
  lookUpHost,
  parseKnownHosts,
} from '../../../remote/src/ssh/known-hosts';
import { makeKey } from '../../support/sshd';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';

let folder: TemporaryFolder;
let publicKey: string;
let key: Buffer;

beforeAll(async () => {
  folder = await temporaryFolder();
  const file = await makeKey(join(folder.path, 'key'));
  publicKey = readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
  key = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
});
afterAll(() => folder.remove());

const known = (text: string, name: string) => lookUpHost(parseKnownHosts(text, 'known_hosts'), name);
const isKnown = (hosts: string, name: string) => known(`${hosts} ${publicKey}\n`, name).trusted.length > 0;

describe('a known-hosts file', { timeout: 60_000 }, () => {
  it.each([
    ['lab1', 'lab1', true],
    ['lab1', 'lab10', false],
    ['lab1,10.0.0.1', '10.0.0.1', true],
    ['LAB1', 'lab1', true],
    ['[lab1]:2222', '[lab1]:2222', true],
    ['lab1', '[lab1]:2222', false],
    ['*.example.org', 'lab1.example.org', true],
    ['*.example.org', 'example.org', false],
    ['*.example.org,!bad.example.org', 'bad.example.org', false],
    ['!bad.example.org,*.example.org', 'bad.example.org', false],
    ['lab?', 'lab7', true],
    ['lab?', 'lab', false],
    ['*', 'anything', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
  ])('with the hosts %s knows %s: %s', (hosts, name, expected) => {
    expect(isKnown(hosts, name)).toBe(expected);
  });

  it('hashed by ssh-keygen is understood, with and without a port', () => {
    const file = join(folder.path, 'known_hosts');
    writeFileSync(file, `lab1 ${publicKey}\n[lab1]:2222 ${publicKey}\n`);
    execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'ignore' });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('lab1');
    expect(known(text, 'lab1').trusted).toMatchObject([{ line: 1 }]);
    expect(known(text, '[lab1]:2222').trusted).toMatchObject([{ line: 2 }]);
    expect(known(text, 'lab2').trusted).toEqual([]);
  });

  it('that we hash is understood by ssh-keygen', () => {
    const file = join(folder.path, 'ours');
    writeFileSync(file, `${formatKnownHost('[lab1]:2222', key, { hashed: true })}\n`);
    const found = execFileSync('ssh-keygen', ['-F', '[lab1]:2222', '-f', file], { encoding: 'utf8' });
    expect(found).toContain(publicKey.split(' ')[1]);
  });

  it('keeps revoked keys and certificate authorities apart', () => {
    const text = `@revoked lab1 ${publicKey}\n@cert-authority *.org ${publicKey}\nlab1 ${publicKey}\n`;
    expect(known(text, 'lab1')).toMatchObject({
      revoked: [{ line: 1 }],
      trusted: [{ line: 3 }],
      authorities: [],
    });
    expect(known(text, 'x.org')).toMatchObject({ authorities: [{ line: 2 }] });
  });

  it('skips comments, blank lines and lines with too little on them', () => {
    expect(parseKnownHosts('# a comment\n\n   \nlab1\nlab1 ssh-ed25519\n@wrong lab1 x y\n', 'f')).toEqual([]);
  });

  it('of any content is read without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, name) => {
        lookUpHost(parseKnownHosts(text, 'f'), name);
      }),
    );
  });
});

describe('a key', () => {
  it('has the fingerprint that ssh-keygen prints', () => {
    const printed = execFileSync('ssh-keygen', ['-lf', join(folder.path, 'key.pub')], { encoding: 'utf8' });
    expect(fingerprintOf(key)).toBe(printed.split(' ')[1]);
    expect(keyTypeOf(key)).toBe('ssh-ed25519');
  });

  it('is looked up by name alone on port 22 only', () => {
    expect(hostLookupName('Lab1', 22)).toBe('lab1');
    expect(hostLookupName('Lab1', 2222)).toBe('[lab1]:2222');
  });
});
