// What a value amounts to, for hover: the addresses of a network, the service of a port, the bits of a mark. A grammar
// that has more to say than its text stands here by its kind; the describer itself lies beside the reader of the
// grammar, in the file of that grammar.
import type { ValueKind } from '../../facts/fact';
import { describeNetworks } from './address';
import { describeBpfProgram } from './bpf-program';
import { describeDscpClass } from './dscp-class';
import { describeHashlimitRate } from './hashlimit';
import { describeIcmpType } from './icmp-type';
import { describeInteger, describeMark } from './integer';
import { describeInterface } from './interface';
import { describeLogLevel } from './log-level';
import { describeNamedNumber } from './named-number';
import { describePortList, describePortRange } from './port';
import { describeProtocol } from './protocol';
import { describeRate } from './rate';
import { describeTcpOptions } from './tcp-options';
import { describeTrafficClass } from './traffic-class';
import { describeTranslatedPorts, describeTranslation } from './translation';
import type { ValueContext } from './readers';

/** What a describer may ask beside the text. */
export interface DescriptionContext extends ValueContext {
  /** The registered name of the protocol that the rule names with `-p`, or that the match belongs to. */
  readonly protocol: string | undefined;
}

/** Markdown, whole sentences or short phrases; undefined when the text says it all or reads badly. */
export type ValueDescriber = (text: string, context: DescriptionContext) => string | undefined;

export const describers: ReadonlyMap<ValueKind, ValueDescriber> = new Map<ValueKind, ValueDescriber>([
  ['address', describeNetworks],
  ['address-mask', describeNetworks],
  ['address-list', describeNetworks],
  ['port-range', describePortRange],
  ['service-range', describePortRange],
  ['service', describePortRange],
  ['port-list', describePortList],
  ['mark', describeMark],
  ['mark-mask', describeMark],
  ['integer', describeInteger],
  ['protocol', describeProtocol],
  ['icmp-type', describeIcmpType],
  ['interface', describeInterface],
  ['log-level', describeLogLevel],
  ['rate', describeRate],
  ['hashlimit-rate', describeHashlimitRate],
  ['dscp-class', describeDscpClass],
  ['named-number', describeNamedNumber],
  ['bpf-program', describeBpfProgram],
  ['nat-address', describeTranslation],
  ['nat-ports', describeTranslatedPorts],
  ['traffic-class', describeTrafficClass],
  ['tcp-options', describeTcpOptions],
]);
