// What the checks of declared fields share: whether a registration leaves a field out, and the edit that adds it.
import type { Fix } from '../../check';
import { activityOf } from '../model/calls';
import type { Extension } from '../model/extension';
import type { Registration } from '../model/registrations';
import type { SourceModel } from '../model/source';

/** Whether x_tables or libxtables finds nothing in a field: no initializer, no macro and no code of the file sets it. */
export function leavesOut({ registration, source }: Extension, field: string): boolean {
  const written = registration.fields.get(field)?.value;
  const isNull = written?.kind === 'number' && written.value === 0;
  return !registration.opaque && (!written || isNull) && !isAssigned(source, field);
}

/** Whether any function of a source assigns to a field of that name, whatever variable it is of. */
function isAssigned({ functions }: SourceModel, field: string): boolean {
  return functions.some((definition) =>
    activityOf(definition).assignments.some(
      ({ target }) => target.kind === 'member' && target.field === field,
    ),
  );
}

/** The quick fix that adds a field, `.me = THIS_MODULE`; none where no place for it is known. */
export function addField({ room }: Registration, field: string): { readonly fixes?: readonly Fix[] } {
  if (!room) return {};
  const range = { start: room.position, end: room.position };
  return {
    fixes: [{ title: `Add ${field}`, edits: [{ range, newText: `${room.before}${field}${room.after}` }] }],
  };
}
