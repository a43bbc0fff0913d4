// The forms of values, for signature help: what each argument of an option looks like. A kind whose name says all there
// is to say (`integer`) needs no more than a label; one with a grammar of its own says what its parts are.
import type { OptionFact, ValueKind } from '../../facts/fact';

/** One argument of an option. */
export interface ArgumentForm {
  /** As a manual page would print it: `port[:port]`. */
  readonly label: string;
  /** A sentence on what may stand there. */
  readonly explanation?: string;
}

const address = 'An address, a network as `192.0.2.0/24` or `192.0.2.0/255.255.255.0`, or a host name.';
const port = 'A number or the name of a service; a range has `:` between, and either end may be left out.';
const mark = 'A number; with a mask, only the bits of the mask count.';

const forms: ReadonlyMap<ValueKind, readonly ArgumentForm[]> = new Map<ValueKind, readonly ArgumentForm[]>([
  ['address', [{ label: 'address', explanation: 'An address or a host name.' }]],
  ['address-mask', [{ label: 'address[/mask]', explanation: address }]],
  ['address-list', [{ label: 'address[/mask][,…]', explanation: address }]],
  [
    'address-range',
    [{ label: 'first[-last]', explanation: 'An address, or the first and the last of a range.' }],
  ],
  ['chain', [{ label: 'chain' }]],
  ['counters', [{ label: 'packets bytes', explanation: 'Both counters.' }]],
  ['duration', [{ label: 'duration' }]],
  ['enumeration', [{ label: 'word' }]],
  [
    'enumeration-list',
    [{ label: 'word[,word…]', explanation: 'One or several, with commas and no blanks.' }],
  ],
  ['group', [{ label: 'group[-group]', explanation: 'A name, a number, or a range of numbers.' }]],
  ['icmp-type', [{ label: 'type[/code]', explanation: 'A name, or the numbers of a type and a code.' }]],
  ['integer', [{ label: 'number', explanation: 'Decimal, octal after `0`, or hexadecimal after `0x`.' }]],
  [
    'integer-range',
    [{ label: 'first[:last]', explanation: 'A number, or a range; either end may be left out.' }],
  ],
  [
    'interface',
    [{ label: 'interface', explanation: 'A name; a `+` at its end stands for any continuation.' }],
  ],
  [
    'ip-set',
    [
      { label: 'set', explanation: 'The name of a set that `ipset` keeps.' },
      {
        label: 'src|dst[,…]',
        explanation: 'For each dimension of the set, which side of the packet is looked up.',
      },
    ],
  ],
  ['log-level', [{ label: 'level', explanation: 'A name, or a number from 0 (the gravest) to 7.' }]],
  ['mac-address', [{ label: 'xx:xx:xx:xx:xx:xx', explanation: 'An Ethernet address.' }]],
  ['mark', [{ label: 'value', explanation: mark }]],
  ['mark-mask', [{ label: 'value[/mask]', explanation: mark }]],
  ['match', [{ label: 'match' }]],
  [
    'nat-address',
    [
      {
        label: 'address[-address][:port[-port]]',
        explanation: 'The new address or a range, and the port or a range; either alone will do.',
      },
    ],
  ],
  ['nat-ports', [{ label: 'port[-port]', explanation: 'The new port, or a range.' }]],
  ['number', [{ label: 'number', explanation: 'With a fraction, if wanted.' }]],
  ['port-list', [{ label: 'port[:port][,…]', explanation: `${port} Up to 15 ports; a range counts twice.` }]],
  ['port-range', [{ label: 'port[:port]', explanation: port }]],
  ['prefix-length', [{ label: 'length', explanation: 'How many bits of the address count.' }]],
  ['protocol', [{ label: 'protocol', explanation: 'A name or a number; `all` is every protocol.' }]],
  [
    'rate',
    [
      {
        label: 'count[/unit]',
        explanation: 'The unit is `second`, `minute`, `hour` or `day`, or the start of one.',
      },
    ],
  ],
  ['service', [{ label: 'port', explanation: 'A number or the name of a service.' }]],
  ['service-range', [{ label: 'port[:port]', explanation: port }]],
  ['string', [{ label: 'text', explanation: 'In double quotes when it has blanks.' }]],
  ['target', [{ label: 'target|chain' }]],
  [
    'tcp-flags',
    [
      { label: 'mask', explanation: 'The flags that are looked at.' },
      { label: 'set', explanation: 'Those of them that must be set; the others must not.' },
    ],
  ],
  ['user', [{ label: 'user[-user]', explanation: 'A name, a number, or a range of numbers.' }]],
]);

/** The arguments of an option, in their order; none when it takes no value. */
export function formsOf(fact: OptionFact): readonly ArgumentForm[] {
  if (fact.value === 'none') return [];
  return forms.get(fact.value) ?? [{ label: fact.value.replaceAll('-', ' ') }];
}
