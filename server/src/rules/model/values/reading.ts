// What reading a value gives: the value, or what is wrong with it and where.
export type Reading<Value> = { readonly value: Value } | ReadingFault;

export interface ReadingFault {
  /** In the words of iptables: ``invalid port/service `SSH' specified``. */
  readonly fault: string;
  /** The part of the text that is wrong; all of it when left out. */
  readonly from?: number;
  readonly to?: number;
  /** Who refuses it, when it is not iptables as it reads the rule. */
  readonly tier?: 'kernel';
  /** What it should most likely be. */
  readonly instead?: string;
}

export function isFault<Value>(reading: Reading<Value>): reading is ReadingFault {
  return 'fault' in reading;
}
