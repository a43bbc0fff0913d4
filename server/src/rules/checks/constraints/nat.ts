// Ports are for protocols that have some, and iptables wants to know the protocol by the time it reads them
// (extensions/libxt_NAT.c, __NAT_parse); DNAT alone moves ports by a distance in a way the kernel keeps
// (DNAT_fcheck, which REDIRECT shares).
import { protocolNumber } from '../../facts/protocols';
import { isFault } from '../../model/values/reading';
import { readTranslatedPorts, readTranslation } from '../../model/values/translation';
import type { TranslatedPorts } from '../../model/values/translation';
import type { OptionNode } from '../../syntax/tree';
import type { LineContext } from '../rule-check';
import type { Constraint } from './constraint';
import { findOption, knownValue, namedProtocol, spanOf } from './options';

const protocolsWithPorts = ['tcp', 'udp', 'sctp', 'dccp', 'icmp'] as const;
const numbers: ReadonlySet<unknown> = new Set(protocolsWithPorts.map(protocolNumber));
const list = protocolsWithPorts.map((name) => `\`-p ${name}'`).join(', ');

export const natConstraints: readonly Constraint[] = [
  { kind: 'target', name: 'DNAT', check: constraintOn('to-destination') },
  { kind: 'target', name: 'MASQUERADE', check: constraintOn('to-ports') },
  { kind: 'target', name: 'REDIRECT', check: constraintOn('to-ports', false) },
  { kind: 'target', name: 'SNAT', check: constraintOn('to-source') },
];

function constraintOn(name: string, mayShift = true): Constraint['check'] {
  return (extension, context, report) => {
    const option = findOption(extension, name);
    const ports = option && portsOf(option, context);
    if (!ports) return;
    const span = spanOf(option);
    const need = needOf(option, context);
    if (need !== undefined) report({ ...span, message: `${extension.name}: ${need}` });
    if (ports.base !== undefined && !mayShift) {
      const message = `${extension.name}: Shifted portmap ranges not supported: the range of ports stands alone.`;
      report({ ...span, message });
    }
  };
}

function portsOf(option: OptionNode, { profile }: LineContext): TranslatedPorts | undefined {
  const text = knownValue(option);
  if (text === undefined) return undefined;
  if (option.fact?.value === 'nat-ports') {
    const ports = readTranslatedPorts(text);
    return isFault(ports) ? undefined : ports.value;
  }
  const translation = readTranslation(text, { profile });
  return isFault(translation) ? undefined : translation.value.ports;
}

function needOf(option: OptionNode, { rule }: LineContext): string | undefined {
  const protocol = namedProtocol(rule);
  if (protocol === 'unknown') return undefined;
  if (!numbers.has(protocol)) {
    return `Need TCP, UDP, SCTP or DCCP with port specification: one of ${list} before the ports.`;
  }
  const comesLate = rule.protocol !== undefined && rule.protocol.word.start > option.word.start;
  return comesLate ? 'the protocol must stand before the ports: put `-p` first.' : undefined;
}
