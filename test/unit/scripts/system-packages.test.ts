import { expect, test } from 'vitest';
import { neededPackages } from '../../../remote/src/vm/trouble';
import { installCommand, readInstalled, rootPrefix } from '../../../scripts/lib/install-system-packages.mjs';
import { packagesFor, systemPackages } from '../../../scripts/lib/system-packages.mjs';

test('only what dpkg calls installed is installed', () => {
  const text = 'gcc installed\nmake config-files\nqemu-utils not-installed\ncpio installed\n';
  expect([...readInstalled(text)]).toEqual(['gcc', 'cpio']);
});

test('root needs no prefix, sudo is used where it asks for nothing, else there is no way', () => {
  expect(rootPrefix({ uid: 0, sudoWorks: false })).toEqual([]);
  expect(rootPrefix({ uid: 1000, sudoWorks: true })).toEqual(['sudo', '-n']);
  expect(rootPrefix({ uid: 1000, sudoWorks: false })).toBeUndefined();
});

test('the command to type names exactly the packages', () => {
  expect(installCommand(['gcc', 'make']).join(' ')).toBe(
    'sudo apt-get install -y --no-install-recommends gcc make',
  );
});

test('a job in the terminal needs neither a browser nor an SSH server', () => {
  const names = packagesFor(['vm']).map(({ name }) => name);
  expect(names).toContain('qemu-system-x86');
  expect(names).not.toContain('chromium');
  expect(names).not.toContain('openssh-server');
});

test('every package is listed once, with a reason', () => {
  const names = systemPackages.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(systemPackages.filter(({ reason }) => reason === '')).toEqual([]);
});

test('all that the test VM says it needs is installed, but what every Debian system has', () => {
  const essential = ['apt', 'dpkg', 'tar', 'util-linux'];
  const names = [...essential, ...packagesFor(['vm']).map(({ name }) => name)];
  expect(neededPackages.filter((name) => !names.includes(name))).toEqual([]);
});
