// `nfw lint` as a process: what it reads, what it prints in each format, and its exit codes.
import { cpSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { runNfw, type NfwResult } from '../support/nfw';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const clean = '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\nCOMMIT\n';
/** iptables-restore knows no option `--dprt`. */
const faulty = '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dprt 22 -j ACCEPT\nCOMMIT\n';

interface FileReport {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

function lint(...args: string[]): Promise<NfwResult> {
  return runNfw(['lint', ...args], { folder: folder.path });
}

async function lintToJson(...args: string[]): Promise<readonly FileReport[]> {
  return JSON.parse((await lint('--format', 'json', ...args)).stdout) as FileReport[];
}

describe('exit codes', () => {
  test('0 without errors', async () => {
    writeFileSync(at('a.v4'), clean);
    expect(await lint('a.v4')).toMatchObject({ status: 0, stdout: '' });
  });

  test('1 with an error', async () => {
    writeFileSync(at('a.v4'), faulty);
    expect((await lint('a.v4')).status).toBe(1);
  });

  test('2 when a file cannot be read, whatever the others hold', async () => {
    writeFileSync(at('a.v4'), faulty);
    const { status, stdout, stderr } = await lint('a.v4', 'missing.v4');
    expect(status).toBe(2);
    expect(stdout).toContain('a.v4:3:');
    expect(stderr).toContain('missing.v4 cannot be read: there is no such file or folder.');
  });

  test('2 for a file that may not be read', async () => {
    writeFileSync(at('a.v4'), clean);
    chmodSync(at('a.v4'), 0o000);
    // Root may read any file, unless the right to is taken from it; another user may not reach the checkout.
    const bound =
      process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
    const { status, stderr } = await runNfw(['lint', at('a.v4')], { through: bound, folder: '/' });
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`${at('a.v4')} cannot be read: permission denied.`) as string,
    });
  });

  test('2 for a file that is no text', async () => {
    writeFileSync(at('a.v4'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]));
    expect(await lint('a.v4')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('a.v4 is no text file.') as string,
    });
  });

  test('0 for a folder that holds nothing to lint, and it says so', async () => {
    expect(await lint('.')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('0 files') as string,
    });
  });
});

describe('what is read', () => {
  test('a file that is named, whatever it is called', async () => {
    writeFileSync(at('strange.name'), faulty);
    expect((await lint('strange.name')).stdout).toMatch(/^strange\.name:3:\d+: error: /);
  });

  test('in a folder, what is known by name or first lines', async () => {
    mkdirSync(at('net'));
    writeFileSync(at('net/a.v4'), clean);
    writeFileSync(at('net/firewall'), clean);
    writeFileSync(at('net/70-usb.rules'), 'SUBSYSTEM=="usb"\n');
    writeFileSync(at('xt_CLONE.c'), '');
    const reports = await lintToJson('.');
    expect(reports.map(({ file }) => file)).toEqual(['net/a.v4', 'net/firewall', 'xt_CLONE.c']);
  });

  test('- is standard input', async () => {
    const { status, stdout } = await runNfw(['lint', '-'], { input: faulty });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^-:3:\d+: error: /);
  });

  test('a name that begins with a dash, behind --', async () => {
    writeFileSync(at('--faulty.v4'), faulty);
    expect((await lint('--', '--faulty.v4')).stdout).toMatch(/^--faulty\.v4:3:/);
  });

  test('bytes that are no UTF-8 do not stop it', async () => {
    const latin1 = Buffer.from(
      '*filter\n-A INPUT -m comment --comment "fa\xe7ade" -j ACCEPT\nCOMMIT\n',
      'latin1',
    );
    writeFileSync(at('a.v4'), latin1);
    expect((await lint('a.v4')).status).toBe(0);
  });
});

