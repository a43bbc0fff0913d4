// Files that Debian's packages ship and that work: rules of ufw, shell scripts that call iptables, and the `.t` files of
// iptables itself. No error may be found in any of them.
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { createCatalog, createRuleService, deriveProfile } from '../../server/src/rules/service';
import { fileKind } from '../../server/src/workspace/file-kind';
import { debianFiles } from '../support/debian-packages';
import { iptablesSources } from '../support/iptables-trees';
import { diagnoseOpen, openEmbedded, readScript } from '../support/embedded-fixtures';

const variants = ['legacy', 'nft'] as const;
const versions = ['1.8.9', '1.8.11'] as const;

/** Firewalls, and programs that open ports or count packets on the way. */
const packages = [
  ...['ufw', 'apf-firewall', 'arno-iptables-firewall', 'knockd', 'miniupnpd', 'mason'],
  ...['shorewall-core', 'uif', 'uruk', 'xen-utils-common', 'iptables-persistent', 'netfilter-persistent'],
];

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('rules of ufw', async () => {
  const files = (await filesBelow(await debianFiles(['ufw']))).filter((file) => file.endsWith('.rules'));
  const service = createRuleService();
  const catalog = createCatalog({ complete: true });

  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  it.each(variants)('have nothing that iptables-%s would refuse', (variant) => {
    const found = versions.flatMap((version) =>
      files.flatMap((file) => {
        const text = readFileSync(file, 'utf8');
        const profile = deriveProfile(file, text, { variant, version });
        expect(profile.consumer).toBe('ufw');
        const snapshot = service.open(text, { uri: `file://${file}`, profile, catalog });
        return service.diagnostics(snapshot).map(({ code, message }) => [file, code, message]);
      }),
    );
    expect(found).toEqual([]);
  });
});

describe.each(versions)("netfilter's own tests of %s", (version) => {
  it.each(variants)('have nothing that iptables-%s would answer otherwise', async (variant) => {
    const folder = join(await iptablesSources(version), 'extensions');
    const names = (await readdir(folder)).filter((name) => fileKind(name, '') === 'tests');
    expect(names.length).toBeGreaterThan(100);
    const found = names.flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const open = openEmbedded('tests', text, { profile: { variant, version } }, name);
      return diagnoseOpen(open).map(({ code, message, range }) => [
        name,
        range.start.line + 1,
        code,
        message,
      ]);
    });
    expect(found).toEqual([]);
  });
});

describe('scripts that call iptables', async () => {
  const scripts = (await filesBelow(await debianFiles(packages)))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ file, text }) => fileKind(file, text) === 'script')
    .filter(({ text }) => readScript(text).commands.length > 0);

  it('are there, with hundreds of commands', () => {
    const commands = scripts.flatMap(({ text }) => readScript(text).commands);
    expect(scripts.length).toBeGreaterThan(8);
    expect(commands.length).toBeGreaterThan(300);
  });

  it.each(variants)('have nothing that iptables-%s would refuse', (variant) => {
    const found = scripts.flatMap(({ file, text }) =>
      diagnoseOpen(openEmbedded('script', text, { profile: { variant } }))
        .filter(({ severity }) => severity === DiagnosticSeverity.Error)
        .map(({ code, message, range }) => [file, range.start.line + 1, code, message]),
    );
    expect(found).toEqual([]);
  });
});
