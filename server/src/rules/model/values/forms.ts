// The forms of values, for signature help: what each argument of an option looks like. A kind whose name says all there
// is to say (`integer`) needs no more than a label; one with a grammar of its own says what its parts are.
import type { CoreOptionFact, Operand } from '../../facts/core-options';
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
  [
    'bandwidth',
    [
      {
        label: 'rate[unit]',
        explanation:
          'A number and a unit of bits (`kbit`) or bytes (`kbps`) in a second; bytes when there is none.',
      },
    ],
  ],
  ['bpf-object', [{ label: 'path', explanation: 'A program pinned in the file system of BPF.' }]],
  [
    'bpf-program',
    [
      {
        label: '"count,code jt jf k,…"',
        explanation: 'The number of instructions, and the four numbers of each.',
      },
    ],
  ],
  ['cgroup-path', [{ label: 'path', explanation: 'The path of a group, seen from the root of cgroup v2.' }]],
  ['connection-label', [{ label: 'label', explanation: 'A number, or a name out of `connlabel.conf`.' }]],
  ['conntrack-zone', [{ label: 'zone|mark', explanation: 'A number from 0 to 65535, or `mark`.' }]],
  [
    'date',
    [{ label: 'YYYY[-MM[-DD[Thh[:mm[:ss]]]]]', explanation: 'A date and, if wanted, a time of day.' }],
  ],
  ['dscp-class', [{ label: 'class', explanation: 'A class by its name: `CS1`, `AF21`, `EF`.' }]],
  ['enumeration-set', [{ label: 'word[,word…]', explanation: 'One or several, each once.' }]],
  ['estimator-time', [{ label: 'time[unit]', explanation: 'A time in `s`, `ms` or `us`.' }]],
  [
    'hashlimit-burst',
    [{ label: 'count|bytes', explanation: 'Packets, or with a rate in bytes as many bytes.' }],
  ],
  [
    'hashlimit-rate',
    [
      {
        label: 'count[/unit]|bytes[k|m]b/s',
        explanation: 'Packets in a second, minute, hour or day; or bytes, as `512kb/s`.',
      },
    ],
  ],
  [
    'header-options',
    [
      {
        label: 'type[:length][,…]',
        explanation: 'Options of the header, each with its length if that matters.',
      },
    ],
  ],
  ['hex-pattern', [{ label: '"text|hex|"', explanation: 'Text, with bytes in hexadecimal between bars.' }]],
  ['hop-addresses', [{ label: 'address[,address…]', explanation: 'The addresses of the hops, 16 at most.' }]],
  ['interval', [{ label: 'seconds', explanation: 'A number of seconds, 1 or more.' }]],
  ['ipsec-protocol', [{ label: 'protocol', explanation: '`ah`, `esp` or `ipcomp`.' }]],
  ['ipv6-headers', [{ label: 'header[,header…]', explanation: 'Headers by name or number.' }]],
  ['led-delay', [{ label: 'ms|inf', explanation: 'Milliseconds, or `inf` for ever.' }]],
  [
    'mobility-types',
    [{ label: 'type[:type]', explanation: 'A type of message by name or number, or a range.' }],
  ],
  ['month-days', [{ label: 'day[,day…]', explanation: 'Days from 1 to 31.' }]],
  ['named-number', [{ label: 'value[/mask]', explanation: 'A number, or a name that the system knows.' }]],
  [
    'proc-name',
    [{ label: 'name', explanation: 'A name of your own; it becomes that of a file in `/proc`.' }],
  ],
  ['queue-range', [{ label: 'first:last', explanation: 'Numbers of queues.' }]],
  [
    'sctp-chunks',
    [
      { label: 'all|any|only', explanation: 'Whether all, any or no other of the chunks must be there.' },
      {
        label: 'chunk[:flags][,…]',
        explanation: 'Types of chunks; small letters of flags must be off, capitals on.',
      },
    ],
  ],
  ['search-algorithm', [{ label: 'bm|kmp', explanation: 'Boyer-Moore or Knuth-Morris-Pratt.' }]],
  ['search-text', [{ label: 'text', explanation: 'In double quotes when it has blanks.' }]],
  ['tcp-options', [{ label: 'option[,option…]', explanation: 'TCP options by name or number.' }]],
  [
    'time-of-day',
    [{ label: 'hh:mm[:ss]', explanation: 'A time of day, in UTC unless `--kerneltz` is given.' }],
  ],
  [
    'tos',
    [
      {
        label: 'value[/mask]|name',
        explanation: 'A number with a mask if wanted, or a name as `Minimize-Delay`.',
      },
    ],
  ],
  [
    'traffic-class',
    [{ label: 'major:minor', explanation: 'Two hexadecimal numbers: the class of a queueing discipline.' }],
  ],
  [
    'u32-tests',
    [
      {
        label: '"start[&mask][>>shift]=value"',
        explanation: 'Numbers of the packet, taken out and compared; several tests with `&&`.',
      },
    ],
  ],
  ['weekdays', [{ label: 'day[,day…]', explanation: '`Mon` to `Sun`, or 1 to 7.' }]],
]);

/** What commands take behind their chain. */
const operandForms: Readonly<Record<Operand, ArgumentForm>> = {
  'rule-number': { label: '[number]', explanation: 'The number of a rule in the chain, from 1.' },
  chain: { label: '[chain]', explanation: 'Every chain when it is left out.' },
  'new-name': { label: 'new-name', explanation: 'What the chain is called from then on.' },
  time: { label: '[seconds]', explanation: 'How long; for ever when it is left out.' },
  policy: { label: 'ACCEPT|DROP', explanation: 'What becomes of a packet that no rule decides on.' },
};

/** The arguments of an option, in their order; none when it takes no value. */
export function formsOf(fact: OptionFact | CoreOptionFact): readonly ArgumentForm[] {
  if (fact.value === 'none') return [];
  const own = forms.get(fact.value) ?? [{ label: fact.value.replaceAll('-', ' ') }];
  const operands = ('operands' in fact ? fact.operands : undefined)?.map((operand) => operandForms[operand]);
  if (!operands) return own;
  // Where the chain may be left out, it is one of the operands.
  return 'optionalValue' in fact && fact.optionalValue ? operands : [...own, ...operands];
}