describe('JSON', () => {
  test('is an array of files, each with LSP diagnostics that carry a code and a tier', async () => {
    writeFileSync(at('a.v4'), clean);
    writeFileSync(at('b.v4'), faulty);
    const [first, second] = await lintToJson('a.v4', 'b.v4');
    expect(first).toEqual({ file: 'a.v4', diagnostics: [] });
    expect(second?.diagnostics).toEqual([
      expect.objectContaining({
        code: expect.any(String) as string,
        data: expect.objectContaining({ tier: 'parser' }) as object,
        severity: 1,
        range: expect.objectContaining({ start: expect.objectContaining({ line: 2 }) as object }) as object,
      }),
    ]);
  });

  test('is one document also for a large folder that is piped', async () => {
    for (let index = 0; index < 400; index++) writeFileSync(at(`${index}.v4`), faulty);
    expect(await lintToJson('.')).toHaveLength(400);
  });
});

describe('SARIF', () => {
  interface SarifLog {
    readonly version: string;
    readonly runs: readonly {
      readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
      readonly results: readonly Record<string, unknown>[];
    }[];
  }

  test('names the check with its title, explanation and severity', async () => {
    writeFileSync(at('a.v4'), faulty);
    const log = JSON.parse((await lint('--format', 'sarif', 'a.v4')).stdout) as SarifLog;
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run?.results[0]).toMatchObject({ level: 'error', ruleIndex: 0 });
    expect(run?.tool.driver.rules[0]).toEqual({
      id: run?.results[0]?.['ruleId'],
      shortDescription: { text: expect.any(String) as string },
      fullDescription: { text: expect.any(String) as string, markdown: expect.any(String) as string },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['parser'] },
    });
  });
});

describe('the profile', () => {
  test('--iptables-version decides what is accepted', async () => {
    writeFileSync(at('rules.txt'), '*filter\n-A INPUT -s10.0.0.1 -j ACCEPT\nCOMMIT\n');
    expect((await lint('--variant', 'legacy', '--iptables-version', '1.8.9', 'rules.txt')).status).toBe(1);
    expect((await lint('--variant', 'legacy', '--iptables-version', '1.8.11', 'rules.txt')).status).toBe(0);
  });

  test('--kernel decides which API a module is to use', async () => {
    const call = '#include <linux/skbuff.h>\nvoid foo(struct sk_buff *skb)\n{\n\tnf_reset_ct(skb);\n}\n';
    writeFileSync(at('xt_FOO.c'), call);
    expect((await lint('--kernel', '5.4,6.1', 'xt_FOO.c')).status).toBe(0);
    const { status, stdout } = await lint('--kernel', '4.19,6.1', 'xt_FOO.c');
    expect(status).toBe(1);
    expect(stdout).toContain('nf_reset_ct(skb) breaks on 4.19, which has nf_reset(skb); fine on 6.1.');
    expect(await lint('--kernel', 'six', 'xt_FOO.c')).toMatchObject({ status: 2 });
    expect((await lint('--kernel', './nowhere', 'xt_FOO.c')).stderr).toContain('./nowhere is no folder');
  });

  test('--family decides which addresses are', async () => {
    writeFileSync(at('rules.txt'), '*filter\n-A INPUT -s 2001:db8::1 -j ACCEPT\nCOMMIT\n');
    expect((await lint('--family', 'ipv4', 'rules.txt')).status).toBe(1);
    expect((await lint('--family', 'ipv6', 'rules.txt')).status).toBe(0);
  });
});

describe('an extension of the same repository', () => {
  const kernel = fileURLToPath(new URL('../../kernel', import.meta.url));

  test('teaches its options to rule files elsewhere in it', async () => {
    mkdirSync(at('.git'));
    cpSync(kernel, at('kernel'), { recursive: true });
    mkdirSync(at('rules'));
    writeFileSync(at('rules/good.v4'), '*filter\n-A FORWARD -j CLONE --mark 0x1\nCOMMIT\n');
    writeFileSync(at('rules/bad.v4'), '*filter\n-A FORWARD -j CLONE --marc 0x1\nCOMMIT\n');
    expect((await lint('rules/good.v4')).status).toBe(0);
    expect((await lint('rules/bad.v4')).stdout).toMatch(/^rules\/bad\.v4:2:\d+: error: /);
  });

  test('is itself without errors', async () => {
    cpSync(kernel, at('kernel'), { recursive: true });
    const { status, stdout } = await lint('kernel');
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.not.stringContaining('error') as string,
    });
  });
});
