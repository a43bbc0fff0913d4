// Installs the Debian packages that are missing: as root, or through `sudo -n`, or not at all, in which case
// the exact command is printed and the caller goes on with what there is.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import process from 'node:process';
import { Failure } from './failure.mjs';
import { aptFailures, reasonFor } from './known-failures.mjs';
import { run, runOrFail } from './run.mjs';
import { heading, note } from './say.mjs';
import { packagesFor } from './system-packages.mjs';

const packageLists = '/var/lib/apt/lists';
const listsAreOldAfter = 24 * 60 * 60 * 1000;

/** With this file Debian's sshd service does not start, now or at the next boot. */
const sshdNotToBeRun = '/etc/ssh/sshd_not_to_be_run';

/**
 * Makes sure of the packages for the given purposes.
 *
 * @param {readonly import('./system-packages.mjs').Purpose[]} purposes
 * @returns {Promise<boolean>} Whether they are all there.
 */
export async function ensureSystemPackages(purposes) {
  const wanted = packagesFor(purposes).map(({ name }) => name);
  const installed = queryInstalled(wanted);
  if (installed === undefined) {
    note(`This is no Debian system, so nothing is installed. Needed are: ${wanted.join(' ')}`);
    return false;
  }
  const missing = wanted.filter((name) => !installed.has(name));
  if (missing.length === 0) return true;
  heading(`System packages: ${missing.join(' ')}`);
  const asRoot = rootPrefix({ uid: process.getuid?.(), sudoWorks: sudoWorks() });
  if (asRoot === undefined) {
    note('Neither root nor `sudo` without a password: please install them yourself with');
    note(`  ${installCommand(missing).join(' ')}`);
    note('Going on with what there is.');
    return false;
  }
  await install(missing, asRoot);
  return true;
}

/**
 * What to put before a command to run it as root; undefined when this user cannot.
 *
 * @param {{ uid: number | undefined, sudoWorks: boolean }} user
 * @returns {readonly string[] | undefined}
 */
export function rootPrefix({ uid, sudoWorks }) {
  if (uid === 0) return [];
  return sudoWorks ? ['sudo', '-n'] : undefined;
}

/** The command a person types to install the packages, as argv. */
export const installCommand = (names) => [
  'sudo',
  'apt-get',
  'install',
  '-y',
  '--no-install-recommends',
  ...names,
];

/**
 * Names of those packages that dpkg has fully installed; undefined where there is no dpkg.
 *
 * @param {readonly string[]} names
 */
function queryInstalled(names) {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    encoding: 'utf8',
  });
  return query.error ? undefined : readInstalled(query.stdout);
}

/** Reads the `name status` lines of dpkg-query. */
export function readInstalled(text) {
  const rows = text.split('\n').map((line) => line.split(' '));
  return new Set(rows.filter(([, status]) => status === 'installed').map(([name]) => name));
}

const sudoWorks = () => spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;

async function install(names, asRoot) {
  const environment = ['env', 'LC_ALL=C', 'DEBIAN_FRONTEND=noninteractive'];
  const apt = (...args) => {
    const [command, ...rest] = [
      ...asRoot,
      ...environment,
      'apt-get',
      '-o',
      'DPkg::Lock::Timeout=300',
      ...args,
    ];
    return [command, rest];
  };
  if (packageListsAreOld()) {
    // A list that cannot be renewed may still do, so the verdict is left to the installation.
    const { status } = await run(...apt('update'), { quietly: 'Reading the package lists' });
    if (status !== 0) note('The package lists could not be renewed; trying with those there are.');
  }
  if (names.includes('openssh-server')) await keepSshdFromStarting(asRoot);
  await runOrFail('Installing', ...apt('install', '-y', '--no-install-recommends', ...names), {
    explain: (output) => `${reasonFor(output, aptFailures)} By hand: ${installCommand(names).join(' ')}`,
  });
}

/** The tests start an sshd of their own on 127.0.0.1; installing the package must not start one for the world. */
async function keepSshdFromStarting(asRoot) {
  const [command, ...args] = [...asRoot, 'install', '-D', '/dev/null', sshdNotToBeRun];
  const { status, output } = await run(command, args, { quietly: 'Keeping the SSH service off' });
  if (status !== 0)
    throw new Failure(`${output}\n${sshdNotToBeRun} could not be made, so sshd is not installed.`);
  note(`The SSH service stays off on this machine; remove ${sshdNotToBeRun} if you want it.`);
}

/** Whether apt has no package lists, or none of today's. */
function packageListsAreOld(folder = packageLists, now = Date.now()) {
  try {
    const lists = readdirSync(folder).filter((name) => /_Packages(\.\w+)?$/.test(name));
    return lists.length === 0 || now - statSync(folder).mtimeMs > listsAreOldAfter;
  } catch {
    return true;
  }
}
