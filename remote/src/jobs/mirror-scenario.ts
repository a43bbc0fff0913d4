// The proof that the mirror port works, shown at the end of `nfw demo`: packets of both families through a router
// on the target that clones them, counted at their destination and at the mirror port (kernel/tests/mirror.sh).
import { UserError } from '../user-error';
import type { JobContext } from './job';
import { runScenario } from './scenario';

/** Packets that were sent, and how many of them arrived at one place. */
export interface Delivery {
  readonly sent: number;
  readonly received: number;
}

export interface FamilyFigures {
  readonly forwarded: Delivery;
  readonly mirrored: Delivery;
}

/** The figures of both families together, and of each. */
export interface MirrorFigures extends FamilyFigures {
  readonly ipv4: FamilyFigures;
  readonly ipv6: FamilyFigures;
}

export interface MirrorScenario {
  /** Absolute local folder of the module's sources, with `tests/mirror.sh`. */
  readonly folder: string;
  /** How many packets to send in each family. */
  readonly packets: number;
}

/** Rejects with a `UserError` as `runScenario` does; counts that differ are a result. */
export async function runMirrorScenario(
  context: JobContext,
  { folder, packets }: MirrorScenario,
): Promise<MirrorFigures> {
  context.report.step(`Sending ${String(packets)} packets of each family through ${context.session.name}`);
  const figures = await runScenario(context, { folder, script: 'mirror', arguments: [String(packets)] });
  const ipv4 = familyFigures(figures, 'ipv4');
  const ipv6 = familyFigures(figures, 'ipv6');
  return {
    forwarded: add(ipv4.forwarded, ipv6.forwarded),
    mirrored: add(ipv4.mirrored, ipv6.mirrored),
    ipv4,
    ipv6,
  };
}

function add(one: Delivery, other: Delivery): Delivery {
  return { sent: one.sent + other.sent, received: one.received + other.received };
}

function familyFigures(figures: unknown, family: 'ipv4' | 'ipv6'): FamilyFigures {
  const counts = member(figures, family);
  const sent = count(counts, 'sent');
  return {
    forwarded: { sent, received: count(counts, 'forwarded') },
    mirrored: { sent, received: count(counts, 'mirrored') },
  };
}

function count(value: unknown, name: string): number {
  const found = member(value, name);
  if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return found;
  throw new UserError(
    `mirror.sh printed no count called ${name}.`,
    'Check that the script is the one that came with this version of Netfilter Workbench.',
    { code: 'no-figures' },
  );
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
