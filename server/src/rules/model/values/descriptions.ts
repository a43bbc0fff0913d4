// What a value amounts to, for hover: the addresses of a network, the service of a port, the bits of a mark. A grammar
// that has more to say than its text stands here by its kind; the describer itself lies beside the reader of the
// grammar, in the file of that grammar.
import type { ValueKind } from '../../facts/fact';
import { describeAddressRange, describeNetworks } from './address';
import { describeBandwidth } from './bandwidth';
import { describeBpfProgram } from './bpf-program';
import { describeDate } from './date-and-time';
import { describeWeekdays } from './days';
import { describeDscpClass } from './dscp-class';
import { describeEstimatorTime } from './estimator-time';
import { describeHashlimitBurst, describeHashlimitRate } from './hashlimit';
import { describeIcmpType } from './icmp-type';
import { describeInteger, describeIntegerRange, describeMark, describeNumber } from './integer';
import { describeInterface } from './interface';
import { describeIpsecProtocol } from './ipsec-protocol';
import { describeIpv6Headers } from './ipv6-headers';
import { describeLogLevel } from './log-level';
import { describeMobilityTypes } from './mobility-types';
import { describeNamedNumber } from './named-number';
import { describePortList, describePortRange } from './port';
import { describePrefixLength } from './prefix-length';
import { describeProtocol } from './protocol';
import { describeQueueRange } from './queue-range';
import { describeRate } from './rate';
import { describeSctpChunks } from './sctp-chunks';
import { describeHexPattern } from './search-pattern';
import { describeTcpFlags } from './tcp-flags';
import { describeTcpOptions } from './tcp-options';
import { describeTypeOfService } from './tos';
import { describeTrafficClass } from './traffic-class';
import { describeTranslatedPorts, describeTranslation } from './translation';
import type { ValueContext } from './readers';
import { describeU32Tests } from './u32-tests';

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
  ['tcp-flags', describeTcpFlags],
  ['address-range', describeAddressRange],
  ['bandwidth', describeBandwidth],
  ['date', describeDate],
  ['estimator-time', describeEstimatorTime],
  ['hashlimit-burst', describeHashlimitBurst],
  ['hex-pattern', describeHexPattern],
  ['integer-range', describeIntegerRange],
  ['ipsec-protocol', describeIpsecProtocol],
  ['ipv6-headers', describeIpv6Headers],
  ['mobility-types', describeMobilityTypes],
  ['number', describeNumber],
  ['prefix-length', describePrefixLength],
  ['queue-range', describeQueueRange],
  ['sctp-chunks', describeSctpChunks],
  ['tos', describeTypeOfService],
  ['u32-tests', describeU32Tests],
  ['weekdays', describeWeekdays],
]);
