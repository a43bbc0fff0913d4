import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { silentReport } from '../../../remote/src/jobs/job';
import { aptFailure } from '../../../remote/src/vm/apt-trouble';
import { archiveName, fetchPackages, parsePlan } from '../../../remote/src/vm/packages';
import { findSuite } from '../../../remote/src/vm/suites';
import { temporaryFolder } from '../../support/temporary-folder';

afterEach(() => vi.unstubAllEnvs());

describe('the plan that apt-get simulates', () => {
  it('names each package once, with its version and architecture', () => {
    const text = [
      'Reading package lists...',
      'Inst linux-image-6.1.0-56-cloud-amd64 (6.1.192-2 Debian-Security:12/oldstable-security [amd64])',
      'Inst linux-base (4.12.1~deb12u1 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [all])',
      'Inst busybox-static (1:1.35.0-4+deb12u1+b1 Debian:12.15/oldstable [amd64]) []',
      'Conf linux-base (4.12.1~deb12u1 Debian:12.15/oldstable [all])',
    ].join('\n');
    expect(parsePlan(text).map(archiveName)).toEqual([
      'linux-image-6.1.0-56-cloud-amd64_6.1.192-2_amd64.deb',
      'linux-base_4.12.1~deb12u1_all.deb',
      'busybox-static_1%3a1.35.0-4+deb12u1+b1_amd64.deb',
    ]);
  });
});

describe('what apt-get complains about', () => {
  const codeFor = (stderr: string): string => aptFailure(stderr, 'the packages').code;

  it.each([
    ['E: Failed to fetch http://m/debian/x.deb  Could not connect to m:80', 'no-network'],
    ["W: Failed to fetch http://m/InRelease  Temporary failure resolving 'm'", 'no-network'],
    [
      "E: The repository 'http://m/debian bookworm Release' does not have a Release file.",
      'mirror-incomplete',
    ],
    ['E: Unable to locate package linux-image-cloud-amd64', 'mirror-incomplete'],
    ['E: Write error - write (28: No space left on device)', 'disk-full'],
    ["E: You don't have enough free space in /x/archives/.", 'disk-full'],
    ['W: GPG error: http://m bookworm InRelease: NO_PUBKEY 0E98404D386FA1D9', 'missing-keys'],
    ['E: Could not get lock /x/archives/lock. It is held by process 7 (apt-get)', 'apt-busy'],
    ['E: something nobody has seen', 'apt-failed'],
  ])('%s', (stderr, code) => {
    expect(codeFor(stderr)).toBe(code);
  });

  it('names what was to be got', () => {
    const { message } = aptFailure('E: Failed to fetch http://m/x.deb', 'the Debian packages of iptables');
    expect(message).toMatch(/^The Debian packages of iptables could not be downloaded: /);
  });

  it('shows no password of a mirror', () => {
    const stderr = 'E: Failed to fetch http://jo:secret@mirror.lan/debian/x.deb  Connection refused';
    const { message, cause } = aptFailure(stderr, 'the packages');
    expect(`${message}${String(cause)}`).toContain('http://mirror.lan/debian/x.deb');
    expect(`${message}${String(cause)}`).not.toContain('secret');
  });
});

describe('the private apt-get', () => {
  it('says that there is no network, when a proxy that nobody listens on is configured', async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    const configuration = join(folder.path, 'machine.conf');
    await writeFile(configuration, 'Acquire::http::Proxy "http://127.0.0.1:9/"; Acquire::Retries "0";\n');
    vi.stubEnv('APT_CONFIG', configuration);
    const packages = join(folder.path, 'packages');
    const work = { report: silentReport, signal: new AbortController().signal };
    const outcome = fetchPackages(findSuite('bookworm'), packages, work);
    await expect(outcome).rejects.toMatchObject({
      name: 'UserError',
      code: 'no-network',
      message: expect.stringMatching(/could not be downloaded.*127\.0\.0\.1.*Check the network/s) as string,
    });
    expect(await readdir(join(packages, 'archives'))).toEqual(['partial']);
    expect((await stat(join(packages, 'apt.conf'))).mode & 0o777).toBe(0o600);
  });
});
