// The types of values that libxtables knows (include/xtables.h, enum xt_option_type) as kinds of values. Read by those
// who make facts of option tables: join.ts of compiled ones, server/src/workspace/learn-options.ts of their C source.
import type { OptionFact, ValueKind } from './fact';

/** XTTYPE_… without that beginning. */
const valueKinds: Readonly<Record<string, ValueKind>> = {
  NONE: 'none',
  UINT8: 'integer',
  UINT16: 'integer',
  UINT32: 'integer',
  UINT64: 'integer',
  UINT8RC: 'integer-range',
  UINT16RC: 'integer-range',
  UINT32RC: 'integer-range',
  UINT64RC: 'integer-range',
  DOUBLE: 'number',
  STRING: 'string',
  MARKMASK32: 'mark-mask',
  SYSLOGLEVEL: 'log-level',
  HOST: 'address',
  HOSTMASK: 'address-mask',
  PROTOCOL: 'protocol',
  PORT: 'service',
  PORTRC: 'service-range',
  PLEN: 'prefix-length',
  ETHERMAC: 'mac-address',
};

/** Largest values of the integer types; a number of 64 bits is as near as a double comes. */
const largest: Readonly<Record<string, number>> = {
  UINT8: 0xff,
  UINT16: 0xffff,
  UINT32: 0xffffffff,
  UINT64: 2 ** 64,
  UINT8RC: 0xff,
  UINT16RC: 0xffff,
  UINT32RC: 0xffffffff,
  UINT64RC: 2 ** 64,
};

export type ValueFacts = Pick<OptionFact, 'value' | 'minimum' | 'maximum'>;

/**
 * What a type and the bounds of an entry say of a value. Where both bounds are 0, or the upper one is, the type's own
 * hold (libxtables/xtoptions.c, xtopt_parse_int, xtopt_parse_mint, xtopt_parse_double, xtopt_parse_string).
 */
export function valueOfType(
  type: string,
  [minimum, maximum]: readonly [number, number] = [0, 0],
): ValueFacts {
  const value = valueKinds[type] ?? 'unknown';
  if (value === 'string') {
    return { value, ...(minimum !== 0 && { minimum }), ...(maximum !== 0 && { maximum }) };
  }
  if (value === 'number') return minimum === maximum ? { value: 'unknown' } : { value, minimum, maximum };
  const bound = largest[type];
  return bound === undefined ? { value } : { value, minimum, maximum: maximum === 0 ? bound : maximum };
}
