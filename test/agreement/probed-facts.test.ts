// Where the facts say that each match and target may stand, against where the kernel takes it: its example is loaded
// in every table, on every hook and under every protocol, and our verdict has to be the kernel's.
import { describe, expect, it } from 'vitest';
import { shippedExtensions } from '../../server/src/rules/facts/catalog';
import type { ExtensionFact, Family } from '../../server/src/rules/facts/fact';
import { agrees, compare } from '../support/agreement';
import type { AgreementRow, Comparison } from '../support/agreement';
import { exampleFor, exampleUnder, fileOf, places } from '../support/extension-examples';
import type { Question, Variant } from '../support/iptables-oracle';

/** Placing is the kernel's business, so that one version of iptables tells it. */
const version = '1.8.9';

const protocols: Readonly<Record<Family, readonly (string | undefined)[]>> = {
  ipv4: [undefined, 'tcp', 'udp', 'udplite', 'icmp', 'esp', 'ah', 'sctp', 'dccp', '47'],
  ipv6: [undefined, 'tcp', 'udp', 'udplite', 'ipv6-icmp', 'esp', 'ah', 'sctp', 'dccp', 'ipv6-mh', '47'],
};

/** An extension in one family, and the rules that its example is tried with. */
interface Probe {
  readonly row: ExtensionFact;
  readonly family: Family;
  readonly questions: readonly Question[];
}

/** Tried in the place of an example that is about a machine: this one need not have a control group of that name. */
const substitutes = new Map([['cgroup', '-m cgroup --cgroup 0x100001']]);

const cases = shippedExtensions.flatMap((row) =>
  row.families.map((family) => ({
    row: { ...row, example: substitutes.get(row.name) ?? row.example ?? '' },
    family,
  })),
);

const probesOfPlaces: readonly Probe[] = cases.map(({ row, family }) => ({
  ...{ row, family },
  questions: places.map((place) => ({
    text: fileOf([...before(row), exampleFor(row, family)], place),
    family,
  })),
}));

const probesOfProtocols: readonly Probe[] = cases.map(({ row, family }) => ({
  ...{ row, family },
  questions: protocols[family].map((protocol) => ({
    text: fileOf([...before(row), exampleUnder(row, family, protocol)], placeOf(row)),
    family,
  })),
}));

/** What has to stand before the example: an estimator is there once a rule sets it up. */
function before({ kind, name }: ExtensionFact): string[] {
  const estimator = shippedExtensions.find((row) => row.kind === 'target' && row.name === 'RATEEST');
  return kind === 'match' && name === 'rateest' ? [estimator?.example ?? ''] : [];
}

/** A place where the extension may stand. */
function placeOf({ tables, hooks }: ExtensionFact) {
  const place = places.find(
    ({ table, chain }) => (tables?.includes(table) ?? true) && (hooks?.includes(chain) ?? true),
  );
  return place ?? ({ table: 'filter', chain: 'INPUT' } as const);
}

describe.each(['legacy', 'nft'] as const)('the kernel behind iptables-%s', (variant) => {
  it('takes each match and target where its facts say so', async ({ task }) => {
    const compared = await ask(probesOfPlaces, variant);
    task.meta.agreement = [rowOf('places of extensions', variant, compared)];
    expect(compared.flatMap(({ comparisons }) => comparisons.filter(disagrees).map(brief))).toEqual([]);
    expect(compared.filter(loadsNowhere).map(({ probe }) => titleOf(probe))).toEqual([]);
  });

  it('takes each match and target under the protocols that its facts name', async ({ task }) => {
    const compared = await ask(probesOfProtocols, variant);
    task.meta.agreement = [rowOf('protocols of extensions', variant, compared)];
    expect(compared.flatMap(({ comparisons }) => comparisons.filter(disagrees).map(brief))).toEqual([]);
  });

  /** A probe that never loads proves nothing, unless the facts say that the variant refuses the extension. */
  function loadsNowhere({ probe, comparisons }: Compared): boolean {
    const isRefused = probe.row.refusedBy?.includes(variant) ?? false;
    return !isRefused && isProbed({ probe, comparisons }) && !comparisons.some(({ theirs }) => theirs.loads);
  }
});

interface Compared {
  readonly probe: Probe;
  readonly comparisons: readonly Comparison[];
}

async function ask(probes: readonly Probe[], variant: Variant): Promise<Compared[]> {
  const comparisons = await compare(
    probes.flatMap(({ questions }) => questions),
    variant,
    version,
  );
  let next = 0;
  return probes.map((probe) => {
    next += probe.questions.length;
    return { probe, comparisons: comparisons.slice(next - probe.questions.length, next) };
  });
}

const disagrees = (comparison: Comparison): boolean => !agrees(comparison);

/** No rule makes a set of ipset, and so this machine has none; nor has its kernel each extension. */
function isProbed({ probe, comparisons }: Compared): boolean {
  return !/^set$/i.test(probe.row.name) && comparisons.every(({ told }) => told === 'both');
}

function rowOf(what: string, variant: Variant, compared: readonly Compared[]): AgreementRow {
  const probed = compared.filter(isProbed).flatMap(({ comparisons }) => comparisons);
  const unprobed = compared.filter((one) => !isProbed(one)).map(({ probe }) => titleOf(probe));
  return { what, variant, version, agree: probed.filter(agrees).length, total: probed.length, unprobed };
}

function titleOf({ row, family }: Probe): string {
  return `${row.kind} ${row.name} (${family})`;
}

function brief({ question, ours, theirs }: Comparison): string {
  const answer = theirs.loads ? 'loads' : theirs.said;
  return `${question.family} ${question.text.replaceAll('\n', ' ')}: ${answer}; ours: ${ours.found.join(' ')}`;
}
