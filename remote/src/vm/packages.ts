// The Debian packages of an image: planned and downloaded by the machine's own apt-get, with its proxies, mirrors
// and keys, yet in private folders, with an empty list of installed packages, and without root.
import { existsSync } from 'node:fs';
import { access, chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobReport } from '../jobs/job';
import { readMachineSources, sourcesFor } from './apt-sources';
import { aptFailure } from './apt-trouble';
import type { Suite } from './suites';
import { runTool, tryTool } from './tool';
import type { Work } from './work';

/** A package that belongs into the image. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  /** Absolute path of its .deb. */
  readonly file: string;
}

const debianKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Brings all packages of `suite` into `folder`; what is there from an earlier run is not downloaded again. */
export async function fetchPackages(suite: Suite, folder: string, work: Work): Promise<DebianPackage[]> {
  const packages = await planPackages(suite, folder, work);
  const apt = new PrivateApt(folder, work.signal);
  work.report.step(`Downloading ${packages.length} Debian packages`);
  await apt.run(['install', '--yes', '--download-only', ...suite.packages], work.report);
  await Promise.all(packages.map(({ file }) => access(file)));
  await dropOthers(apt.archives, packages);
  return packages;
}

/** Which packages an image of `suite` is made of now; only the lists of the mirror are downloaded. */
export async function planPackages(suite: Suite, folder: string, work: Work): Promise<DebianPackage[]> {
  const apt = new PrivateApt(folder, work.signal);
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

/** An apt-get that reads this machine's configuration for the network and keeps everything else to itself. */
class PrivateApt {
  readonly archives: string;
  readonly #configuration: string;

  constructor(
    readonly folder: string,
    readonly signal: AbortSignal,
  ) {
    this.archives = join(folder, 'archives');
    this.#configuration = join(folder, 'apt.conf');
  }

  async prepare(suite: Suite): Promise<void> {
    await mkdir(join(this.archives, 'partial'), { recursive: true });
    await mkdir(join(this.folder, 'lists', 'partial'), { recursive: true });
    await writeFile(join(this.folder, 'status'), '');
    const machine = await readMachineConfiguration(this.signal);
    const sources = await readMachineSources(machine.paths);
    const keyring = existsSync(debianKeyring) ? debianKeyring : undefined;
    await this.#writePrivate('debian.sources', sourcesFor(suite, sources, keyring));
    await this.#writePrivate('apt.conf', `${machine.network}\n${privateConfiguration(this.folder)}`);
  }

  /** Proxies and mirrors may carry a password, so only the user may read them. */
  async #writePrivate(name: string, text: string): Promise<void> {
    const path = join(this.folder, name);
    await writeFile(path, text, { mode: 0o600 });
    await chmod(path, 0o600);
  }

  async run(argv: readonly string[], report: JobReport): Promise<string> {
    const result = await tryTool(['apt-get', '-o', 'APT::Status-Fd=3', ...argv], {
      signal: this.signal,
      environment: { APT_CONFIG: this.#configuration, DEBIAN_FRONTEND: 'noninteractive' },
      onStatus: percentTo(report),
    });
    if (result.status === 0) return result.stdout;
    throw aptFailure(result.stderr);
  }
}

/** Turns apt's status lines `dlstatus:COUNT:PERCENT:TEXT` into a line at every tenth percent. */
function percentTo(report: JobReport): (line: string) => void {
  let shown = 0;
  return (line) => {
    const percent = Number(/^dlstatus:\d+:([\d.]+):/.exec(line)?.[1] ?? '0');
    if (percent < shown + 10) return;
    shown = Math.floor(percent / 10) * 10;
    report.output(`${shown} %`);
  };
}

/** How this machine's apt reaches the network, and where its sources are. */
async function readMachineConfiguration(
  signal: AbortSignal,
): Promise<{ network: string; paths: { sourceList: string; sourceParts: string } }> {
  const dump = await runTool(['apt-config', 'dump'], { signal });
  const lines = dump.split('\n');
  // Index targets are what other programs want downloaded (desktop metadata); none of it is needed here.
  const network = lines.filter((line) => /^Acquire::(?!IndexTargets)/.test(line)).join('\n');
  const located = await runTool(
    ['apt-config', 'shell', 'list', 'Dir::Etc::sourcelist/f', 'parts', 'Dir::Etc::sourceparts/f'],
    { signal },
  );
  const value = (name: string): string => new RegExp(`^${name}='(.*)'$`, 'm').exec(located)?.[1] ?? '';
  return { network, paths: { sourceList: value('list'), sourceParts: value('parts') } };
}

function privateConfiguration(folder: string): string {
  const path = (name: string): string => JSON.stringify(join(folder, name));
  return `Dir::State ${path('.')};
Dir::State::lists ${path('lists')};
Dir::State::status ${path('status')};
Dir::Cache ${path('.')};
Dir::Cache::archives ${path('archives')};
Dir::Etc::sourcelist ${path('debian.sources')};
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::parts "/dev/null";
Dir::Etc::main "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::Log ${path('.')};
APT::Architecture "amd64";
APT::Architectures "amd64";
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
`;
}
