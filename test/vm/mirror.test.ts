// The mirror port with real packets: xt_CLONE of this checkout, built and loaded by the jobs, in every scenario of
// kernel/tests. Each scenario counts packets in network namespaces on the VM.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runMirrorScenario } from '../../remote/src/jobs/mirror-scenario';
import { runScenario, type Scenario } from '../../remote/src/jobs/scenario';
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

/** The same figures in each family. */
const both = (figures: unknown) => ({ ipv4: figures, ipv6: figures });

async function kernelLog(): Promise<string> {
  return (await context.session.run(['dmesg'])).stdout;
}

it('mirrors as many packets as it forwards: all of them', async () => {
  const family = { forwarded: { sent: 200, received: 200 }, mirrored: { sent: 200, received: 200 } };
  expect(await runMirrorScenario(context, { folder: sources.folder, packets: 200 })).toEqual({
    forwarded: { sent: 400, received: 400 },
    mirrored: { sent: 400, received: 400 },
    ipv4: family,
    ipv6: family,
  });
});

const run = (script: string, more: Partial<Scenario> = {}) =>
  runScenario(context, { folder: sources.folder, script, ...more });

// What a rule says is read by iptables of either variant; what is done to a packet is the same code.
describe.each(['nft', 'legacy'])('under iptables-%s', (variant) => {
  const environment = { IPTABLES: `iptables-${variant}`, IP6TABLES: `ip6tables-${variant}` };

  it('mirrors every packet once', async () => {
    expect(await run('mirror', { environment, arguments: ['100'] })).toEqual(
      both({ sent: 100, forwarded: 100, mirrored: 100 }),
    );
  });

  it('copies no copy, and lets the original return to the chain it came from', async () => {
    const forwarded = { sent: 10, returned: 10, copiesInOutput: 20, forwarded: 10, mirrored: 20 };
    const local = { sent: 10, forwarded: 10, mirrored: 20 };
    expect(await run('nested-chains', { environment, arguments: ['10'] })).toEqual({
      ...both(forwarded),
      ipv4Local: local,
      ipv6Local: local,
    });
  });
});

describe('a copy', () => {
  it('is not sent when the mark leads nowhere else, and the kernel log says so', async () => {
    await context.session.run(['dmesg', '--clear'], { asRoot: true });
    expect(await run('no-route', { arguments: ['10'] })).toEqual(
      both({ sent: 20, forwarded: 20, mirrored: 0 }),
    );
    const log = await kernelLog();
    expect(log).toContain('xt_CLONE: mark 0x1 leads out of to-destination like the original: no copy sent');
    expect(log).toMatch(/xt_CLONE: no route for mark 0x1 \(error -\d+\): no copy sent/);
  });

  it('keeps the MTU of its port from the source', async () => {
    expect(await run('small-mtu', { arguments: ['5'] })).toEqual(
      both({
        sent: 5,
        answered: 5,
        fragmentedAnswered: 5,
        errorsAtSource: 0,
        learntMtu: 0,
        tooLongAtMirror: 0,
        // Two of each whole packet, three of each that came in fragments.
        fragmentsAtMirror: 25,
      }),
    );
  });

  it('keeps a dead mirror from the source', async () => {
    expect(await run('silent-mirror', { arguments: ['10'] })).toEqual(
      both({ sent: 10, forwarded: 10, errorsAtSource: 0 }),
    );
  });

  it('goes one hop further, and there is none of a packet that is at its last', async () => {
    const forwarded = { forwardedAt63: 1, forwardedAt2: 1, forwardedAt1: 1 };
    const mirrored = { mirroredAt63: 0, mirroredAt62: 1, mirroredAt2: 0, mirroredAt1: 1 };
    expect(await run('header')).toEqual({
      ipv4: { ...forwarded, forwardedDontFragment: 3, ...mirrored, mirroredDontFragment: 0 },
      ipv6: { ...forwarded, forwardedDontFragment: null, ...mirrored, mirroredDontFragment: null },
    });
  });

  it('stays out of conntrack and NAT', async () => {
    expect(await run('untracked', { arguments: ['10'] })).toEqual(
      both({ sent: 10, untracked: 10, tracked: 0, newConnections: 1, untranslated: 10, mirrored: 10 }),
    );
  });
});

it('leaves nothing behind', async () => {
  const namespaces = await context.session.run(['ip', 'netns', 'list']);
  expect(namespaces.stdout).not.toContain('nfw-');
  const { wasLoaded } = await unload(context, sources);
  expect(wasLoaded).toBe(true);
  const trouble = /unregister_netdevice: waiting|BUG:|WARNING:|Oops|refcount/;
  expect(await kernelLog()).not.toMatch(trouble);
});
