// module-alias: the name under which the kernel asks for a module when a rule names an extension that is not loaded.
import type { Finding, Fix } from '../../check';
import { evaluateString } from '../model/evaluate';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import type { CallExpression } from '../model/expression';
import type { ModuleCheck, ModuleSubject } from './subject';

/** xt_prefix of x_tables.c, by NFPROTO_… number. */
const prefixes: ReadonlyMap<number, string> = new Map([
  [2, 'ipt_'],
  [3, 'arpt_'],
  [7, 'ebt_'],
  [10, 'ip6t_'],
]);

const commands: ReadonlyMap<string, string> = new Map([
  ['ipt_', 'iptables'],
  ['arpt_', 'arptables'],
  ['ebt_', 'ebtables'],
  ['ip6t_', 'ip6tables'],
]);

export const moduleAlias: ModuleCheck = {
  code: 'module-alias',
  tier: 'module',
  severity: 'warning',
  title: 'Alias that loads the module',
  explanation: `When a rule names an extension that is not loaded, the kernel asks modprobe for \`ipt_NAME\` (IPv4), \`ip6t_NAME\` (IPv6),
\`arpt_NAME\` or \`ebt_NAME\`. A module is found when that is its own name or one of its aliases. Without it the rule fails with
"No chain/target/match by that name", or "missing kernel module", until somebody loads the module by hand; after a reboot, rules
that are restored fail.

Add \`MODULE_ALIAS("ipt_NAME")\` and its like for every family that is registered.`,
  source: 'net/netfilter/x_tables.c, xt_find_revision and xt_request_find_target',
  *run(subject) {
    const known = knownNames(subject);
    if (!known) return;
    const seen = new Set<string>();
    for (const extension of subject.extensions.filter(({ side }) => side === 'kernel')) {
      for (const finding of inspect(extension, known, subject)) {
        // Revisions share their alias.
        if (!seen.has(finding.message)) yield finding;
        seen.add(finding.message);
      }
    }
  },
};

/** Every name that modprobe finds the module by; undefined where it may have others. */
function knownNames({ source, project, scope }: ModuleSubject): ReadonlySet<string> | undefined {
  // Without a licence this is but a part of a module, whose aliases may stand in another file.
  if (!source.invocations.some(({ callee }) => callee === 'MODULE_LICENSE')) return undefined;
  const aliases = aliasesOf(source.invocations).map(([value]) => value && evaluateString(value, scope));
  if (aliases.includes(undefined)) return undefined;
  if (source.invocations.some(({ callee }) => /ALIAS/.test(callee) && callee !== 'MODULE_ALIAS')) {
    return undefined;
  }
  return new Set([...aliases.filter((alias) => alias !== undefined), project.moduleNameOf(source)]);
}

function aliasesOf(invocations: readonly CallExpression[]) {
  return invocations.filter(({ callee }) => callee === 'MODULE_ALIAS').map(({ operands }) => operands);
}

function* inspect(
  { kernelName, family, registration }: Extension,
  known: ReadonlySet<string>,
  { source }: ModuleSubject,
): Generator<Finding> {
  const served = family === 0 ? ['ipt_', 'ip6t_'] : [prefixes.get(family ?? -1) ?? []].flat();
  const missing = served.filter((prefix) => !known.has(prefix + kernelName));
  const [first] = missing;
  if (first === undefined) return;
  // Who has an alias for one family, or for another extension of the module, may not mean this to be found.
  const certain = missing.length === served.length && ![...known].some((name) => name.startsWith(first));
  const aliases = missing.map((prefix) => prefix + kernelName);
  yield {
    range: nameRange(registration),
    severity: certain ? 'warning' : 'hint',
    message: `No MODULE_ALIAS("${first}${kernelName}"): a rule of ${commands.get(first) ?? ''} that names ${kernelName} ${certain ? 'fails' : 'may fail'} until the module is loaded by hand.`,
    ...addAliases(aliases, source.invocations),
  };
}

/** Adds aliases behind the last MODULE_… line. */
function addAliases(
  aliases: readonly string[],
  invocations: readonly CallExpression[],
): { fixes?: readonly Fix[] } {
  const last = invocations.filter(({ callee }) => callee.startsWith('MODULE_')).at(-1);
  if (!last) return {};
  const position = { line: last.range.end.line + 1, character: 0 };
  const newText = aliases.map((alias) => `MODULE_ALIAS("${alias}");\n`).join('');
  return {
    fixes: [
      {
        title: `Add ${newText.trim().replaceAll('\n', ' ')}`,
        edits: [{ range: { start: position, end: position }, newText }],
      },
    ],
  };
}
