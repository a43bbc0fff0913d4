// The struct that holds the private data of a rule, as a registration measures it: which of its fields are the kernel's own.
import type { Extension } from './extension';
import { sizeField } from './extension';
import { placeFields } from './layout';
import type { Machine } from './layout';
import type { Scope } from './scope';
import type { Field, Struct } from './structs';

/** The struct of `sizeof(struct …)`, also within XT_ALIGN, or of `sizeof(foo_t)`: `struct xt_tee_tginfo`. */
export function measuredStruct({ registration }: Extension): string | undefined {
  const value = registration.fields.get(sizeField(registration))?.value;
  const measured = value?.kind === 'call' ? value.operands[0] : value;
  // The grammar takes the name of a type for that of a variable.
  if (measured?.kind === 'sizeof-value') {
    return measured.operand.kind === 'name' ? measured.operand.name : undefined;
  }
  return measured?.kind === 'sizeof' && measured.type.pointers === 0 ? measured.type.name : undefined;
}

/** The first field of a struct that holds a pointer, also within a struct or union inside. */
export function firstPointer(struct: Struct, scope: Scope, depth = 0): Field | undefined {
  if (depth > 8) return undefined;
  return struct.fields.find(({ type }) => {
    if (type.pointers > 0) return true;
    const inner = type.inline ?? scope.struct(type.name);
    return inner !== undefined && firstPointer(inner, scope, depth + 1) !== undefined;
  });
}

/** Where the fields of a struct lie on a machine, unnamed ones included; undefined when that is not known. */
export function offsetsOf(struct: Struct, scope: Scope, machine: Machine): readonly number[] | undefined {
  return placeFields(struct, scope, machine)?.places.map(({ offset }) => offset);
}

/** `XTOPT_POINTER(s, mark)` with `#define s struct xt_clone_tginfo`; the mask has taken the word `struct` elsewhere. */
export function structNameOf(written: string, scope: Scope): string {
  const macro = scope.macro(written)?.text;
  return macro !== undefined && /^struct\s+\w+$/.test(macro)
    ? macro.replace(/\s+/, ' ')
    : `struct ${written}`;
}
