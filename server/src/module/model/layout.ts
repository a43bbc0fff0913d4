// How large a type is and how it is aligned, computed as the compiler does it. Whatever is not surely known (a type of
// a header that isn't here, bit-fields, packing, conditionals) has no layout, and nothing is said about it.
import { Effort } from './effort';
import { evaluate } from './evaluate';
import { knownLayout, pointerSize } from './kernel-types';
import type { Layout, Machine } from './kernel-types';
import type { Scope } from './scope';
import type { Field, Struct } from './structs';
import type { TypeReference } from './type-reference';

export type { Layout, Machine } from './kernel-types';

/** Size and alignment of a type. `effort` is shared by all parts of one question. */
export function layoutOf(
  type: TypeReference,
  scope: Scope,
  machine: Machine,
  effort: Effort = new Effort(),
): Layout | undefined {
  if (type.irregular) return undefined;
  let layout = effort.spend(() => elementLayout(type, scope, machine, effort));
  for (const dimension of type.dimensions) {
    const count = evaluate(dimension, scope, machine, effort);
    if (!layout || count === undefined || count < 0) return undefined;
    layout = { size: layout.size * count, alignment: layout.alignment };
  }
  return layout;
}

function elementLayout(
  type: TypeReference,
  scope: Scope,
  machine: Machine,
  effort: Effort,
): Layout | undefined {
  if (type.pointers > 0) return { size: pointerSize[machine], alignment: pointerSize[machine] };
  if (type.inline) return structLayout(type.inline, scope, machine, effort);
  if (type.name.startsWith('enum ')) return { size: 4, alignment: 4 };
  const struct = scope.struct(type.name);
  if (struct) return structLayout(struct, scope, machine, effort);
  const typedef = scope.typedef(type.name);
  return typedef ? layoutOf(typedef, scope, machine, effort) : knownLayout(type.name, machine);
}

/** The layout of a struct or union; undefined when any field's is. */
export function structLayout(
  struct: Struct,
  scope: Scope,
  machine: Machine,
  effort: Effort = new Effort(),
): Layout | undefined {
  return placeFields(struct, scope, machine, effort)?.layout;
}

/** Where a field lies; undefined when that is not known. */
export function fieldPlace(
  struct: Struct,
  field: string,
  scope: Scope,
  machine: Machine,
  effort: Effort = new Effort(),
): FieldPlace | undefined {
  return placeFields(struct, scope, machine, effort)?.places.find(({ name }) => name === field);
}

export interface FieldPlace {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** Every field of a struct in its place, in order, and the layout of the whole; undefined when any isn't known. */
export function placeFields(struct: Struct, scope: Scope, machine: Machine, effort: Effort = new Effort()) {
  if (struct.irregular) return undefined;
  const places: FieldPlace[] = [];
  let end = 0;
  let alignment = 1;
  for (const field of struct.fields) {
    const layout = fieldLayout(field, scope, machine, effort);
    if (!layout) return undefined;
    const offset = struct.keyword === 'union' ? 0 : roundUp(end, layout.alignment);
    places.push({ name: field.name, offset, size: layout.size });
    end = Math.max(end, offset + layout.size);
    alignment = Math.max(alignment, layout.alignment);
  }
  return { places, layout: { size: roundUp(end, alignment), alignment } };
}

function fieldLayout(field: Field, scope: Scope, machine: Machine, effort: Effort): Layout | undefined {
  const flexible = field.type.dimensions.some(({ kind }) => kind === 'unknown');
  const layout = flexible ? undefined : layoutOf(field.type, scope, machine, effort);
  if (!layout || field.alignment === undefined) return layout;
  return { size: layout.size, alignment: Math.max(layout.alignment, field.alignment) };
}

/** The next multiple of `alignment`. */
export function roundUp(size: number, alignment: number): number {
  return Math.ceil(size / alignment) * alignment;
}

/** `XT_ALIGN`: x_tables rounds private data up to the alignment of a 64-bit integer (include/uapi/linux/netfilter/x_tables.h, struct _xt_align). */
export function xtAlign(size: number, machine: Machine): number {
  return roundUp(size, machine === 'lp64' ? 8 : 4);
}
