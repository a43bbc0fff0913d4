// How long a rule file takes from its text to its diagnostics, against `iptables-restore --test` on the same text,
// process start included on that side; and an edit in the middle of it, against opening it anew.
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import type { RuleSettings, RuleSnapshot } from '../../server/src/rules/service';
import { timeIptablesTest } from '../support/iptables-oracle';
import { compare } from './compare';

const service = createRuleService();
const settings: RuleSettings = {
  uri: 'file:///bench.v4',
  profile: { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' },
  catalog: createCatalog(),
};

/** A file as people write them: no two rules alike, several matches, chains of one's own. */
function ruleFile(count: number): string {
  const chains = Array.from({ length: 20 }, (_, index) => `group-${index}`);
  const rules = Array.from({ length: count }, (_, index) => {
    const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    const chain = chains[index % chains.length] ?? 'INPUT';
    const port = 1024 + (index % 60_000);
    const state = index % 3 === 0 ? ' -m conntrack --ctstate NEW' : '';
    return `-A ${chain} -s ${address}/32 -i eth${index % 4} -p tcp -m tcp --dport ${port}${state} -j ACCEPT`;
  });
  return [
    '*filter',
    ':INPUT DROP [0:0]',
    ...chains.map((chain) => `:${chain} - [0:0]`),
    ...chains.map((chain) => `-A INPUT -j ${chain}`),
    ...rules,
    'COMMIT',
    '',
  ].join('\n');
}

function diagnostics(snapshot: RuleSnapshot): void {
  const found = service.diagnostics(snapshot);
  if (found.length > 0) throw new Error(`The file of the bench is not clean: ${JSON.stringify(found[0])}`);
}

for (const count of [10_000, 100_000]) {
  const text = ruleFile(count);
  const title = `${count.toLocaleString('en')} rules`;

  compare(`first diagnostics of ${title} / iptables-restore --test`, {
    atMost: 1,
    ours: () => {
      diagnostics(service.open(text, settings));
      return Promise.resolve();
    },
    other: () => timeIptablesTest(text, 'legacy'),
  });

  compare(`diagnostics after an edit in the middle of ${title} / opening them anew`, {
    atMost: 0.2,
    ours: () => {
      const snapshot = service.open(text, settings);
      const middle = text.indexOf('\n', text.length / 2);
      const edited = `${text.slice(0, middle)}\n-A INPUT -i lo -j ACCEPT${text.slice(middle)}`;
      const begun = performance.now();
      diagnostics(service.update(snapshot, edited));
      return Promise.resolve(performance.now() - begun);
    },
    other: () => {
      const begun = performance.now();
      diagnostics(service.open(text, settings));
      return Promise.resolve(performance.now() - begun);
    },
  });
}
