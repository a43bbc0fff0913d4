// The Debian packages of an image: planned and downloaded by an apt-get of private folders with an empty list of
// installed packages, so that everything needed comes along, whatever this machine has.
import { access, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PrivateApt } from './private-apt';
import type { Suite } from './suites';
import type { Work } from './work';

/** What is wanted of which suite. */
export type Wanted = Pick<Suite, 'name' | 'security' | 'packages'> & {
  /** What they are, for whoever reads that they cannot be got; those of the test VM when left out. */
  readonly purpose?: string;
};

function purposeOf({ purpose = 'the Debian packages of the test VM' }: Wanted): string {
  return purpose;
}

/** A package that belongs into the image. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  /** Absolute path of its .deb. */
  readonly file: string;
}

/** Brings all packages of `suite` into `folder`; what is there from an earlier run is not downloaded again. */
export async function fetchPackages(suite: Wanted, folder: string, work: Work): Promise<DebianPackage[]> {
  const packages = await planPackages(suite, folder, work);
  const apt = new PrivateApt(folder, work.signal, purposeOf(suite));
  work.report.step(`Downloading ${packages.length} Debian packages`);
  await apt.run(['install', '--yes', '--download-only', ...suite.packages], work.report);
  await Promise.all(packages.map(({ file }) => access(file)));
  await dropOthers(apt.archives, packages);
  return packages;
}

/** Which packages an image of `suite` is made of now; only the lists of the mirror are downloaded. */
export async function planPackages(suite: Wanted, folder: string, work: Work): Promise<DebianPackage[]> {
  const apt = new PrivateApt(folder, work.signal, purposeOf(suite));
  work.report.step(`Reading the package lists of Debian ${suite.name}`);
  await apt.prepare(suite);
  await apt.run(['update', '-q'], work.report);
  const plan = parsePlan(await apt.run(['install', '--simulate', ...suite.packages], work.report));
  return plan.map((item) => ({ ...item, file: join(apt.archives, archiveName(item)) }));
}

/** A package as `apt-get --simulate` plans it. */
interface PlannedPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
}

/** Reads the lines `Inst NAME (VERSION ORIGIN [ARCHITECTURE])` that `apt-get install --simulate` prints. */
export function parsePlan(text: string): PlannedPackage[] {
  return [...text.matchAll(/^Inst (\S+) \((\S+) .*\[(\w+)\]\)/gm)].map(
    ([, name = '', version = '', architecture = '']) => ({ name, version, architecture }),
  );
}

/** apt's name for a downloaded package; the colon of an epoch is escaped. */
export function archiveName({ name, version, architecture }: PlannedPackage): string {
  return `${name}_${version.replaceAll(':', '%3a')}_${architecture}.deb`;
}

/** Packages of an earlier plan are of no use any more. */
async function dropOthers(archives: string, packages: readonly DebianPackage[]): Promise<void> {
  const wanted = new Set(packages.map(({ file }) => file));
  const present = (await readdir(archives)).filter((name) => name.endsWith('.deb'));
  const stale = present.map((name) => join(archives, name)).filter((path) => !wanted.has(path));
  await Promise.all(stale.map((path) => rm(path)));
}
