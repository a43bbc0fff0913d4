// extensions/libxt_tcp.c (tcp_save), libxt_udp.c (udp_save), libxt_multiport.c (__multiport_save_v1)
import { parseInteger } from '../../facts/integer';
import type { SavedForm, SavedOption, WriteValue } from '../saved-form';
import { asNumber, asPortList, asPorts } from '../write-value';

const flags = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const;

/** The flags of the header in its order; `ALL` is all of them, none is `NONE`. */
const asFlags: WriteValue = (text) => {
  const words = text
    .toUpperCase()
    .split(',')
    .filter((word) => word !== '');
  const isSet = (flag: string) => words.includes(flag) || words.includes('ALL');
  const set = flags.filter(isSet);
  return set.length === 0 ? 'NONE' : set.join(',');
};

/** All ports are as good as none named, unless they are inverted. */
function withoutAllPorts(options: readonly SavedOption[]): readonly SavedOption[] {
  return options.filter(({ isNegated, values }) => isNegated || values[0] !== '0:65535');
}

/** `--syn` is a shorter word for these flags. */
function withoutSyn(option: SavedOption): SavedOption {
  if (option.name !== 'syn') return option;
  return { ...option, name: 'tcp-flags', values: ['FIN,SYN,RST,ACK', 'SYN'] };
}

/** To ask for none of no flags is to ask for nothing, unless it is inverted. */
function asksForFlags({ name, isNegated, values }: SavedOption): boolean {
  return name !== 'tcp-flags' || isNegated || values.some((value) => value !== 'NONE');
}

export const tcp: SavedForm = {
  kind: 'match',
  name: 'tcp',
  options: {
    sport: asPorts,
    dport: asPorts,
    'tcp-option': (text, context) =>
      parseInteger(text, 0, 255) === undefined ? text : asNumber(text, context),
    'tcp-flags': asFlags,
    syn: asFlags,
  },
  rewrite: (options) => withoutAllPorts(options).map(withoutSyn).filter(asksForFlags),
};

export const udp: SavedForm = {
  kind: 'match',
  name: 'udp',
  options: { sport: asPorts, dport: asPorts },
  rewrite: withoutAllPorts,
};

export const multiport: SavedForm = {
  kind: 'match',
  name: 'multiport',
  options: { sports: asPortList, dports: asPortList, ports: asPortList },
};
