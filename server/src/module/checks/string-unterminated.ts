// string-unterminated: text that comes from userspace in the data of a rule and is read as a string, with nobody to see that
// it ends.
import { formatArgument, stringArguments } from '../facts/string-readers';
import { activityOf } from '../model/calls';
import type { CallSite } from '../model/calls';
import { handlerOf, reachedFrom } from '../model/entry-points';
import { evaluateString } from '../model/evaluate';
import { operandsOf } from '../model/expression';
import type { Expression } from '../model/expression';
import type { Extension } from '../model/extension';
import type { FunctionModel } from '../model/functions';
import { measuredStruct } from '../model/private-data';
import type { Scope } from '../model/scope';
import type { Field, Struct } from '../model/structs';
import type { ModuleCheck } from './subject';

export const stringUnterminated: ModuleCheck = {
  code: 'string-unterminated',
  tier: 'module',
  severity: 'warning',
  title: 'String without an end',
  explanation: `The data of a rule comes from userspace as it is, and x_tables looks at its size only. A char array in it need not have a
NUL: a function that reads it as a string goes on into what follows in memory.

Refuse the rule in \`.checkentry\`: \`if (strnlen(info->name, sizeof(info->name)) == sizeof(info->name)) return -EINVAL;\`.`,
  source: 'net/netfilter/xt_TEE.c, tee_tg_check',
  *run({ scope, source, extensions }) {
    const told = new Set<CallSite>();
    for (const extension of extensions) {
      for (const { call, field, struct, reading } of unendedStrings(extension, scope)) {
        if (told.has(call)) continue;
        told.add(call);
        const file = scope.fileOfStruct(`${struct.keyword} ${struct.name}`) ?? source;
        yield {
          range: call.range,
          ...(reading === 'perhaps' && { severity: 'hint' }),
          message: `${call.callee} reads ${field.name} up to its NUL, and ${checkOf(extension)} sees to it that there is one: a rule with ${field.name} full ${reading === 'perhaps' ? 'may make' : 'makes'} the kernel read past it.`,
          related: [
            { location: { uri: file.uri, range: field.range }, message: 'Userspace may fill all of it.' },
          ],
        };
      }
    }
  },
};

function checkOf(extension: Extension): string {
  const check = handlerOf(extension, 'checkentry');
  return check ? `nothing in ${check.name}` : `no .checkentry of ${extension.name}`;
}

interface UnendedString {
  readonly call: CallSite;
  readonly field: Field;
  readonly struct: Struct;
  /** Whether it is read to the end, wherever that is, or only as far as it is like another string. */
  readonly reading: 'surely' | 'perhaps';
}

function* unendedStrings(extension: Extension, scope: Scope): Generator<UnendedString> {
  const { registration, side, source, kind } = extension;
  const struct = side === 'kernel' ? scope.struct(measuredStruct(extension) ?? '') : undefined;
  const check = handlerOf(extension, 'checkentry');
  if (!struct || registration.opaque || (registration.fields.has('checkentry') && !check)) return;
  const texts = struct.fields.filter(({ type }) => type.name === 'char' && type.dimensions.length === 1);
  const checking = reachedFrom(source, [check]);
  const all = reachedFrom(source, [check, handlerOf(extension, kind), handlerOf(extension, 'destroy')]);
  for (const field of texts) {
    const isText = (definition: FunctionModel) => (expression: Expression) =>
      isField(expression, field, struct, definition);
    if ([...checking].some((definition) => looksForEnd(definition, isText(definition)))) continue;
    for (const definition of all) {
      const { calls, incomplete } = activityOf(definition);
      if (incomplete) continue;
      for (const call of calls) {
        const how = readingOf(call, isText(definition), scope);
        if (how) yield { call, field, struct, reading: how };
      }
    }
  }
}

/** `info->name`, where `info` is a pointer to the struct. */
function isField(expression: Expression, field: Field, struct: Struct, definition: FunctionModel): boolean {
  if (expression.kind !== 'member' || !expression.arrow || expression.field !== field.name) return false;
  const { operand } = expression;
  const variables = [...definition.parameters, ...activityOf(definition).locals];
  const declared = variables.filter(({ name }) => operand.kind === 'name' && name === operand.name);
  return (
    declared.length === 1 &&
    declared[0]?.type.pointers === 1 &&
    declared[0].type.name === `${struct.keyword} ${struct.name}`
  );
}

/** Whether a function looks at a character of the text, writes to it, or hands it to another that may. */
function looksForEnd(definition: FunctionModel, isText: (expression: Expression) => boolean): boolean {
  const { expressions, calls, assignments } = activityOf(definition);
  const indexes = (expression: Expression): boolean =>
    (expression.kind === 'index' && isText(expression.operand) && !isZero(expression.index)) ||
    operandsOf(expression).some(indexes);
  return (
    expressions.some(indexes) ||
    assignments.some(({ value }) => value !== undefined && isText(value)) ||
    calls.some(({ callee, operands }) => operands.some(isText) && !onlyReads(callee))
  );
}

function isZero(expression: Expression): boolean {
  return expression.kind === 'number' && expression.value === 0;
}

function onlyReads(callee: string): boolean {
  return stringArguments(callee).length > 0 || formatArgument(callee) !== undefined;
}

function readingOf(
  { callee, operands }: CallSite,
  isText: (expression: Expression) => boolean,
  scope: Scope,
): UnendedString['reading'] | undefined {
  const position = operands.findIndex(isText);
  const argument = stringArguments(callee).find((row) => row.argument === position);
  if (argument) return argument.compares ? 'perhaps' : 'surely';
  const format = formatArgument(callee);
  if (format === undefined || position <= format) return undefined;
  const written = operands[format] && evaluateString(operands[format], scope);
  return written !== undefined && printsWhole(written, position - format - 1) ? 'surely' : undefined;
}

/** Whether a format prints an argument by `%s`, and not only so much of it as `%.16s` says. */
function printsWhole(format: string, argument: number): boolean {
  const conversions = [...format.matchAll(/%(?!%)[-+ #0]*[\d*]*(?:\.[\d*]*)?[a-zA-Z]+/g)].map(
    ([text]) => text,
  );
  // A `*` takes an argument of its own.
  return !conversions.some((text) => text.includes('*')) && /^%[-\d]*s$/.test(conversions[argument] ?? '');
}
