// extensions/libxt_LOG.c, libxt_NFLOG.c, libipt_REJECT.c, libip6t_REJECT.c, libxt_NAT.c, libxt_TEE.c, libxt_TCPMSS.c
import { parseInteger } from '../../facts/integer';
import type { SavedForm, WriteValue } from '../saved-form';
import { asAddress, asListedWord, asNumber, asText, asWord } from '../write-value';

/** Names of levels in the order of their numbers (libxtables/xtoptions.c, xtopt_parse_sysloglevel). */
const levels = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'] as const;

const asLevel: WriteValue = (text) => {
  const level = text === 'panic' ? 0 : levels.findIndex((name) => name === text);
  return level < 0 ? String(parseInteger(text, 0, 7) ?? text) : String(level);
};

/** `warning`, which a message has when nothing is said. */
const usualLevel = '4';

export const log: SavedForm = {
  kind: 'target',
  name: 'LOG',
  options: {
    'log-prefix': asText,
    'log-level': asLevel,
    'log-tcp-sequence': asWord,
    'log-tcp-options': asWord,
    'log-ip-options': asWord,
    'log-uid': asWord,
    'log-macdecode': asWord,
  },
  rewrite: (options) =>
    options.filter(({ name, values }) => name !== 'log-level' || values[0] !== usualLevel),
};

export const nflog: SavedForm = {
  kind: 'target',
  name: 'NFLOG',
  options: {
    'nflog-prefix': asText,
    'nflog-group': asNumber,
    'nflog-range': asNumber,
    'nflog-size': asNumber,
    'nflog-threshold': asNumber,
  },
};

/** The shorter names of `--reject-with`, which are never written. */
const rejectNames: Readonly<Record<string, string>> = {
  'net-unreach': 'icmp-net-unreachable',
  'host-unreach': 'icmp-host-unreachable',
  'proto-unreach': 'icmp-proto-unreachable',
  'port-unreach': 'icmp-port-unreachable',
  'net-prohib': 'icmp-net-prohibited',
  'host-prohib': 'icmp-host-prohibited',
  'tcp-rst': 'tcp-reset',
  'admin-prohib': 'icmp-admin-prohibited',
  'no-route': 'icmp6-no-route',
  'adm-prohibited': 'icmp6-adm-prohibited',
  'addr-unreach': 'icmp6-addr-unreachable',
  'policy-fail': 'icmp6-policy-fail',
  'reject-route': 'icmp6-reject-route',
};

const asReason: WriteValue = (text, context) => {
  const word = asListedWord(text, context);
  if (word === 'port-unreach' && context.family === 'ipv6') return 'icmp6-port-unreachable';
  return rejectNames[word] ?? word;
};

const usualReason = { ipv4: 'icmp-port-unreachable', ipv6: 'icmp6-port-unreachable' } as const;

export const reject: SavedForm = {
  kind: 'target',
  name: 'REJECT',
  options: { 'reject-with': asReason },
  rewrite: (options, family) =>
    options.length > 0 ? options : [{ name: 'reject-with', isNegated: false, values: [usualReason[family]] }],
};

/** A range that ends where it begins is one address. */
const asTranslation: WriteValue = (text) => text.replace(/^([^-]+)-\1(?=:|$)/, '$1');

export const snat: SavedForm = {
  kind: 'target',
  name: 'SNAT',
  options: { 'to-source': asTranslation, random: asWord, 'random-fully': asWord, persistent: asWord },
};

export const dnat: SavedForm = {
  kind: 'target',
  name: 'DNAT',
  options: { 'to-destination': asTranslation, random: asWord, persistent: asWord },
};

export const redirect: SavedForm = {
  kind: 'target',
  name: 'REDIRECT',
  options: { 'to-ports': asWord, random: asWord },
};

export const masquerade: SavedForm = {
  kind: 'target',
  name: 'MASQUERADE',
  options: { 'to-ports': asWord, random: asWord, 'random-fully': asWord },
};

export const tee: SavedForm = {
  kind: 'target',
  name: 'TEE',
  options: { gateway: asAddress, oif: asWord },
};

export const tcpmss: SavedForm = {
  kind: 'target',
  name: 'TCPMSS',
  options: { 'set-mss': asNumber, 'clamp-mss-to-pmtu': asWord },
};
