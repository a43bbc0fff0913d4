// The options of iptables itself: commands and the parameters every rule may have. Source: iptables/xshared.c,
// do_parse and commands_v_options; iptables/iptables.c, original_opts.
import type { Family, OptionFact } from './fact';

/** What an option of iptables itself is for. */
export type CoreRole =
  /** Says what is done: `-A`. */
  | 'command'
  /** Narrows down what a rule is about: `-s`. */
  | 'parameter'
  /** Says how something is shown; of no use in a file. */
  | 'display'
  /** Chooses the line's family: `-4`. */
  | 'family'
  /** Ends the reading of the file: `-h`. */
  | 'exit'
  /** Forbidden in a file. */
  | 'forbidden';

/** A further argument a command takes when one follows that begins with neither `-` nor `!`. */
export type Operand = 'rule-number' | 'chain' | 'new-name' | 'policy' | 'time';

export interface CoreOptionFact extends OptionFact {
  readonly letter: string;
  readonly role: CoreRole;
  /** For `-L`, `-F` and their like: the value is only taken where it is attached, or as the first operand. */
  readonly optionalValue?: boolean;
  readonly operands?: readonly Operand[];
  /** How many of the operands must be there. */
  readonly operandsNeeded?: number;
  /** Letters of parameters this command does not take; checked by iptables in `generic_opt_check`. */
  readonly refuses?: string;
  readonly families?: readonly Family[];
  /** A `!` before it goes unnoticed. */
  readonly ignoresNegation?: boolean;
}

const rule = 'nx0';
const everything = 'nsdpjxio0cf';

const commands: readonly CoreOptionFact[] = [
  {
    name: 'append',
    letter: 'A',
    role: 'command',
    value: 'chain',
    refuses: rule,
    explanation: 'Adds the rule at the end of a chain.',
    example: '-A INPUT -j ACCEPT',
  },
  {
    name: 'delete',
    letter: 'D',
    role: 'command',
    value: 'chain',
    operands: ['rule-number'],
    refuses: `${rule}c`,
    explanation: 'Deletes the rule with this number, or the first rule that reads the same.',
    example: '-D INPUT 1',
  },
  {
    name: 'check',
    letter: 'C',
    role: 'command',
    value: 'chain',
    refuses: `${rule}c`,
    explanation: 'Fails unless the chain has a rule that reads the same.',
    example: '-C INPUT -j ACCEPT',
  },
  {
    name: 'insert',
    letter: 'I',
    role: 'command',
    value: 'chain',
    operands: ['rule-number'],
    refuses: rule,
    explanation: 'Puts the rule before the one with this number; before the first when no number is given.',
    example: '-I INPUT 1 -j ACCEPT',
  },
  {
    name: 'replace',
    letter: 'R',
    role: 'command',
    value: 'chain',
    operands: ['rule-number'],
    operandsNeeded: 1,
    refuses: rule,
    explanation: 'Puts the rule in the place of the one with this number.',
    example: '-R INPUT 1 -j DROP',
  },
  {
    name: 'list',
    letter: 'L',
    role: 'command',
    value: 'chain',
    optionalValue: true,
    operands: ['chain', 'rule-number'],
    refuses: 'sdpjiocf',
    explanation: 'Prints the rules of one chain or of all.',
  },
  {
    name: 'list-rules',
    letter: 'S',
    role: 'command',
    value: 'chain',
    optionalValue: true,
    operands: ['chain', 'rule-number'],
    refuses: everything,
    explanation: 'Prints the rules of one chain or of all as commands.',
  },
  {
    name: 'flush',
    letter: 'F',
    role: 'command',
    value: 'chain',
    optionalValue: true,
    operands: ['chain'],
    refuses: everything,
    explanation: 'Deletes every rule of one chain or of all.',
  },
  {
    name: 'zero',
    letter: 'Z',
    role: 'command',
    value: 'chain',
    optionalValue: true,
    operands: ['chain', 'rule-number'],
    refuses: everything,
    explanation: 'Sets the counters of one rule, one chain or all chains to zero.',
  },
  {
    name: 'new-chain',
    letter: 'N',
    role: 'command',
    value: 'chain',
    refuses: everything,
    explanation: 'Creates a chain.',
    example: '-N web',
  },
  {
    name: 'delete-chain',
    letter: 'X',
    role: 'command',
    value: 'chain',
    optionalValue: true,
    operands: ['chain'],
    refuses: everything,
    explanation: 'Deletes one chain, or every chain that is not built in.',
  },
  {
    name: 'rename-chain',
    letter: 'E',
    role: 'command',
    value: 'chain',
    operands: ['new-name'],
    operandsNeeded: 1,
    refuses: everything,
    explanation: 'Renames a chain.',
    example: '-E old new',
  },
  {
    name: 'policy',
    letter: 'P',
    role: 'command',
    value: 'chain',
    operands: ['policy'],
    operandsNeeded: 1,
    refuses: 'nsdpjxio0f',
    explanation:
      'Says what becomes of a packet that no rule of a built-in chain decides on: `ACCEPT` or `DROP`.',
    example: '-P INPUT DROP',
  },
];

