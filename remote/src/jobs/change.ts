// A change of a target that finishes, or puts back what was there, whatever becomes of the connection (invariant 7): a
// script that runs there in a session of its own, which ends neither with the channel nor with this program. What came
// of it is kept on the target until it is known here; the next job asks for what a lost connection left unsaid.
import { onAbort, throwIfAborted } from '../ssh/abort';
import { createArchive } from '../ssh/archive';
import type { CommandResult } from '../ssh/session';
import { UserError } from '../user-error';
import type { JobContext } from './job';

type Machine = Pick<JobContext, 'session' | 'signal'>;

export interface Change {
  /** One change of a name runs at a time: `xt_CLONE`. */
  readonly name: string;
  /** The subject of a sentence: `The swap of xt_CLONE`. */
  readonly title: string;
  /** Folder on the target to run in. */
  readonly directory?: string;
  /**
   * Calls `begin` before each step, `say` for what is to be known here, and ends. Nothing interrupts it. It finds `files` in
   * the folder `$change`, named by their number.
   */
  readonly script: string;
  readonly argv: readonly string[];
  readonly files: readonly (string | Buffer)[];
  /** It takes the place of one of this name that was cut off. */
  readonly repairs?: boolean;
}

/** What is known of a change that has ended. */
export interface Outcome {
  readonly title: string;
  /** False when it was killed on the target before it could finish or put anything back. */
  readonly ended: boolean;
  /** The step that was begun last. */
  readonly step: string | undefined;
  /** What the commands of that step complained of. */
  readonly complaint: string;
  /** What the script said: each line by its first word, in order. */
  readonly said: (word: string) => readonly string[];
}

/** Nothing here outlives a boot, as no module and no rule does. inspect.ts looks for it without being root. */
const place = `
base=/run; [ -d "$base" ] || base=/var/run
change=$base/nfw-changing-$1; shift
`;

const report = `
cat "$change/outcome"
[ ! -e "$change/complaint" ] || sed 's/^/complaint /' "$change/complaint"
`;

/** What stands before each change's own script. */
const preamble = `
change=$1; shift
trap '' HUP INT TERM
echo "$$" >"$change/pid"
say() { echo "$*" >>"$change/outcome"; }
begin() { say "step $1"; : >"$change/complaint"; }
`;

/**
 * The files come first and whole, or nothing is begun. Without setsid the script is left in the process group that the
 * end of the channel ends, with the seconds that command-line.ts gives it.
 */
const launch = `${place}
title=$1 repairs=$2 last=$3 script=$4; shift 4
staging=$change.$$
trap 'rm -rf -- "$staging"' EXIT
trap 'exit 1' HUP INT TERM
mkdir -- "$staging" && tar -xf - -C "$staging" && [ -e "$staging/$last" ] || exit
trap '' HUP INT TERM
[ -z "$repairs" ] || rm -rf -- "$change"
if ! mkdir -- "$change" 2>/dev/null; then echo busy; exit; fi
echo "title $title" >"$staging/outcome"
mv -- "$staging"/* "$change/" || exit
if command -v setsid >/dev/null; then setsid sh -c "$script" sh "$change" "$@" </dev/null >/dev/null 2>&1 &
else sh -c "$script" sh "$change" "$@" </dev/null >/dev/null 2>&1 & fi
trap 'exit 1' HUP INT TERM
wait "$!"
${report}`;

/** Seconds that a change which was left alone is waited for. */
const patience = 10;

const inquiry = `${place}
[ -d "$change" ] || exit 0
waited=0
while ! grep -qsx end "$change/outcome"; do
  pid=$(cat "$change/pid" 2>/dev/null)
  if [ "$waited" -gt 0 ] && ! grep -qs nfw-changing "/proc/$pid/cmdline"; then
    grep -qsx end "$change/outcome" || echo cut-off
    break
  fi
  if [ "$waited" = ${patience} ]; then echo busy; exit; fi
  sleep 1
  waited=$((waited + 1))
done
${report}`;

const kept = `${place}
cat "$change/$1"`;

const forget = `${place}
rm -rf -- "$change"`;

/** Milliseconds that a change which was cancelled is given to end by itself: it cannot be stopped half way. */
const grace = patience * 1000;

