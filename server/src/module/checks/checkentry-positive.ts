// checkentry-positive: a checkentry that answers yes with a positive number, which x_tables takes for an error.
import type { Range } from 'vscode-languageserver-types';
import type { Finding } from '../../check';
import { compiledAt } from '../kernel-api/place';
import { intersection, since } from '../kernel-api/versions';
import { activityOf } from '../model/calls';
import { signs } from '../model/control-flow/values';
import { functionNamed, handlerOf } from '../model/entry-points';
import { evaluate } from '../model/evaluate';
import type { Expression } from '../model/expression';
import type { Extension } from '../model/extension';
import type { FunctionModel } from '../model/functions';
import { erasOf, isWrapped } from '../model/handler-eras';
import { returnedValues } from '../model/control-flow/returned-values';
import type { ReturnedValue } from '../model/control-flow/returned-values';
import type { Scope } from '../model/scope';
import type { SourceModel } from '../model/source';
import type { ModuleCheck } from './subject';

export const checkentryPositive: ModuleCheck = {
  code: 'checkentry-positive',
  tier: 'module',
  severity: 'error',
  title: 'checkentry that returns a positive value',
  explanation: `Since Linux 2.6.35 \`.checkentry\` returns 0 when the rule is good and a negative error number when it is not. Before, it
returned a truth value. x_tables makes \`-EIO\` of everything positive: iptables says "Input/output error" to a rule that is good. And a 0
that once refused a rule now accepts it.

Return 0, or the error number with its minus sign.`,
  source: 'net/netfilter/x_tables.c, xt_check_target and xt_check_match',
  *run({ source, scope, extensions }) {
    if (isWrapped(scope)) return;
    const told = new Set<FunctionModel>();
    for (const extension of extensions) {
      const check = extension.side === 'kernel' ? handlerOf(extension, 'checkentry') : undefined;
      if (!check || told.has(check) || !isModern(extension, check)) continue;
      told.add(check);
      yield* inspect(check, source, scope);
    }
  },
};

/** Whether only kernels call it that take a number from it. */
function isModern(extension: Extension, check: FunctionModel): boolean {
  const handler = handlerOf(extension, extension.kind);
  const eras = erasOf('checkentry', extension.kind, check) ?? [];
  const others = handler && erasOf(extension.kind, extension.kind, handler);
  if (!eras.includes('2.6.35') || (others && !others.includes('2.6.35'))) return false;
  // A packet handler of that time tells for sure; else a function that returns a truth value may be older.
  return others?.length === 1 || check.returnType.name === 'int';
}

const modern = since('2.6.35');

function* inspect(check: FunctionModel, source: SourceModel, scope: Scope): Generator<Finding> {
  const told = new Set<Range>();
  const isCompiled = ({ start }: Range) => {
    const compiled = compiledAt(source, start.line);
    return compiled !== undefined && intersection(compiled, modern).length > 0;
  };
  const values = returnedValues(check, source, scope);
  for (const returned of values) {
    const { range, signs: known, function: definition } = returned;
    if (known !== signs.positive || told.has(range) || !isCompiled(range)) continue;
    if (definition !== check && definition.returnType.name !== 'int') continue;
    told.add(range);
    yield describeReturned(returned, check, source);
  }
  for (const { value, range } of activityOf(check).returns) {
    if (!value || told.has(range) || !isCompiled(range)) continue;
    const known = values.filter((returned) => returned.range === range);
    if (isPositive(value, scope)) {
      yield { range, message: describe(check, 'a positive number'), ...fixOf(value, check) };
    } else if (known.every((one) => one.signs === signs.any) && isTruth(value, source)) {
      yield { range, message: describe(check, 'a truth value, which is 1 where it holds') };
    }
  }
}

/** Of a value that was followed to where it is returned, perhaps by way of a variable or of another function. */
function describeReturned(
  { range, assignedAt, function: definition }: ReturnedValue,
  check: FunctionModel,
  source: SourceModel,
): Finding {
  const related = [
    ...(assignedAt ? [{ range: assignedAt, message: 'It gets its value here.' }] : []),
    ...(definition === check
      ? []
      : [{ range: check.nameRange, message: `${check.name} returns what ${definition.name} returns.` }]),
  ].map((place) => ({ location: { uri: source.uri, range: place.range }, message: place.message }));
  return {
    range,
    message: describe(definition, 'a positive number'),
    ...(related.length > 0 && { related }),
    // Others may call that function, and expect of it what it returns.
    ...(definition === check && fixOfReturned(check, range, assignedAt)),
  };
}

function fixOfReturned(
  check: FunctionModel,
  range: Range,
  assignedAt: Range | undefined,
): Pick<Finding, 'fixes'> {
  const { returns, assignments } = activityOf(check);
  const sites = assignedAt ? assignments : returns;
  const value = sites.find((one) => one.range === (assignedAt ?? range))?.value;
  // What else a variable's number is for, such as a question on the way, nobody here asks.
  return value && (!assignedAt || isErrorName(value)) ? fixOf(value, check) : {};
}

function describe({ name }: FunctionModel, what: string): string {
  return `${name} returns ${what}: the kernel makes -EIO of it, and iptables says "Input/output error".`;
}

function isPositive(value: Expression, scope: Scope): boolean {
  if (isErrorName(value)) return true;
  const number = evaluate(value, scope);
  return number !== undefined && number > 0;
}

function isErrorName(value: Expression): boolean {
  return value.kind === 'name' && /^E[A-Z][A-Z0-9]+$/.test(value.name);
}

/** A comparison, or a function of this file that returns `bool`. */
function isTruth(value: Expression, source: SourceModel): boolean {
  if (value.kind === 'binary') return /^(?:==|!=|<|>|<=|>=|&&|\|\|)$/.test(value.operator);
  if (value.kind === 'unary') return value.operator === '!';
  if (value.kind !== 'call') return false;
  const type = functionNamed(source, value.callee)?.returnType;
  return type !== undefined && type.pointers === 0 && /^(?:bool|_Bool)$/.test(type.name);
}

/** `EINVAL` lacks its minus; a lone `1` beside errors can only mean yes. */
function fixOf(value: Expression, check: FunctionModel): Pick<Finding, 'fixes'> {
  const edit = (newText: string, range = value.range) => [{ range, newText }];
  if (isErrorName(value)) {
    const { start } = value.range;
    return { fixes: [{ title: 'Return it with a minus sign', edits: edit('-', { start, end: start }) }] };
  }
  const saysNo = activityOf(check).returns.some(
    (site) => site.value?.kind === 'number' && site.value.value === 0,
  );
  if (value.kind !== 'number' || saysNo) return {};
  return { fixes: [{ title: 'Return 0', edits: edit('0') }] };
}
