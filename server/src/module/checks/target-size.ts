// target-size: the size that a registration states against the fields of a rule's data that its handlers touch.
import type { Finding } from '../../check';
import { pointedTo, sizeField } from '../model/extension';
import type { Extension } from '../model/extension';
import { fieldRange } from '../model/extension-ranges';
import type { FieldUse, FunctionModel, PrivateDataView } from '../model/functions';
import { fieldPlace, layoutOf, xtAlign } from '../model/layout';
import { measuredStruct } from '../model/private-data';
import type { Scope } from '../model/scope';
import type { ModuleCheck } from './subject';

/** Fields that point to functions which are given the private data. */
const handlers = {
  kernel: ['target', 'match', 'checkentry', 'destroy'],
  userspace: ['init', 'parse', 'x6_parse', 'final_check', 'x6_fcheck', 'print', 'save'],
} as const;

export const targetSize: ModuleCheck = {
  code: 'target-size',
  tier: 'module',
  severity: 'error',
  title: 'Size of the private data',
  explanation: `The kernel reserves as many bytes for an extension's data in a rule as \`.targetsize\` (of a match,
\`.matchsize\`) says, and libxtables as many as \`.size\` says. A handler that touches a field behind that end reads, or
writes, what follows in memory: the next entry of the rule. With a userspace half that states the right size, the kernel
refuses every rule with \`invalid size N (kernel) != (user) M\`.

Give the registration \`sizeof\` of the struct that the handlers use.`,
  source: 'net/netfilter/x_tables.c, xt_check_target; libxtables/xtables.c, xtables_register_target',
  *run({ source, scope, extensions }) {
    for (const extension of extensions) {
      const called = handlers[extension.side].flatMap((field) =>
        functionsOf(extension, field, source.functions),
      );
      const [certain] = called.flatMap((handler) => usesBeyond(extension, handler, scope));
      const [possible] =
        extension.side === 'kernel'
          ? called.flatMap((handler) => otherStruct(extension, handler, scope))
          : [];
      const finding = certain ?? possible;
      if (finding) yield finding;
    }
  },
};

/** The handler a field names, when the source defines just one of that name. */
function functionsOf(
  { registration }: Extension,
  field: string,
  functions: readonly FunctionModel[],
): FunctionModel[] {
  const name = pointedTo(registration, field);
  const named = functions.filter((candidate) => candidate.name === name);
  return named.length === 1 ? named : [];
}

function usesBeyond(extension: Extension, handler: FunctionModel, scope: Scope): Finding[] {
  const registered = extension.size.lp64;
  if (registered === undefined) return [];
  return handler.views
    .filter(({ member }) => member === memberOf(extension))
    .flatMap((view) => view.uses.map((use) => ({ view, use, end: endOf(view, use, scope) })))
    .filter(({ end }) => end !== undefined && end > xtAlign(registered, 'lp64'))
    .map(({ view, use, end }) => describe(extension, registered, handler, view, use, end ?? 0));
}

function memberOf({ side, kind }: Extension): PrivateDataView['member'] {
  if (side === 'userspace') return 'data';
  return kind === 'target' ? 'targinfo' : 'matchinfo';
}

/** Bytes up to the end of the field used; undefined where the layout isn't known. */
function endOf({ type }: PrivateDataView, { field }: FieldUse, scope: Scope): number | undefined {
  const struct = scope.struct(type.name);
  const place = struct && fieldPlace(struct, field, scope, 'lp64');
  return place && place.offset + place.size;
}

/**
 * A handler that looks through another struct than the one measured, of another size. Revisions share handlers that
 * way on purpose (xt_recent.c), so it is only worth a hint.
 */
function otherStruct(extension: Extension, handler: FunctionModel, scope: Scope): Finding[] {
  const measured = measuredStruct(extension);
  const registered = extension.size.lp64;
  if (measured === undefined || registered === undefined) return [];
  return handler.views
    .filter(({ member, type }) => member === memberOf(extension) && type.name !== measured)
    .flatMap(({ type }) => {
      const size = layoutOf(type, scope, 'lp64')?.size;
      if (size === undefined || xtAlign(size, 'lp64') === xtAlign(registered, 'lp64')) return [];
      const field = sizeField(extension.registration);
      return [
        {
          range: fieldRange(extension, field),
          severity: 'hint',
          message: `.${field} may be that of the wrong struct: ${measured} has ${registered} bytes, ${type.name} in ${handler.name} has ${size}.`,
        } satisfies Finding,
      ];
    });
}

function describe(
  extension: Extension,
  registered: number,
  handler: FunctionModel,
  view: PrivateDataView,
  use: FieldUse,
  end: number,
): Finding {
  const field = sizeField(extension.registration);
  const stated = extension.registration.fields.has(field)
    ? `.${field} is ${registered} bytes`
    : `.${field} is missing`;
  const used = `${use.field} of ${view.type.name}`;
  return {
    range: fieldRange(extension, field),
    message: `${stated}, but ${handler.name} uses ${used}, which ends at byte ${end}: it reaches beyond the data of the rule.`,
    related: [
      {
        location: { uri: extension.source.uri, range: use.range },
        message: `${used} is used here.`,
      },
    ],
  };
}
