// stub-handler: a target that is registered but does nothing.
import { ruleResources } from '../facts/resources';
import type { FunctionModel } from '../model/functions';
import { activityOf } from '../model/calls';
import type { Access } from '../model/calls';
import { handlerOf, reachedFrom } from '../model/entry-points';
import { familyName } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import { returnedValues } from '../model/control-flow/returned-values';
import type { Scope } from '../model/scope';
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
  *run({ extensions, scope }) {
    const told = new Set<FunctionModel>();
    for (const extension of extensions) {
      const handler = extension.side === 'kernel' ? handlerOf(extension, extension.kind) : undefined;
      if (!handler || told.has(handler)) continue;
      const answer = extension.kind === 'target' ? xtContinue : 0;
      if (!isIdle(handler, answer, extension, scope) || worksElsewhere(extension)) continue;
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

const xtContinue = 0xffffffff;

/** Whether a handler calls nothing, writes nothing and has one answer to every packet. */
function isIdle(handler: FunctionModel, answer: number, { source }: Extension, scope: Scope): boolean {
  const { calls, assignments, accesses, incomplete } = activityOf(handler);
  const writes = assignments.some(({ target }) => target.kind !== 'name') || accesses.some(isWritten);
  if (incomplete || calls.length > 0 || writes) return false;
  const values = returnedValues(handler, source, scope);
  return values.length > 0 && values.every(({ constant }) => constant === answer);
}

function isWritten({ kind }: Access): boolean {
  return kind === 'write';
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
