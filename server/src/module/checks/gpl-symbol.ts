// gpl-symbol: symbols that only a module under the GPL may use, in one under another licence.
import { kernelsSeeing, outsideCalls } from '../kernel-api/calls';
import type { OutsideCall } from '../kernel-api/calls';
import { isForGplOnly } from '../kernel-api/exports';
import { listed } from '../kernel-api/wording';
import { textAt } from '../model/text';
import type { SourceModel } from '../model/source';
import type { ModuleProject } from '../project';
import { isModule, isPartOfKernel } from './kernel-source';
import type { ModuleCheck } from './subject';

/** What the kernel takes for the GPL: include/linux/license.h, license_is_gpl_compatible. */
const compatible: ReadonlySet<string> = new Set([
  'GPL',
  'GPL v2',
  'GPL and additional rights',
  'Dual BSD/GPL',
  'Dual MIT/GPL',
  'Dual MPL/GPL',
]);

export const gplSymbol: ModuleCheck = {
  code: 'gpl-symbol',
  tier: 'module',
  severity: 'error',
  title: 'Symbols for modules under the GPL',
  explanation: `What the kernel exports with EXPORT_SYMBOL_GPL is only for modules whose MODULE_LICENSE is the GPL, alone or as one of
two. modpost refuses others that use such a symbol, and insmod does not find it for them.

Which symbols are exported so is read from Module.symvers of the connected target. Without one the check knows what extensions
commonly use.`,
  source: 'scripts/mod/modpost.c, check_for_gpl_usage; include/linux/license.h',
  *run({ source, project }) {
    const license = licenseOf(source);
    if (license === undefined || compatible.has(license) || !isModule(source)) return;
    if (isPartOfKernel(source.uri)) return;
    for (const call of outsideCalls(source)) {
      const places = refusedOn(call, source, project);
      if (places === undefined || project.definesFunction(call.name)) continue;
      yield {
        range: call.range,
        message: `${call.name} is only for modules under the GPL${places}; modpost refuses it to one whose licence is "${license}".`,
      };
    }
  },
};

/** ` on 6.1.0-18-amd64`, or nothing where no Module.symvers is known; undefined when a call is refused nowhere. */
function refusedOn(call: OutsideCall, source: SourceModel, project: ModuleProject): string | undefined {
  const described = project.kernels.filter(({ symbol }) => symbol !== undefined);
  if (described.length === 0) return isForGplOnly(call.name) ? '' : undefined;
  const forGpl = described.filter(({ symbol }) => symbol?.(call.name)?.isForGplOnly === true);
  const refusing = kernelsSeeing(call, forGpl, source, project);
  return refusing.length > 0 ? ` on ${listed(refusing.map(({ name }) => name))}` : undefined;
}

/** What MODULE_LICENSE says; undefined where it is missing, or not written out. */
function licenseOf(source: SourceModel): string | undefined {
  const written = source.invocations.find(({ callee }) => callee === 'MODULE_LICENSE');
  return written && /^\w+\s*\(\s*"([^"]*)"\s*\)/.exec(textAt(source, written.range))?.[1];
}
