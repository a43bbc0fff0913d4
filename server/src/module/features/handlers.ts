// The functions that a registration names, for the outline and for colours.
import type { Range } from 'vscode-languageserver-types';
import type { Registration, RegistrationField } from '../model/registrations';

export interface NamedHandler {
  readonly field: RegistrationField;
  readonly name: string;
  /** Of the name in the registration. */
  readonly range: Range;
}

const handlerFields = new Set(
  (
    'target match checkentry destroy compat_from_user compat_to_user help init parse final_check x6_parse x6_fcheck ' +
    'print save alias xlate'
  ).split(' '),
);

/** In the order of the registration; also functions of other files, such as `xtables_option_parse`. */
export function handlersOf({ fields }: Registration): NamedHandler[] {
  return [...fields.values()].flatMap((field) => {
    const target = field.value.kind === 'address' ? field.value.operand : field.value;
    if (!handlerFields.has(field.name) || target.kind !== 'name') return [];
    return [{ field, name: target.name, range: target.range }];
  });
}
