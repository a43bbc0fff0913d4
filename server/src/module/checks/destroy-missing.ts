// destroy-missing: what a checkentry takes for its rule, and nobody gives back.
import type { Finding } from '../../check';
import { packetEffect } from '../facts/kernel-functions';
import { givesNothing, ruleResources } from '../facts/resources';
import type { Resource } from '../facts/resources';
import { activityOf } from '../model/calls';
import { entryPointsOf, functionNamed, handlerOf, isUsed, reachedFrom } from '../model/entry-points';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import type { CallExpression } from '../model/expression';
import type { FunctionModel } from '../model/functions';
import { departuresHolding } from '../model/held-resources';
import type { SourceModel } from '../model/source';
import { leavesOut } from './registration-fields';
import type { ModuleCheck, ModuleSubject } from './subject';

export const destroyMissing: ModuleCheck = {
  code: 'destroy-missing',
  tier: 'module',
  severity: 'warning',
  title: 'What a rule takes and never gives back',
  explanation: `\`.checkentry\` is called when a rule is added, \`.destroy\` when it goes away. A reference or memory that the one takes, the other must
give back, or every rule that is ever added leaves something behind; iptables replaces all rules of a table with every change, so that
is soon much. When \`.checkentry\` itself refuses the rule, \`.destroy\` is not called, and it has to give back what it took so far.

Write a \`.destroy\` that gives it back, and undo what was done before each error in \`.checkentry\`.`,
  source:
    'net/netfilter/xt_TEE.c, tee_tg_check and tee_tg_destroy; net/netfilter/x_tables.c, xt_check_target',
  *run(subject) {
    const told = new Set<string>();
    for (const extension of subject.extensions) {
      const check = extension.side === 'kernel' ? handlerOf(extension, 'checkentry') : undefined;
      if (!check) continue;
      for (const finding of [...keptOnFailure(check, subject), ...keptForever(extension, check, subject)]) {
        const key = JSON.stringify(finding.range);
        if (!told.has(key)) yield finding;
        told.add(key);
      }
    }
  },
};

/** Memory may have been handed to somebody before the failure; a reference is nobody else's. */
const references = ruleResources.filter(({ what }) => !what.startsWith('memory'));

function* keptOnFailure(check: FunctionModel, { source, scope }: ModuleSubject): Generator<Finding> {
  for (const { range, fails, holdings } of departuresHolding(check, references, source, scope)) {
    const [first] = holdings;
    if (!fails || !first) continue;
    yield {
      range,
      message: `${check.name} refuses the rule here, but keeps ${first.resource.what}, and .destroy is not called for it: ${first.resource.consequence}.`,
      related: [{ location: { uri: source.uri, range: first.call.range }, message: 'Taken here.' }],
    };
  }
}

function* keptForever(
  extension: Extension,
  check: FunctionModel,
  subject: ModuleSubject,
): Generator<Finding> {
  const { source } = subject;
  const missing = leavesOut(extension, 'destroy');
  const destroy = handlerOf(extension, 'destroy');
  if (!missing && !destroy) return;
  const taken = takenBy(check, subject);
  if (taken.length === 0) return;
  const ending = [...reachedFrom(source, [destroy])];
  if (!ending.every((definition) => isUnderstood(definition, source))) return;
  for (const { resource, call } of taken) {
    if ([...ending, ...elsewhere(source)].some((definition) => gives(definition, resource))) continue;
    yield {
      range: call.range,
      message: `${check.name} takes ${resource.what} for each rule, and ${destroy ? `${destroy.name} does not give it back` : `${extension.name} has no .destroy to give it back`}: ${resource.consequence}.`,
      related: [
        {
          location: { uri: source.uri, range: destroy?.nameRange ?? nameRange(extension.registration) },
          message: destroy ? 'Called when the rule goes away.' : 'Registered without .destroy here.',
        },
      ],
    };
  }
}

interface Taken {
  readonly resource: Resource;
  readonly call: CallExpression;
}

/** What is still held when a checkentry accepts the rule. */
function takenBy(check: FunctionModel, { source, scope }: ModuleSubject): Taken[] {
  const own = departuresHolding(check, ruleResources, source, scope)
    .filter(({ fails }) => !fails)
    .flatMap(({ holdings }) => holdings);
  return [...own, ...takenByHelpers(check, source)];
}

/** What functions take that a checkentry calls, where none of them ever gives such a thing back. */
function takenByHelpers(check: FunctionModel, source: SourceModel): Taken[] {
  const reached = [...reachedFrom(source, [check])];
  return reached
    .filter((definition) => definition !== check)
    .flatMap((definition) => activityOf(definition).calls)
    .flatMap(({ callee, call }) => {
      const resource = ruleResources.find(({ takes }) => takes.has(callee));
      return resource && !reached.some((definition) => gives(definition, resource))
        ? [{ resource, call }]
        : [];
    });
}

function gives(definition: FunctionModel, { gives: names }: Resource): boolean {
  const { calls, accesses } = activityOf(definition);
  return calls.some(({ callee }) => names.has(callee)) || accesses.some(({ name }) => names.has(name));
}

/** Functions that run for other reasons than that a rule comes or goes: they may give back what rules have taken. */
function elsewhere(source: SourceModel): FunctionModel[] {
  const entries = entryPointsOf(source).filter(({ role }) => role === 'checkentry' || role === 'destroy');
  const ofRules = reachedFrom(
    source,
    entries.map((entry) => entry.function),
  );
  return source.functions.filter((definition) => !ofRules.has(definition) && isUsed(definition, source));
}

/** Whether nothing is called that may give something back unseen. */
function isUnderstood(definition: FunctionModel, source: SourceModel): boolean {
  const { calls, incomplete } = activityOf(definition);
  return (
    !incomplete &&
    calls.every(({ callee }) => functionNamed(source, callee) !== undefined || isNeutral(callee))
  );
}

function isNeutral(callee: string): boolean {
  const isResource = ruleResources.some(({ takes, gives: names }) => takes.has(callee) || names.has(callee));
  return isResource || givesNothing(callee) || packetEffect(callee) === 'uses';
}
