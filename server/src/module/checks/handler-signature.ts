// handler-signature: handlers that are declared otherwise than any kernel calls them, or for kernels of different times.
import type { Finding } from '../../check';
import type { Kernel } from '../kernel-api/kernel';
import { compiledAt } from '../kernel-api/place';
import { judgedVersions } from '../kernel-api/judge';
import { contains, intersection, noVersions } from '../kernel-api/versions';
import { handlerOf } from '../model/entry-points';
import type { Extension } from '../model/extension';
import type { FunctionModel } from '../model/functions';
import { currentEra, erasOf, eraNames, handlerFields, isOf, isWrapped } from '../model/handler-eras';
import type { Era } from '../model/handler-eras';
import { missesHeaders } from '../model/scope';
import { isPartOfKernel } from './kernel-source';
import type { ModuleCheck, ModuleSubject } from './subject';

export const handlerSignature: ModuleCheck = {
  code: 'handler-signature',
  tier: 'module',
  severity: 'error',
  title: 'Parameters of handlers',
  explanation: `What x_tables hands to \`.target\`, \`.match\`, \`.checkentry\` and \`.destroy\` has changed three times: with Linux 2.6.24
(\`struct sk_buff *\` in place of \`struct sk_buff **\`), 2.6.28 (\`struct xt_target_param\` in place of single arguments) and 2.6.35
(\`struct xt_action_param\`). A handler whose parameters no kernel passes, or handlers of one registration that are meant for
different kernels, take something else for their packet or their rule: the first packet crashes the machine.

A kernel that is stated (\`netfilterWorkbench.kernelVersions\`, or \`nfw lint --kernel 5.4\`) must call the handlers as they are
declared; where none is, any kernel since 4.14 will do.

\`struct sk_buff **\` together with \`struct xt_action_param\` was a dialect of xtables-addons before 2.4, whose compatibility
header called such a handler through a wrapper; no kernel does.`,
  source: 'include/linux/netfilter/x_tables.h, struct xt_target and struct xt_match',
  *run(subject) {
    const { extensions, scope, project } = subject;
    if (isWrapped(scope)) return;
    const reported = new Set<FunctionModel>();
    const isForAnyKernel = mayBeForAnyKernel(subject);
    for (const extension of extensions.filter(({ side }) => side === 'kernel')) {
      for (const finding of inspect(extension, project.kernels, isForAnyKernel)) {
        if (!reported.has(finding.handler)) yield finding;
        reported.add(finding.handler);
      }
    }
  },
};

/** Nobody stated a kernel, and the file is not of one; nor may a header that is not here translate what it declares. */
function mayBeForAnyKernel({ source, scope, project }: ModuleSubject): boolean {
  return project.kernels.length === 0 && !isPartOfKernel(source.uri) && !missesHeaders(source, scope);
}

interface HandlerFinding extends Finding {
  readonly handler: FunctionModel;
}

function* inspect(
  extension: Extension,
  kernels: readonly Kernel[],
  isForAnyKernel: boolean,
): Generator<HandlerFinding> {
  const { kind, name } = extension;
  let common: readonly Era[] | undefined;
  for (const field of handlerFields[kind]) {
    const handler = handlerOf(extension, field);
    const eras = handler && erasOf(field, kind, handler);
    if (!handler || !eras) continue;
    const range = handler.parameters[0]?.range ?? handler.nameRange;
    const parameters = handler.parameters.map(typeName).join(', ');
    const call = `.${field} with (${parameters})`;
    const given = `since Linux 2.6.35 it is given (${currentEra[kind][field]})`;
    const shared: readonly Era[] = common?.filter((era) => eras.includes(era)) ?? eras;
    if (eras.length === 0) {
      const message = `No kernel calls ${call}: ${handler.name} takes something else for the packet and crashes on it; ${given}.`;
      yield { handler, range, message };
      continue;
    }
    if (shared.length === 0) {
      const message = `${handler.name} is declared for Linux ${eraNames(eras)}, but the other handlers of ${name} are for ${eraNames(common ?? [])}: no kernel calls both as they are.`;
      yield { handler, range, message };
      continue;
    }
    const compiled = compiledAt(extension.source, handler.nameRange.start.line) ?? noVersions;
    const wrong = kernels.find(
      ({ version }) => contains(compiled, version) && !eras.some((era) => isOf(era, version)),
    );
    if (wrong) yield { handler, range, message: `${wrong.name} does not call ${call}: ${given}.` };
    const isJudged = isForAnyKernel && intersection(compiled, judgedVersions).length > 0;
    if (isJudged && !eras.includes('2.6.35')) {
      const message = `No kernel calls ${call} any more: ${given}.`;
      yield { handler, range, severity: 'warning', message };
    }
    common = shared;
  }
}

function typeName({ type: { name, pointers } }: FunctionModel['parameters'][number]): string {
  return pointers > 0 ? `${name} ${'*'.repeat(pointers)}` : name;
}
