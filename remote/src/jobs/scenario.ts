// Runs a scenario: a script from the tests/ folder beside a module's sources, which makes a small network on the
// target, sends packets through it, and prints its figures as one line of JSON. mirror-scenario.ts is the one that
// the demo shows; the VM tests run them all.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandResult, Upload } from '../ssh/session';
import { UserError } from '../user-error';
import type { JobContext } from './job';

export interface Scenario {
  /** Absolute local folder of the module's sources; the script is in its `tests/`. */
  readonly folder: string;
  /** The script without its `.sh`: `mirror`. */
  readonly script: string;
  readonly arguments?: readonly string[];
  /** Variables for the script, e.g. `IPTABLES`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** For the script's standard input. */
  readonly input?: string;
}

/** Where scripts are put, in the login user's home folder on the target. */
const remoteFolder = '.cache/netfilter-workbench/scenarios';

/** Milliseconds: a million packets under software emulation take less. */
const deadline = 30 * 60_000;

/**
 * Uploads the scripts, runs one as root and returns what it printed.
 *
 * Rejects with a `UserError` of code `missing-tool`, `no-module`, `no-library`, `rule-refused`,
 * `command-failed` or `no-figures` when there are no figures; the script has then taken its network down again.
 */
export async function runScenario(context: JobContext, scenario: Scenario): Promise<unknown> {
  const { session, signal, report } = context;
  await session.upload(await readScripts(scenario), signal);
  const environment = Object.entries(scenario.environment ?? {}).map(([name, value]) => `${name}=${value}`);
  const script = `${remoteFolder}/${scenario.script}.sh`;
  const result = await session.run(['env', ...environment, 'bash', script, ...(scenario.arguments ?? [])], {
    asRoot: true,
    signal,
    deadline,
    input: scenario.input ?? '',
    onLine: (line) => report.output(line),
  });
  const figures = parseLastLine(result.stdout);
  if (isFailure(figures)) throw explain(figures, result, session.name);
  if (result.status !== 0 || figures === undefined) throw noFigures(scenario, result, session.name);
  return figures;
}

async function readScripts({ folder, script }: Scenario): Promise<Upload[]> {
  const scripts = join(folder, 'tests');
  const names = await readdir(scripts).catch((): string[] => []);
  if (!names.includes(`${script}.sh`)) {
    throw new UserError(
      `There is no scenario ${script}.sh in ${scripts}.`,
      'Name a folder with the sources of a module and its tests, like kernel/.',
      { code: 'no-scenario' },
    );
  }
  return Promise.all(
    names
      .filter((name) => name.endsWith('.sh'))
      .map(async (name) => ({
        path: `${remoteFolder}/${name}`,
        content: await readFile(join(scripts, name)),
        mode: 0o755,
      })),
  );
}

/** What a script prints in place of figures (`fail` in kernel/tests/topology.sh). */
interface Failure {
  readonly error: string;
  readonly what: string;
}

function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'error' in value && 'what' in value;
}

function parseLastLine(stdout: string): unknown {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function explain({ error, what }: Failure, result: CommandResult, target: string): UserError {
  const code = error;
  switch (error) {
    case 'missing-tool':
      return new UserError(
        `${what} is not installed on ${target}.`,
        'Install it there, then run the scenario again.',
        { code },
      );
    case 'no-module':
      return new UserError(
        `xt_CLONE is not loaded on ${target}: ${asClause(what)}.`,
        'Load it with Netfilter: Load or `nfw load`, then run the scenario again.',
        { code },
      );
    case 'no-library':
      return new UserError(
        `libxt_CLONE.so is not where iptables looks for it on ${target}: ${asClause(what)}.`,
        'Install it with Netfilter: Load or `nfw load`, then run the scenario again.',
        { code },
      );
    case 'rule-refused':
      return new UserError(
        `A rule of the scenario was refused on ${target}: ${asClause(what)}.`,
        'The kernel log may say more; check that module and library are of the same build.',
        { code },
      );
    default:
      return new UserError(
        `A command of the scenario failed on ${target}: ${asClause(what)}${lastWords(result)}.`,
        'Its network has been taken down again; put right what the command needs and run the scenario again.',
        { code },
      );
  }
}

function noFigures({ script }: Scenario, result: CommandResult, target: string): UserError {
  const end = result.signal === undefined ? `status ${String(result.status)}` : `signal ${result.signal}`;
  return new UserError(
    `The scenario ${script} ended with ${end} on ${target} and gave no figures${lastWords(result)}.`,
    'Run it there by hand to see more.',
    { code: 'no-figures' },
  );
}

/** The last thing that was said on standard error, as the end of a sentence. */
function lastWords({ stderr }: CommandResult): string {
  const line = stderr.trimEnd().split('\n').at(-1) ?? '';
  return line === '' ? '' : `: ${asClause(line)}`;
}

function asClause(text: string): string {
  return text.trim().replace(/\.$/, '');
}
