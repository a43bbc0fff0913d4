// apt-get as this machine has it, with its proxies, mirrors and keys, yet in private folders and without root. The
// machine's own lists, packages and configuration are only read.
import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobReport } from '../jobs/job';
import { readMachineSources, sourcesFor, type ArchiveType } from './apt-sources';
import { aptFailure } from './apt-trouble';
import type { Suite } from './suites';
import { runTool, tryTool } from './tool';

const debianKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** An apt-get that reads this machine's configuration for the network and keeps everything else to itself. */
export class PrivateApt {
  readonly archives: string;
  readonly #configuration: string;

  constructor(
    readonly folder: string,
    readonly signal: AbortSignal,
    /** What is to be got, for whoever reads that it failed. */
    private readonly packages: string,
  ) {
    this.archives = join(folder, 'archives');
    this.#configuration = join(folder, 'apt.conf');
  }

  /** @param type What is to be had of the suite: its packages, or the sources of its packages. */
  async prepare(suite: Pick<Suite, 'name' | 'security'>, type: ArchiveType = 'deb'): Promise<void> {
    await mkdir(join(this.archives, 'partial'), { recursive: true });
    await mkdir(join(this.folder, 'lists', 'partial'), { recursive: true });
    await writeFile(join(this.folder, 'status'), '');
    const machine = await readMachineConfiguration(this.signal);
    const sources = await readMachineSources(machine.paths);
    const keyring = existsSync(debianKeyring) ? debianKeyring : undefined;
    await this.#writePrivate('debian.sources', sourcesFor(suite, sources, keyring, type));
    await this.#writePrivate('apt.conf', `${machine.network}\n${privateConfiguration(this.folder)}`);
  }

  /** Proxies and mirrors may carry a password, so only the user may read them. */
  async #writePrivate(name: string, text: string): Promise<void> {
    const path = join(this.folder, name);
    await writeFile(path, text, { mode: 0o600 });
    await chmod(path, 0o600);
  }

  /** Runs in the private folder, which is where `apt-get source` leaves what it downloads. */
  async run(argv: readonly string[], report: JobReport): Promise<string> {
    const result = await tryTool(['apt-get', '-o', 'APT::Status-Fd=3', ...argv], {
      signal: this.signal,
      folder: this.folder,
      environment: { APT_CONFIG: this.#configuration, DEBIAN_FRONTEND: 'noninteractive' },
      onStatus: percentTo(report),
    });
    if (result.status === 0) return result.stdout;
    throw aptFailure(result.stderr, this.packages);
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
