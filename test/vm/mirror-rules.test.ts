// Rules that say CLONE, on the VM: which are taken and how they are saved, what holds the module, and what a person
// reads when the scenario cannot run.
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { load } from '../../remote/src/jobs/load';
import { runMirrorScenario } from '../../remote/src/jobs/mirror-scenario';
import { runScenario } from '../../remote/src/jobs/scenario';
import type { ModuleSources } from '../../remote/src/jobs/sources';
import { unload } from '../../remote/src/jobs/unload';
import { loadClone, openVmContext, type VmContext } from '../support/vm-context';

let context: VmContext;
let sources: ModuleSources;

beforeAll(async () => {
  context = await openVmContext();
  sources = await loadClone(context);
});

afterAll(() => context.session.close());

const asRoot = { asRoot: true };

async function succeeds(...argv: string[]): Promise<string> {
  const { status, stdout, stderr } = await context.session.run(argv, asRoot);
  expect(status, stderr).toBe(0);
  return stdout;
}

/** The lines of a saved table that do not count packets, as this very session adds to those. */
const rulesOf = (saved: string) => saved.match(/^-A .*$/gm);

describe.each(['nft', 'legacy'])('under iptables-%s', (variant) => {
  const environment = { IPTABLES: `iptables-${variant}`, IP6TABLES: `ip6tables-${variant}` };

  it('takes and saves the rules of libxt_CLONE.t as it says', async () => {
    const input = await readFile(`${sources.folder}/libxt_CLONE.t`, 'utf8');
    const figures = await runScenario(context, {
      folder: sources.folder,
      script: 'rules',
      environment,
      input,
    });
    const family = { checked: 29, unexpected: 0 };
    expect(figures, context.lines.join('\n')).toEqual({ ipv4: family, ipv6: family });
  });

  describe.each(['iptables', 'ip6tables'])('a live %s rule', (family) => {
    const tool = `${family}-${variant}`;
    const rule = ['FORWARD', '-i', 'nosuch0', '-j', 'CLONE', '--mark', '16'];

    afterEach(async () => {
      await context.session.run([tool, '-F', 'FORWARD'], asRoot);
    });

    it('reads back what it saves, and is listed with its mark', async () => {
      await succeeds(tool, '-A', ...rule);
      const saved = await succeeds(`${tool}-save`, '-t', 'filter');
      expect(saved).toContain('-A FORWARD -i nosuch0 -j CLONE --mark 0x10\n');
      const restored = await context.session.run([`${tool}-restore`], { ...asRoot, input: saved });
      expect(restored.status, restored.stderr).toBe(0);
      expect(rulesOf(await succeeds(`${tool}-save`, '-t', 'filter'))).toEqual(rulesOf(saved));
      expect(await succeeds(tool, '-L', 'FORWARD', '-n')).toContain('CLONE mark 0x10');
    });

    it('keeps the module loaded until it is deleted', async () => {
      await succeeds(tool, '-A', ...rule);
      await expect(unload(context, sources)).rejects.toMatchObject({ code: 'module-in-use' });
      await succeeds(tool, '-D', ...rule);
      expect(await unload(context, sources)).toMatchObject({ wasLoaded: true });
      await load(context, sources);
    });
  });
});

describe('a scenario that cannot run', () => {
  const mirror = () => runMirrorScenario(context, { folder: sources.folder, packets: 5 });
  const librarySentence = /^libxt_CLONE\.so is not where iptables looks for it on the test VM: /;

  it('says that the module is not loaded', async () => {
    await unload(context, sources);
    await expect(mirror()).rejects.toMatchObject({
      code: 'no-module',
      message: expect.stringMatching(/^xt_CLONE is not loaded on the test VM: .+\. Load it with /) as unknown,
    });
    await load(context, sources);
  });

  it('says that the library is not installed', async () => {
    const folder = (await succeeds('pkg-config', '--variable=xtlibdir', 'xtables')).trim();
    const library = `${folder}/libxt_CLONE.so`;
    await succeeds('mv', library, '/tmp/libxt_CLONE.so');
    try {
      await expect(mirror()).rejects.toMatchObject({
        code: 'no-library',
        message: expect.stringMatching(librarySentence) as unknown,
      });
    } finally {
      await succeeds('mv', '/tmp/libxt_CLONE.so', library);
    }
  });

  it('names the tool that is missing', async () => {
    const environment = { IPTABLES: 'iptables-of-old' };
    await expect(
      runScenario(context, { folder: sources.folder, script: 'mirror', environment }),
    ).rejects.toMatchObject({
      code: 'missing-tool',
      message:
        'iptables-of-old is not installed on the test VM. Install it there, then run the scenario again.',
    });
  });

  it('says that a folder has no such scenario', async () => {
    await expect(runScenario(context, { folder: '/usr', script: 'mirror' })).rejects.toMatchObject({
      code: 'no-scenario',
    });
  });

  it('takes its network down again when it is cancelled', async () => {
    const cancel = new AbortController();
    const sending = runMirrorScenario(
      { ...context, signal: cancel.signal },
      { folder: sources.folder, packets: 1_000_000 },
    );
    const namespaces = async () => (await succeeds('ip', 'netns', 'list')).match(/nfw-\d+-/g) ?? [];
    await expect.poll(namespaces, { timeout: 60_000 }).toHaveLength(4);
    cancel.abort();
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(namespaces, { timeout: 60_000 }).toHaveLength(0);
  });
});