/** Runs a change to its end. Rejects when it could not be begun, or when nobody can tell here how it ended. */
export async function runChange(context: Machine, change: Change): Promise<Outcome> {
  const { session, signal } = context;
  throwIfAborted(signal);
  const files = change.files.map((content) => ({ content: Buffer.from(content), mode: 0o600 }));
  const { name, title, repairs } = change;
  const words = [
    title,
    repairs === true ? 'repairs' : '',
    String(files.length - 1),
    preamble + change.script,
  ];
  const impatient = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stopWatching = onAbort(signal, () => {
    timer = setTimeout(() => impatient.abort(), grace);
  });
  try {
    const result = await session.run(['sh', '-c', launch, 'sh', name, ...words, ...change.argv], {
      asRoot: true,
      input: createArchive(files),
      signal: impatient.signal,
      ...(change.directory === undefined ? {} : { directory: change.directory }),
    });
    return await learn(context, change, result);
  } catch (error) {
    if (impatient.signal.aborted) throw busy(title, session.name);
    throw error instanceof UserError && error.code === 'connection-lost'
      ? leftAlone(title, session.name, error)
      : error;
  } finally {
    stopWatching();
    clearTimeout(timer);
  }
}

/** What became of a change that nobody heard the end of; undefined when there is none. It is waited for. */
export async function askForChange({ session, signal }: Machine, name: string): Promise<Outcome | undefined> {
  const { stdout } = await session.run(['sh', '-c', inquiry, 'sh', name], { asRoot: true, signal });
  if (stdout === 'busy\n') throw busy(`An earlier change of ${name}`, session.name);
  return stdout === '' ? undefined : parseOutcome(stdout);
}

/** One of the files of a change: one that it was given, by its number, or one that its script wrote. */
export async function fileOfChange(
  { session, signal }: Machine,
  name: string,
  file: string,
): Promise<string> {
  const { stdout } = await session.run(['sh', '-c', kept, 'sh', name, file], {
    asRoot: true,
    signal,
  });
  return stdout;
}

/** What came of the change is known here. */
export async function forgetChange({ session }: Pick<Machine, 'session'>, name: string): Promise<void> {
  // Should this fail, the next job tells the outcome a second time.
  await session.run(['sh', '-c', forget, 'sh', name], { asRoot: true }).catch(() => undefined);
}

async function learn(context: Machine, { name, title }: Change, result: CommandResult): Promise<Outcome> {
  const target = context.session.name;
  if (result.stdout === 'busy\n') throw busy(title, target);
  if (result.status !== 0 || result.stdout === '') {
    throw new UserError(
      `${title} could not be begun on ${target}: ${result.stderr.trim().split('\n').at(-1) ?? ''}.`,
      'Check the free space of /run there, and that tar is installed.',
      { code: 'not-begun' },
    );
  }
  const outcome = parseOutcome(result.stdout);
  if (!outcome.ended) throw killed(title, target);
  await forgetChange(context, name);
  return outcome;
}

/** Pure. */
export function parseOutcome(text: string): Outcome {
  const lines = text.split('\n').map((line) => {
    const [word = ''] = line.split(' ', 1);
    return { word, rest: line.slice(word.length + 1) };
  });
  const said = (word: string): readonly string[] =>
    lines.filter((line) => line.word === word).map(({ rest }) => rest);
  return {
    title: said('title')[0] ?? '',
    ended: said('end').length > 0,
    step: said('step').at(-1),
    complaint: said('complaint').join('\n'),
    said,
  };
}

function busy(title: string, target: string): UserError {
  return new UserError(
    `${title} is under way on ${target}.`,
    'Wait for its end, then try again; if there is none, a function of the module hangs, and that machine must be restarted.',
    { code: 'change-under-way' },
  );
}

function killed(title: string, target: string): UserError {
  return new UserError(
    `${title} was killed on ${target} before its end.`,
    'Try again: that begins by putting back what is missing.',
    { code: 'change-killed' },
  );
}

function leftAlone(title: string, target: string, cause: UserError): UserError {
  return new UserError(
    `The connection to ${target} was lost. ${title} goes on there by itself: it finishes, or puts back what was there.`,
    'Connect again and repeat it: that begins by saying what came of this.',
    { code: 'connection-lost', cause },
  );
}
