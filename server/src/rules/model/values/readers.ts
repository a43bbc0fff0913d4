// Readers of values whose grammar only one extension or a few have. An option's fact names the grammar (ValueKind);
// the check bad-value asks the reader for what is wrong. Each grammar is a file of this folder; this is their index. What
// a value means, for hover, stands in descriptions.ts, and what it looks like, for signature help, in forms.ts.
import type { OptionFact, ValueKind } from '../../facts/fact';
import type { Profile } from '../../profile';
import { readBandwidth } from './bandwidth';
import { readBpfProgram } from './bpf-program';
import { readConnectionLabel } from './connection-label';
import { readConntrackZone } from './conntrack-zone';
import { readDate, readTimeOfDay } from './date-and-time';
import { readMonthDays, readWeekdays } from './days';
import { readDscpClass } from './dscp-class';
import { readEnumerationSet } from './enumeration-set';
import { readEstimatorTime } from './estimator-time';
import { readHashlimitBurst, readHashlimitRate } from './hashlimit';
import { readHeaderOptions } from './header-options';
import { readHopAddresses } from './hop-addresses';
import { readInterval } from './interval';
import { readIpSet } from './ip-set';
import { readIpsecProtocol } from './ipsec-protocol';
import { readIpv6Headers } from './ipv6-headers';
import { readLedDelay } from './led-delay';
import { readBpfObject, readCgroupPath } from './machine-path';
import { readMobilityTypes } from './mobility-types';
import { readNamedNumber } from './named-number';
import { readOwner } from './owner-id';
import { readPrefixLength } from './prefix-length';
import { readProcName } from './proc-name';
import { readQueueRange } from './queue-range';
import type { Reading } from './reading';
import { readSctpChunks } from './sctp-chunks';
import { readHexPattern, readSearchAlgorithm, readSearchText } from './search-pattern';
import { readTcpOptions } from './tcp-options';
import { readTypeOfService } from './tos';
import { readTrafficClass } from './traffic-class';
import { readTranslatedPorts, readTranslation } from './translation';
import { readU32Tests } from './u32-tests';

/** What a reader may ask beside the text. */
export interface ValueContext {
  readonly fact: OptionFact;
  /** Which argument of the option it is, from 0; most options take one. */
  readonly index: number;
  readonly profile: Profile;
  /** Set when no names are known where the rules are going but those of iptables itself (`Catalog.bare`). */
  readonly bare?: boolean;
}

export type ValueReader = (text: string, context: ValueContext) => Reading<unknown>;

export const readers: ReadonlyMap<ValueKind, ValueReader> = new Map<ValueKind, ValueReader>([
  ['time-of-day', readTimeOfDay],
  ['date', readDate],
  ['weekdays', readWeekdays],
  ['month-days', readMonthDays],
  ['ipsec-protocol', readIpsecProtocol],
  ['proc-name', readProcName],
  ['bandwidth', readBandwidth],
  ['sctp-chunks', readSctpChunks],
  ['search-algorithm', readSearchAlgorithm],
  ['search-text', readSearchText],
  ['hex-pattern', readHexPattern],
  ['tos', readTypeOfService],
  ['u32-tests', readU32Tests],
  ['ipv6-headers', readIpv6Headers],
  ['mobility-types', readMobilityTypes],
  ['hop-addresses', readHopAddresses],
  ['header-options', readHeaderOptions],
  ['enumeration-set', readEnumerationSet],
  ['dscp-class', readDscpClass],
  ['named-number', readNamedNumber],
  ['connection-label', readConnectionLabel],
  ['cgroup-path', readCgroupPath],
  ['bpf-program', readBpfProgram],
  ['bpf-object', readBpfObject],
  ['hashlimit-rate', readHashlimitRate],
  ['hashlimit-burst', readHashlimitBurst],
  ['interval', readInterval],
  ['prefix-length', readPrefixLength],
  ['nat-address', readTranslation],
  ['nat-ports', readTranslatedPorts],
  ['traffic-class', readTrafficClass],
  ['conntrack-zone', readConntrackZone],
  ['led-delay', readLedDelay],
  ['estimator-time', readEstimatorTime],
  ['tcp-options', readTcpOptions],
  ['queue-range', readQueueRange],
  ['user', readOwner],
  ['group', readOwner],
  ['ip-set', readIpSet],
]);
