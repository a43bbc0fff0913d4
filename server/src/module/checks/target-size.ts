// target-size: the size that a registration states against the struct through which its handlers see a rule's data.
import type { Finding } from '../../check';
import { pointedTo, sizeField } from '../model/extension';
import type { Extension } from '../model/extension';
import type { FunctionModel, PrivateDataView } from '../model/functions';
import { layoutOf, xtAlign } from '../model/layout';
import type { Scope } from '../model/scope';
import { fieldRange } from '../model/extension-ranges';
import type { ModuleCheck } from './subject';

/** Fields that point to functions which are given the private data, and how those reach it. */
const handlers = {
  kernel: ['target', 'match', 'checkentry', 'destroy'],
  userspace: ['init', 'parse', 'x6_parse', 'final_check', 'x6_fcheck', 'print', 'save'],
} as const;

export const targetSize: ModuleCheck = {
  code: 'target-size',
  tier: 'module',
  severity: 'error',
  title: 'Size of the private data against its struct',
  explanation: `The kernel reserves as many bytes for an extension's data in a rule as \`.targetsize\` (of a match,
\`.matchsize\`) says, and libxtables as many as \`.size\` says. A handler that looks at the data through a larger struct
reads, and maybe writes, what lies behind it: the next entry of the rule.

Give the registration \`sizeof\` of the struct that the handlers use.`,
  source: 'net/netfilter/x_tables.c, xt_check_target; libxtables/xtables.c, xtables_register_target',
  *run({ source, scope, extensions }) {
    for (const extension of extensions) {
      for (const field of handlers[extension.side]) {
        const name = pointedTo(extension.registration, field);
        const handler = source.functions.filter((candidate) => candidate.name === name);
        if (handler.length === 1 && handler[0]) yield* compare(extension, handler[0], scope);
      }
    }
  },
};

function* compare(extension: Extension, handler: FunctionModel, scope: Scope): Generator<Finding> {
  const registered = extension.size.lp64;
  if (registered === undefined) return;
  for (const view of handler.views.filter(({ member }) => member === memberOf(extension))) {
    const seen = layoutOf(view.type, scope, 'lp64')?.size;
    if (seen === undefined || xtAlign(seen, 'lp64') <= xtAlign(registered, 'lp64')) continue;
    yield {
      range: fieldRange(extension, sizeField(extension.registration)),
      message: describe(extension, handler, view, registered, seen),
      related: [
        {
          location: { uri: extension.source.uri, range: view.range },
          message: `${handler.name} sees the data as ${view.type.name}, ${seen} bytes.`,
        },
      ],
    };
  }
}

function memberOf({ side, kind }: Extension): PrivateDataView['member'] {
  if (side === 'userspace') return 'data';
  return kind === 'target' ? 'targinfo' : 'matchinfo';
}

function describe(
  extension: Extension,
  handler: FunctionModel,
  view: PrivateDataView,
  registered: number,
  seen: number,
): string {
  const field = `.${sizeField(extension.registration)}`;
  const stated = registered === 0 ? `${field} is missing` : `${field} is ${registered} bytes`;
  return `${stated}, but ${handler.name} reads ${view.type.name}, which has ${seen}: it reads beyond the data of the rule.`;
}
