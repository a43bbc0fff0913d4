// handler-signature: handlers that are declared otherwise than any kernel calls them, or for kernels of different times.
import type { Finding } from '../../check';
import type { Kernel } from '../kernel-api/kernel';
import { compiledAt } from '../kernel-api/place';
import { contains } from '../kernel-api/versions';
import { handlerOf } from '../model/entry-points';
import type { Extension } from '../model/extension';
import type { FunctionModel } from '../model/functions';
import { currentEra, erasOf, eraNames, handlerFields, isOf, isWrapped } from '../model/handler-eras';
import type { Era } from '../model/handler-eras';
import type { ModuleCheck } from './subject';

export const handlerSignature: ModuleCheck = {
  code: 'handler-signature',
  tier: 'module',
  severity: 'error',
  title: 'Parameters of handlers',
  explanation: `What x_tables hands to \`.target\`, \`.match\`, \`.checkentry\` and \`.destroy\` has changed three times: with Linux 2.6.24
(\`struct sk_buff *\` in place of \`struct sk_buff **\`), 2.6.28 (\`struct xt_target_param\` in place of single arguments) and 2.6.35
(\`struct xt_action_param\`). A handler whose parameters no kernel passes, or handlers of one registration that are meant for
different kernels, take something else for their packet or their rule: the first packet crashes the machine.

\`struct sk_buff **\` together with \`struct xt_action_param\` was a dialect of xtables-addons before 2.4, whose compatibility
header called such a handler through a wrapper; no kernel does.`,
  source: 'include/linux/netfilter/x_tables.h, struct xt_target and struct xt_match',
  *run({ extensions, scope, project }) {
    if (isWrapped(scope)) return;
    const reported = new Set<FunctionModel>();
    for (const extension of extensions.filter(({ side }) => side === 'kernel')) {
      for (const finding of inspect(extension, project.kernels)) {
        if (!reported.has(finding.handler)) yield finding;
        reported.add(finding.handler);
      }
    }
  },
};

interface HandlerFinding extends Finding {
  readonly handler: FunctionModel;
}

function* inspect(extension: Extension, kernels: readonly Kernel[]): Generator<HandlerFinding> {
  const { kind, name } = extension;
  let common: readonly Era[] | undefined;
  for (const field of handlerFields[kind]) {
    const handler = handlerOf(extension, field);
    const eras = handler && erasOf(field, kind, handler);
    if (!handler || !eras) continue;
    const range = handler.parameters[0]?.range ?? handler.nameRange;
    const parameters = handler.parameters.map(typeName).join(', ');
    const given = `since Linux 2.6.35 it is given (${currentEra[kind][field]})`;
    const shared: readonly Era[] = common?.filter((era) => eras.includes(era)) ?? eras;
    const compiled = compiledAt(extension.source, handler.nameRange.start.line);
    const wrong = kernels.find(
      ({ version }) => compiled && contains(compiled, version) && !eras.some((era) => isOf(era, version)),
    );
    if (eras.length === 0) {
      const message = `No kernel calls .${field} with (${parameters}): ${handler.name} takes something else for the packet and crashes on it; ${given}.`;
      yield { handler, range, message };
      continue;
    }
    if (shared.length === 0) {
      const message = `${handler.name} is declared for Linux ${eraNames(eras)}, but the other handlers of ${name} are for ${eraNames(common ?? [])}: no kernel calls both as they are.`;
      yield { handler, range, message };
      continue;
    }
    if (wrong) {
      const message = `${wrong.name} does not call .${field} with (${parameters}): ${given}.`;
      yield { handler, range, message };
    }
    common = shared;
  }
}

function typeName({ type: { name, pointers } }: FunctionModel['parameters'][number]): string {
  return pointers > 0 ? `${name} ${'*'.repeat(pointers)}` : name;
}
