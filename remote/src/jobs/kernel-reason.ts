// Why the kernel refused a module: it says so in its log, and insmod only gives an error number. The lines are
// those of the kernel's kernel/module/*.c and of the module's own init function.
import { UserError } from '../user-error';

export interface Refusal {
  readonly module: string;
  /** The target's name. */
  readonly target: string;
  /** What insmod printed. */
  readonly complaint: string;
  /** What the kernel logged meanwhile, line by line. */
  readonly log: readonly string[];
}

type Sentences = { readonly what: string; readonly nextStep: string; readonly code: string };

interface Reason {
  /** Looked for in the log first, then in insmod's own words. */
  readonly pattern: RegExp;
  readonly explain: (found: readonly string[], refusal: Refusal) => Sentences;
}

const reasons: readonly Reason[] = [
  {
    pattern: /Unknown symbol (\S+)/,
    explain: ([, symbol = ''], { module, target }) => ({
      what: `${module} does not load on ${target}: its kernel has no symbol ${symbol} that this module may use.`,
      nextStep: `Load the module that exports ${symbol} first, or call what this kernel offers instead; a GPL-only symbol also needs MODULE_LICENSE("GPL").`,
      code: 'unknown-symbol',
    }),
  },
  {
    pattern: /disagrees about version of symbol (\S+)/,
    explain: ([, symbol = ''], { module, target }) => ({
      what: `${module} does not load on ${target}: it was built against headers that disagree with the running kernel about ${symbol}.`,
      nextStep: 'Install the headers of the running kernel there and build again.',
      code: 'symbol-version',
    }),
  },
  {
    pattern: /version magic '([^']*)' should be '([^']*)'/,
    explain: ([, has = '', wants = ''], { module, target }) => ({
      what: `${module} does not load on ${target}: it was built for “${has.trim()}”, but the kernel is “${wants.trim()}”.`,
      nextStep: 'Build it again for the running kernel.',
      code: 'wrong-kernel',
    }),
  },
  {
    pattern: /Key was rejected|Required key not available|key is rejected|Lockdown:.*module/i,
    explain: (_, { module, target }) => ({
      what: `${module} does not load on ${target}: its kernel takes signed modules only (Secure Boot or lockdown).`,
      nextStep: 'Turn Secure Boot off on that machine, or sign the module with a key that it trusts.',
      code: 'unsigned',
    }),
  },
  {
    pattern: /File exists|already loaded/,
    explain: (_, { module, target }) => ({
      what: `${module} does not load on ${target}: a module of that name, or one that registers the same extension, is there already.`,
      nextStep: 'Unload the other one first, or use Reload to replace it.',
      code: 'already-loaded',
    }),
  },
  {
    pattern: /Invalid module format|Exec format error/,
    explain: (_, { module, target }) => ({
      what: `${module} does not load on ${target}: the kernel does not take its format.`,
      nextStep: 'Build it again on or for that machine.',
      code: 'module-format',
    }),
  },
];

/** The clearest sentence that the log, or else insmod, supports. */
export function explainRefusal(refusal: Refusal): UserError {
  const cause = new Error([refusal.complaint, ...refusal.log].join('\n'));
  for (const text of [refusal.log.join('\n'), refusal.complaint]) {
    for (const { pattern, explain } of reasons) {
      const found = pattern.exec(text);
      if (found === null) continue;
      const { what, nextStep, code } = explain(found, refusal);
      return new UserError(what, nextStep, { code, cause });
    }
  }
  return new UserError(
    `${refusal.module} does not load on ${refusal.target}: ${lastWords(refusal)}.`,
    'Its init function may have refused; the kernel log says more if it logs why.',
    { code: 'init-failed', cause },
  );
}

/** `insmod: ERROR: could not insert module ./xt_X.ko: Device or resource busy` → its last part. */
function lastWords({ complaint, module, log }: Refusal): string {
  const reason = complaint.trim().split('\n').at(-1)?.split(': ').at(-1) ?? 'insmod failed';
  const own = log.filter((line) => line.includes(module)).at(-1);
  return own === undefined ? reason : `${reason} (the kernel logged “${own.replace(/^\[[^\]]*\] */, '')}”)`;
}
