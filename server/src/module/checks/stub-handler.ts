// stub-handler: a target that is registered but does nothing.
import { ruleResources } from '../facts/resources';
import type { FunctionModel } from '../model/functions';
import { activityOf } from '../model/calls';
import { handlerOf, reachedFrom } from '../model/entry-points';
import { familyName } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import type { Expression } from '../model/expression';
import type { ModuleCheck } from './subject';

export const stubHandler: ModuleCheck = {
  code: 'stub-handler',
  tier: 'module',
  severity: 'warning',
  title: 'Handler that does nothing',
  explanation: `A handler that only returns \`XT_CONTINUE\` makes a rule that is accepted, counts packets and has no effect. Nobody is told:
not by iptables, not by the kernel log.

Do the work, or don't register the extension for this family: iptables then refuses the rule.`,
  source: 'net/ipv4/netfilter/ip_tables.c, ipt_do_table',
  *run({ extensions }) {
    const told = new Set<FunctionModel>();
    for (const extension of extensions) {
      const handler = extension.side === 'kernel' ? handlerOf(extension, extension.kind) : undefined;
      if (!handler || told.has(handler)) continue;
      const idle = extension.kind === 'target' ? goesOn(handler) : neverMatches(handler);
      if (!idle || worksElsewhere(extension)) continue;
      told.add(handler);
      const { name, registration, source } = extension;
      yield {
        range: handler.nameRange,
        ...(extension.kind === 'match' && { severity: 'hint' }),
        message: describe(extension, handler),
        related: [
          {
            location: { uri: source.uri, range: nameRange(registration) },
            message: `Registered as ${name} here.`,
          },
        ],
      };
    }
  },
};

function describe({ kind, name, family }: Extension, handler: FunctionModel): string {
  const whose = family === undefined || family === 0 ? '' : ` for ${familyName(family)}`;
  return kind === 'target'
    ? `${handler.name} does nothing: a rule with -j ${name}${whose} is accepted and has no effect.`
    : `${handler.name} never matches: what a rule with -m ${name}${whose} leads to may never happen.`;
}

const goOn = new Set(['XT_CONTINUE', 'IPT_CONTINUE', 'IP6T_CONTINUE']);

function goesOn(handler: FunctionModel): boolean {
  const value = onlyReturned(handler);
  return value?.kind === 'name' && goOn.has(value.name);
}

function neverMatches(handler: FunctionModel): boolean {
  const value = onlyReturned(handler);
  return value?.kind === 'number' && value.value === 0;
}

/** What a function returns that has no other statement. */
function onlyReturned({ statements }: FunctionModel): Expression | undefined {
  const [only, ...others] = statements;
  return others.length === 0 && only?.kind === 'return' ? only.value : undefined;
}

/** Whether adding or deleting a rule already does something, which may be all there is to do. */
function worksElsewhere(extension: Extension): boolean {
  return ['checkentry', 'destroy'].some((field) => {
    if (!extension.registration.fields.has(field)) return extension.registration.opaque;
    const definition = handlerOf(extension, field);
    if (!definition) return true;
    return [...reachedFrom(extension.source, [definition])].some(doesSomething);
  });
}

/** Taking what a handler would need, and giving it back, is nothing by itself. */
function doesSomething(definition: FunctionModel): boolean {
  const { calls, assignments } = activityOf(definition);
  const written = assignments.some(({ target }) => target.kind !== 'name');
  return written || calls.some(({ callee }) => !onlyPrints.test(callee) && !isReference(callee));
}

const onlyPrints = /^(?:printk|pr_\w+|net_\w+_ratelimited)$/;

function isReference(callee: string): boolean {
  return ruleResources.some(
    ({ what, takes, gives }) => what.startsWith('a reference') && (takes.has(callee) || gives.has(callee)),
  );
}
