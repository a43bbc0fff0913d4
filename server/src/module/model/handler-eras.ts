// What x_tables has passed to the handlers of a registration over the years, and for which kernels a function is declared
// by its parameters. Source: include/linux/netfilter/x_tables.h of Linux 2.6.16 to today.
import { versionOf } from '../kernel-api/versions';
import type { Version } from '../kernel-api/versions';
import type { FunctionModel } from './functions';
import type { Scope } from './scope';

/** Kernels with one way of calling handlers, by the first of them. */
export type Era = '2.6.16' | '2.6.24' | '2.6.28' | '2.6.35';

export type HandlerField = 'target' | 'match' | 'checkentry' | 'destroy';

export const handlerFields = {
  target: ['target', 'checkentry', 'destroy'],
  match: ['match', 'checkentry', 'destroy'],
} as const;

/** The parameters that kernels since 2.6.35 pass. */
export const currentEra: Readonly<
  Record<'target' | 'match', Readonly<Partial<Record<HandlerField, string>>>>
> = {
  target: {
    target: 'struct sk_buff *, const struct xt_action_param *',
    checkentry: 'const struct xt_tgchk_param *',
    destroy: 'const struct xt_tgdtor_param *',
  },
  match: {
    match: 'const struct sk_buff *, struct xt_action_param *',
    checkentry: 'const struct xt_mtchk_param *',
    destroy: 'const struct xt_mtdtor_param *',
  },
};

const namesOfEras: Readonly<Record<Era, string>> = {
  '2.6.16': 'before 2.6.24',
  '2.6.24': '2.6.24 to 2.6.27',
  '2.6.28': '2.6.28 to 2.6.34',
  '2.6.35': '2.6.35 and later',
};

const firstOfEras: readonly (readonly [Era, Version])[] = [
  ['2.6.35', versionOf(2, 6, 35)],
  ['2.6.28', versionOf(2, 6, 28)],
  ['2.6.24', versionOf(2, 6, 24)],
  ['2.6.16', 0],
];

/** A compatibility header puts itself between the kernel and the handlers. */
export function isWrapped(scope: Scope): boolean {
  const structs = ['target', 'match', 'action_param', 'target_param', 'match_param'];
  const functions = ['register_target', 'register_targets', 'register_match', 'register_matches'];
  return [...structs, ...functions].some((name) => scope.definesMacro(`xt_${name}`));
}

/** Whether a kernel is of an era. */
export function isOf(era: Era, version: Version): boolean {
  return firstOfEras.find(([, first]) => first <= version)?.[0] === era;
}

export function eraNames(eras: readonly Era[]): string {
  return eras.map((era) => namesOfEras[era]).join(' or ');
}

/** The eras whose kernels call a handler with these parameters, none if no kernel does; undefined where a type isn't known. */
export function erasOf(
  field: HandlerField,
  kind: 'target' | 'match',
  { parameters }: FunctionModel,
): readonly Era[] | undefined {
  const types = parameters.map(({ type: { name, pointers } }) => `${name}${'*'.repeat(pointers)}`);
  // Only what is surely a packet, or a parameter of x_tables, is judged: the rest may be a name for the same thing.
  if (
    !types.every((type) => /^(?:struct \w+|char|void|(?:unsigned )?int|unsigned|bool|_Bool)\**$/.test(type))
  ) {
    return undefined;
  }
  if (field === 'checkentry') return singleParameter(types, kind === 'target' ? 'xt_tgchk' : 'xt_mtchk');
  if (field === 'destroy') return singleParameter(types, kind === 'target' ? 'xt_tgdtor' : 'xt_mtdtor');
  return packetHandler(types, kind);
}

function packetHandler(types: readonly string[], kind: 'target' | 'match'): readonly Era[] | undefined {
  const [packet, parameter] = types;
  if (packet !== 'struct sk_buff*' && packet !== 'struct sk_buff**') return undefined;
  const single = packet === 'struct sk_buff*';
  if (types.length === 2) {
    if (parameter === 'struct xt_action_param*') return single ? ['2.6.35'] : [];
    if (!/^struct xt_(?:target|match)_param\*$/.test(parameter ?? '')) return undefined;
    return single && parameter === `struct xt_${kind}_param*` ? ['2.6.28'] : [];
  }
  if (types.length < 5) return undefined;
  if (kind === 'match') return single ? ['2.6.16', '2.6.24'] : [];
  return [single ? '2.6.24' : '2.6.16'];
}

/** `checkentry` and `destroy` have one parameter since 2.6.28, a struct for each kind of extension. */
function singleParameter(types: readonly string[], prefix: string): readonly Era[] | undefined {
  const [only] = types;
  if (types.length === 1 && /^struct xt_(?:tg|mt)(?:chk|dtor)_param\*$/.test(only ?? '')) {
    return only === `struct ${prefix}_param*` ? ['2.6.28', '2.6.35'] : [];
  }
  return types.length > 1 ? ['2.6.16', '2.6.24'] : undefined;
}
