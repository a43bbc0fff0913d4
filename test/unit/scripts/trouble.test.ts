// Trouble that a first start may meet, staged for real where one machine can: no network, a full disk, no right to
// install. Only what must not happen to this machine (removing its packages, filling its disk) is stood in for.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';
import { packagesFor } from '../../../scripts/lib/system-packages.mjs';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  chmodSync(folder.path, 0o755);
});

afterEach(() => folder.remove());

interface Run {
  readonly through?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs Node through `unshare`, `setpriv` or nothing, and gives its exit status and all it printed. */
function runNode(args: readonly string[], { through = [], environment = {} }: Run) {
  const [program = '', ...rest] = [...through, process.execPath, ...args];
  const { status, stdout, stderr } = spawnSync(program, rest, {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { status, output: stdout + stderr };
}

describe('npm packages', { timeout: 120_000 }, () => {
  /** A checkout without node_modules and with an empty npm cache. */
  function freshCheckout(): { readonly check: string; readonly environment: Record<string, string> } {
    const checkout = join(folder.path, 'checkout');
    for (const name of ['scripts', 'package.json', 'package-lock.json']) {
      cpSync(join(root, name), join(checkout, name), { recursive: true });
    }
    return {
      check: join(checkout, 'scripts', 'check.mjs'),
      environment: { npm_config_cache: join(folder.path, 'npm'), npm_config_fetch_retries: '0' },
    };
  }

  test('no network: one sentence with the next step', () => {
    const { check, environment } = freshCheckout();
    const { status, output } = runNode([check], { through: ['unshare', '-rn'], environment });
    expect(status).toBe(1);
    expect(output).toContain(
      'npm ci failed: the npm registry cannot be reached. Check the network and start again.\n',
    );
    expect(output).not.toMatch(/^ +at /m);
  });

  test('a full disk: one sentence with the next step', () => {
    const { check, environment } = freshCheckout();
    const small = join(folder.path, 'small');
    mkdirSync(small);
    const script = 'mount -t tmpfs -o size=256k tmpfs "$0" && export npm_config_cache="$0" && exec "$@"';
    const through = ['unshare', '-rm', 'sh', '-c', script, small];
    const { status, output } = runNode([check], { through, environment });
    expect(status).toBe(1);
    expect(output).toContain('npm ci failed: the disk is full. Free 1 GB and start again.\n');
  });
});

describe('system packages', () => {
  const module = join(root, 'scripts', 'lib', 'install-system-packages.mjs');
  const ensure = [
    '--input-type=module',
    '-e',
    `const { ensureSystemPackages } = await import(${JSON.stringify(module)});
     const { main } = await import(${JSON.stringify(join(root, 'scripts', 'lib', 'failure.mjs'))});
     await main(async () => console.log('complete:', await ensureSystemPackages(['vm'])));`,
  ];
  const names = packagesFor(['vm']).map(({ name }) => name);
  const command = `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;

  /** Puts programs first on PATH: a dpkg that has nothing installed, a sudo that wants a password, and others. */
  function standIns(programs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    for (const [name, body] of Object.entries(programs)) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    }
    return { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  }

  // A user by another number who may still reach this checkout, wherever root keeps it.
  const notRoot = process.getuid?.() === 0 ? ['unshare', '-U', '--map-user=1000', '--map-group=1000'] : [];
  const asRoot = process.getuid?.() === 0 ? [] : ['unshare', '-r'];

  test('without the right to install them, the exact command is printed and work goes on', () => {
    const environment = standIns({ 'dpkg-query': 'exit 1', sudo: 'exit 1' });
    const { status, output } = runNode(ensure, { through: notRoot, environment });
    expect(output).toContain(`\n    ${command}\n`);
    expect(output).toContain('complete: false');
    expect(status).toBe(0);
  });

  test.each([
    ['E: Unable to fetch some archives', 'the Debian mirror cannot be reached.'],
    ['E: Unable to locate package fakeroot', 'the package lists of this system do not know a package.'],
    ['E: You do not have enough free space in /var', 'the disk is full.'],
    ['E: dpkg was interrupted', 'an earlier installation was cut short.'],
  ])('when apt-get says "%s", %s', (said, reason) => {
    const environment = standIns({
      'dpkg-query': 'exit 1',
      'apt-get': `case "$*" in *update*) exit 0;; esac; echo "${said}"; exit 100`,
    });
    const { status, output } = runNode(ensure, { through: asRoot, environment });
    expect(status).toBe(1);
    expect(output).toContain(`Installing failed: ${reason}`);
    expect(output).toContain(`By hand: ${command}`);
    expect(output).not.toMatch(/^ +at /m);
  });

  test('on a system without dpkg, the list is printed and work goes on', () => {
    const bin = join(folder.path, 'empty');
    mkdirSync(bin);
    const { status, output } = runNode(ensure, { environment: { PATH: bin } });
    expect(output).toContain(
      `This is no Debian system, so nothing is installed. Needed are: ${names.join(' ')}`,
    );
    expect(status).toBe(0);
    expect(existsSync(bin)).toBe(true);
  });
});