const parameters: readonly CoreOptionFact[] = [
  {
    name: 'source',
    aliases: ['src'],
    letter: 's',
    role: 'parameter',
    value: 'address-list',
    invertible: true,
    explanation: 'Matches the source address: a host or a network; several, with commas, make several rules.',
    example: '192.0.2.0/24',
  },
  {
    name: 'destination',
    aliases: ['dst'],
    letter: 'd',
    role: 'parameter',
    value: 'address-list',
    invertible: true,
    explanation:
      'Matches the destination address: a host or a network; several, with commas, make several rules.',
    example: '192.0.2.1',
  },
  {
    name: 'protocol',
    letter: 'p',
    role: 'parameter',
    value: 'protocol',
    invertible: true,
    explanation:
      'Matches the protocol, by name or number. The match of the same name is loaded when one of its options follows.',
    example: 'tcp',
  },
  {
    name: 'in-interface',
    letter: 'i',
    role: 'parameter',
    value: 'interface',
    invertible: true,
    explanation:
      'Matches the interface the packet came in by; a `+` at the end stands for any continuation. Not for packets this host sends.',
    example: 'eth0',
  },
  {
    name: 'out-interface',
    letter: 'o',
    role: 'parameter',
    value: 'interface',
    invertible: true,
    explanation:
      'Matches the interface the packet leaves by; a `+` at the end stands for any continuation. Not for packets this host receives.',
    example: 'eth0',
  },
  {
    name: 'jump',
    letter: 'j',
    role: 'parameter',
    value: 'target',
    explanation:
      'Says what becomes of a packet that matches: a verdict, a target extension, or a chain to go on in.',
    example: 'ACCEPT',
  },
  {
    name: 'goto',
    letter: 'g',
    role: 'parameter',
    value: 'chain',
    explanation:
      'Goes on in a chain without coming back here: at its end the packet returns to where the last jump was made.',
    example: 'web',
  },
  {
    name: 'match',
    letter: 'm',
    role: 'parameter',
    value: 'match',
    repeatable: true,
    explanation: 'Loads a match extension, whose options may follow.',
    example: 'conntrack',
  },
  {
    name: 'fragments',
    letter: 'f',
    role: 'parameter',
    value: 'none',
    invertible: true,
    families: ['ipv4'],
    explanation: 'Matches the second and further fragments of a fragmented packet.',
  },
  {
    name: 'set-counters',
    letter: 'c',
    role: 'parameter',
    value: 'counters',
    explanation: 'Sets the packet and byte counters of the rule.',
    example: '10 840',
  },
];

const others: readonly CoreOptionFact[] = [
  {
    name: 'ipv4',
    letter: '4',
    role: 'family',
    value: 'none',
    ignoresNegation: true,
    explanation: 'Keeps the line for IPv4: ip6tables-restore leaves it out.',
  },
  {
    name: 'ipv6',
    letter: '6',
    role: 'family',
    value: 'none',
    ignoresNegation: true,
    explanation: 'Keeps the line for IPv6: iptables-restore leaves it out.',
  },
  {
    name: 'verbose',
    letter: 'v',
    role: 'display',
    value: 'none',
    repeatable: true,
    explanation: 'Prints more.',
  },
  {
    name: 'numeric',
    letter: 'n',
    role: 'display',
    value: 'none',
    explanation: 'Prints numbers instead of names; only with `-L`.',
  },
  {
    name: 'exact',
    letter: 'x',
    role: 'display',
    value: 'none',
    explanation: 'Prints exact counters; only with `-L`.',
  },
  {
    name: 'line-numbers',
    letter: '0',
    role: 'display',
    value: 'none',
    explanation: 'Prints rule numbers; only with `-L`.',
  },
  {
    name: 'modprobe',
    letter: 'M',
    role: 'display',
    value: 'string',
    repeatable: true,
    ignoresNegation: true,
    explanation: 'The program that loads kernel modules.',
  },
  {
    name: 'help',
    letter: 'h',
    role: 'exit',
    value: 'string',
    optionalValue: true,
    ignoresNegation: true,
    explanation: 'Prints help and exits: the rest of the file is not read.',
  },
  {
    name: 'version',
    letter: 'V',
    role: 'exit',
    value: 'none',
    ignoresNegation: true,
    explanation: 'Prints the version and exits: the rest of the file is not read.',
  },
  {
    name: 'table',
    letter: 't',
    role: 'forbidden',
    value: 'string',
    explanation: 'Chooses the table; in a file the `*table` line does.',
  },
  {
    name: 'wait',
    letter: 'w',
    role: 'forbidden',
    value: 'string',
    optionalValue: true,
    operands: ['time'],
    explanation:
      'Waits for the lock, so many seconds or as long as it takes; of iptables-restore itself an option, not of a line.',
  },
  {
    name: 'wait-interval',
    letter: 'W',
    role: 'forbidden',
    value: 'string',
    optionalValue: true,
    operands: ['time'],
    explanation: 'How often to try for the lock, in microseconds; deprecated, and of no effect.',
  },
];

export const coreOptions: readonly CoreOptionFact[] = [...commands, ...parameters, ...others];
