// A new cluster is said in full, for one address on one interface (extensions/libipt_CLUSTERIP.c, CLUSTERIP_parse and
// CLUSTERIP_check; net/ipv4/netfilter/ipt_CLUSTERIP.c, clusterip_tg_check and clusterip_config_init).
import { parseInteger } from '../../facts/integer';
import { readNetworkList } from '../../model/values/address';
import { isFault } from '../../model/values/reading';
import type { CoreOptionNode, ExtensionNode, RuleLine } from '../../syntax/tree';
import type { Report } from '../rule-check';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, spanOf } from './options';

const wanted = ['new', 'hashmode', 'clustermac', 'total-nodes', 'local-node'] as const;

export const clusterip: Constraint = {
  kind: 'target',
  name: 'CLUSTERIP',
  check(extension, { rule }, report) {
    const { start, end } = extension.word;
    const missing = wanted.filter((name) => !hasOption(extension, name));
    if (extension.options.length > 0 && missing.length > 0) {
      const list = missing.map((name) => `--${name}`).join(', ');
      report({
        start,
        end,
        message: `CLUSTERIP: Invalid parameter combination: ${list} must be specified too.`,
      });
    }
    checkAddress(extension, report);
    checkNode(extension, report);
    const refusal = placeOf(rule);
    if (refusal !== undefined) report({ start, end, tier: 'kernel', message: refusal });
  },
};

/** The lowest bit of the first byte tells addresses of groups. */
function checkAddress(extension: ExtensionNode, report: Report): void {
  const option = findOption(extension, 'clustermac');
  const first = Number.parseInt(knownValue(option)?.split(':')[0] ?? '', 16);
  if (!option || Number.isNaN(first) || first % 2 === 1) return;
  report({ ...spanOf(option), message: 'CLUSTERIP: MAC has to be a multicast ethernet address.' });
}

function checkNode(extension: ExtensionNode, report: Report): void {
  const option = findOption(extension, 'local-node');
  if (!option || parseInteger(knownValue(option) ?? '1', 0, 0) === undefined) return;
  report({ ...spanOf(option), tier: 'kernel', message: 'the kernel counts the nodes of a cluster from 1.' });
}

function placeOf({ options }: RuleLine): string | undefined {
  const core = (letter: string) =>
    options.find((option): option is CoreOptionNode => !option.owner && option.fact.letter === letter);
  const [destination, source] = [core('d'), core('i')];
  const networks = readNetworkList(knownValue(destination) ?? '192.0.2.1', 'ipv4');
  const isHost =
    !isFault(networks) &&
    networks.value.every((network) => network.family === 'name' || network.mask === 0xffffffff);
  if (!destination || !isHost) {
    return 'the kernel refuses a cluster without an address of its own: `-d 192.0.2.1`.';
  }
  const name = knownValue(source) ?? 'eth0';
  const isNamed = source !== undefined && name !== '' && !name.endsWith('+');
  return isNamed ? undefined : 'the kernel refuses a cluster without an interface of its own: `-i eth0`.';
}
