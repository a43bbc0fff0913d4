// Protocols by name or number, as `-p` takes them (libxtables/xtables.c, xtables_parse_protocol).
import { nameOfProtocol, protocolNumber } from '../../facts/protocols';

/** `tcp` → its number; `6` → its name. */
export function describeProtocol(text: string): string | undefined {
  const number = protocolNumber(text);
  if (number === undefined) return undefined;
  if (number === 0) return 'Every protocol.';
  return `Protocol ${number}: ${nameOfProtocol(number) ?? 'it has no name'}.`;
}
