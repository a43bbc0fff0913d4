// Versions of the kernel as numbers, and sets of them: when a form of the kernel's API holds, for which kernels a line is
// compiled, and which kernels somebody builds for. A set is a list of spans, because changes of the API are carried
// back to stable series: "from 5.10 on, and in 5.4 from 5.4.78 on" has two.

/** `5.4.78` as 5_004_078; as LINUX_VERSION_CODE without its limit of 255. */
export type Version = number;

/** Versions from `from` up to, but not with, `to`; in order, never touching each other. */
export type VersionSet = readonly Span[];

export interface Span {
  readonly from: Version;
  readonly to: Version;
}

export const allVersions: VersionSet = [{ from: 0, to: Infinity }];
export const noVersions: VersionSet = [];

/** A series without its patch number stands for its latest release, which is what distributions carry. */
const latestPatch = 999;

/** `5.4`, `5.4.78`, `6.1.0-18-amd64`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?![\d.]*\.)/.exec(text.trim()) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return versionOf(Number(major), Number(minor), Number(patch ?? 0));
}

/** The version a user means who states a kernel: of `5.4` its latest release. */
export function statedVersion(text: string): Version | undefined {
  const version = parseVersion(text);
  if (version === undefined || !/^v?\d+\.\d+$/.test(text.trim())) return version;
  return version + latestPatch;
}

export function versionOf(major: number, minor: number, patch: number): Version {
  return major * 1_000_000 + minor * 1000 + patch;
}

/** `5.4.78`, `5.4`; the latest release of a series is written as the series. */
export function formatVersion(version: Version): string {
  const major = Math.floor(version / 1_000_000);
  const minor = Math.floor((version % 1_000_000) / 1000);
  const patch = version % 1000;
  return patch === 0 || patch === latestPatch ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

/**
 * The kernels that have a change: `5.10, 5.9.9, 5.4.78` is from 5.10 on, and in the series named after it from the
 * stable release that took it over.
 */
export function since(changes: string): VersionSet {
  const [mainline = Infinity, ...stable] = changes.split(', ').map((text) => parseVersion(text) ?? Infinity);
  return [...stable.map(restOfSeries), { from: mainline, to: Infinity }].reduce<VersionSet>(
    (all, span) => union(all, [span]),
    noVersions,
  );
}

function restOfSeries(from: Version): Span {
  return { from, to: from - (from % 1000) + 1000 };
}

export function contains(set: VersionSet, version: Version): boolean {
  return set.some(({ from, to }) => from <= version && version < to);
}

export function complement(set: VersionSet): VersionSet {
  const starts = [0, ...set.map(({ to }) => to)];
  const ends = [...set.map(({ from }) => from), Infinity];
  return starts
    .map((from, index) => ({ from, to: ends[index] ?? Infinity }))
    .filter(({ from, to }) => from < to);
}

export function intersection(a: VersionSet, b: VersionSet): VersionSet {
  return a
    .flatMap((one) =>
      b.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
    )
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
}

export function union(a: VersionSet, b: VersionSet): VersionSet {
  return complement(intersection(complement(a), complement(b)));
}

export function difference(a: VersionSet, b: VersionSet): VersionSet {
  return intersection(a, complement(b));
}
