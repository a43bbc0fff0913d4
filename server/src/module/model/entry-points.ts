// Which functions of a source the kernel calls, what for, and which others they reach: whether code runs for every packet,
// when a rule is added or when the module goes away.
import { activityOf } from './calls';
import { mentions } from './expression';
import type { Expression } from './expression';
import { pointedTo } from './extension';
import type { Extension } from './extension';
import type { FunctionModel } from './functions';
import type { SourceModel } from './source';

/** What somebody other than the source itself calls a function for. */
export type Role =
  | 'target'
  | 'match'
  | 'checkentry'
  | 'destroy'
  | 'module_init'
  | 'module_exit'
  | 'pernet init'
  | 'pernet exit'
  | 'notifier';

export interface EntryPoint {
  readonly role: Role;
  readonly function: FunctionModel;
}

const packetRoles = ['target', 'match', 'checkentry', 'destroy'] as const;

const callbackFields: readonly { readonly struct: string; readonly field: string; readonly role: Role }[] = [
  { struct: 'struct pernet_operations', field: 'init', role: 'pernet init' },
  { struct: 'struct pernet_operations', field: 'exit', role: 'pernet exit' },
  { struct: 'struct pernet_operations', field: 'pre_exit', role: 'pernet exit' },
  { struct: 'struct pernet_operations', field: 'exit_batch', role: 'pernet exit' },
  { struct: 'struct notifier_block', field: 'notifier_call', role: 'notifier' },
];

/** The functions of a source that the kernel calls, with what for; a function has several roles if it is named so. */
export function entryPointsOf(source: SourceModel): EntryPoint[] {
  const named = [...registered(source), ...callbacks(source), ...invoked(source)];
  return source.functions.flatMap((definition) => {
    const roles = new Set(named.filter(({ name }) => name === definition.name).map(({ role }) => role));
    return [...roles].map((role) => ({ role, function: definition }));
  });
}

interface NamedRole {
  readonly name: string;
  readonly role: Role;
}

function registered({ registrations }: SourceModel): NamedRole[] {
  return registrations
    .filter(({ side }) => side === 'kernel')
    .flatMap(({ fields }) =>
      packetRoles.flatMap((role) => named(fields.get(role)?.value).map((name) => ({ name, role }))),
    );
}

function callbacks({ variables }: SourceModel): NamedRole[] {
  return variables.flatMap(({ type, initial }) =>
    initial?.kind === 'initializer'
      ? initial.elements.flatMap(({ field, value }) => {
          const fact = callbackFields.find((row) => row.struct === type.name && row.field === field);
          return fact ? named(value).map((name) => ({ name, role: fact.role })) : [];
        })
      : [],
  );
}

function invoked({ invocations }: SourceModel): NamedRole[] {
  return invocations.flatMap(({ callee, operands: [first] }) =>
    callee === 'module_init' || callee === 'module_exit'
      ? named(first).map((name) => ({ name, role: callee }))
      : [],
  );
}

function named(value: Expression | undefined): string[] {
  const target = value?.kind === 'address' ? value.operand : value;
  return target?.kind === 'name' ? [target.name] : [];
}

/** The one function of a source that has a name; undefined where conditionals give several. */
export function functionNamed(
  { functions }: SourceModel,
  name: string | undefined,
): FunctionModel | undefined {
  const [only, ...others] = functions.filter((candidate) => candidate.name === name);
  return others.length === 0 ? only : undefined;
}

/** The function that a field of a registration points to, when its source defines it once. */
export function handlerOf({ registration, source }: Extension, field: string): FunctionModel | undefined {
  return functionNamed(source, pointedTo(registration, field));
}

/** Whether anything of its source calls or names a function, or anybody else may. */
export function isUsed(
  definition: FunctionModel,
  { functions, variables, invocations }: SourceModel,
): boolean {
  const { name, isStatic } = definition;
  return (
    !isStatic ||
    variables.some(({ initial }) => initial !== undefined && mentions([initial], name)) ||
    invocations.some(({ operands }) => mentions(operands, name)) ||
    functions.some((other) => other !== definition && namedBy(other).has(name))
  );
}

/** The functions given, and those of the source that they call or pass on by name, and so on. */
export function reachedFrom(
  source: SourceModel,
  roots: Iterable<FunctionModel | undefined>,
): ReadonlySet<FunctionModel> {
  const reached = new Set([...roots].filter((root) => root !== undefined));
  // A Set is iterated in the order of insertion, those added on the way included.
  for (const definition of reached) {
    const names = namedBy(definition);
    for (const other of source.functions) if (names.has(other.name)) reached.add(other);
  }
  return reached;
}

const namesByFunction = new WeakMap<FunctionModel, ReadonlySet<string>>();

/** Every name from outside that a function calls or mentions. */
function namedBy(definition: FunctionModel): ReadonlySet<string> {
  const known = namesByFunction.get(definition);
  if (known) return known;
  const { calls, accesses } = activityOf(definition);
  const names = new Set([...calls.map(({ callee }) => callee), ...accesses.map(({ name }) => name)]);
  namesByFunction.set(definition, names);
  return names;
}

/** The functions that are reached in one of these roles. */
export function reachedInRole(source: SourceModel, ...roles: readonly Role[]): ReadonlySet<FunctionModel> {
  const entries = entryPointsOf(source).filter(({ role }) => roles.includes(role));
  return reachedFrom(
    source,
    entries.map((entry) => entry.function),
  );
}
