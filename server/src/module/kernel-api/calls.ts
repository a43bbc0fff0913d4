// model → the functions from outside that a source calls, for what a kernel's headers and Module.symvers say of any name.
import type { Range } from 'vscode-languageserver-types';
import { activityOf } from '../model/calls';
import type { SourceModel } from '../model/source';
import type { ModuleProject } from '../project';
import { compiledAt, wrappedFor } from './place';
import { contains } from './versions';
import type { Kernel } from './kernel';

export interface OutsideCall {
  readonly name: string;
  /** Of the call. */
  readonly range: Range;
  readonly argumentCount: number;
}

/** Calls of names that the source itself neither defines nor declares. */
export function outsideCalls(source: SourceModel): OutsideCall[] {
  const own = new Set([...source.functions, ...source.variables].map(({ name }) => name));
  return source.functions.flatMap((definition) => {
    const { calls, locals } = activityOf(definition);
    const declared = new Set([...locals, ...definition.parameters].map(({ name }) => name));
    return calls.flatMap(({ callee: name, operands, range }) =>
      /^\w+$/.test(name) && !own.has(name) && !declared.has(name) && !source.macros.has(name)
        ? [{ name, range, argumentCount: operands.length }]
        : [],
    );
  });
}

/** The kernels among those given that compile a call, and see the kernel's own function in it. */
export function kernelsSeeing(
  { name, range }: OutsideCall,
  kernels: readonly Kernel[],
  source: SourceModel,
  project: ModuleProject,
): Kernel[] {
  if (kernels.length === 0) return [];
  const wrapped = wrappedFor(source, name, project);
  return kernels.filter(({ version, isOptionOn }) => {
    const compiled = compiledAt(source, range.start.line, isOptionOn);
    return compiled !== undefined && contains(compiled, version) && !contains(wrapped, version);
  });
}
