// The numbers shown beside rules against the real iptables: files of random commands on one chain are loaded and saved,
// and the rule that a hint calls the seventh must come out as the seventh. Each rule is known by its comment.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import type { Profile } from '../../server/src/rules/service';
import type { Variant } from '../support/iptables-oracle';
import { RefusedLoad, saveAfterLoad } from '../support/iptables-save';
import { temporaryFolder } from '../support/temporary-folder';

const service = createRuleService();
const catalog = createCatalog();
const files = 60;

const number = fc.integer({ min: 1, max: 6 });
const command = fc.oneof(
  { weight: 12, arbitrary: fc.constant(['-A INPUT']) },
  { weight: 2, arbitrary: fc.constant(['-I INPUT']) },
  { weight: 2, arbitrary: number.map((at) => [`-I INPUT ${at}`]) },
  { weight: 1, arbitrary: number.map((at) => [`-D INPUT ${at}`, 'alone']) },
  { weight: 1, arbitrary: number.map((at) => [`-R INPUT ${at}`]) },
);
const source = fc.constantFrom('', '', '', '-s 192.0.2.1,192.0.2.2 ');

/** Each command with a comment of its own, by which its rule is known again. */
const file = fc.array(fc.tuple(command, source), { minLength: 1, maxLength: 14 }).map((commands) => {
  const lines = commands.map(([[head = '', alone], addresses], index) =>
    alone
      ? head
      : `${head} ${head.startsWith('-R') ? '' : addresses}-m comment --comment c${index} -j ACCEPT`,
  );
  return `*filter\n${lines.join('\n')}\nCOMMIT\n`;
});

/** `c3` for each rule of the chain, as the hints order them. */
function shownOrder(text: string, variant: Variant): string[] {
  const profile: Profile = { variant, version: '1.8.9', family: 'ipv4', consumer: 'restore' };
  const snapshot = service.open(text, { uri: 'file:///rules', profile, catalog });
  const lines = text.split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const order: string[] = [];
  for (const { position, label } of service.ruleNumbers(snapshot, range)) {
    const comment = /--comment (c\d+)/.exec(lines[position.line] ?? '')?.[1] ?? '';
    for (const run of typeof label === 'string' ? label.split(', ') : []) {
      const [first = 0, last = first] = run.split('–').map(Number);
      for (let place = first; place <= last; place += 1) order[place - 1] = comment;
    }
  }
  return order;
}

function savedOrder(saved: readonly string[]): string[] {
  return saved.flatMap((line) =>
    line.startsWith('-A INPUT') ? (/--comment (c\d+)/.exec(line)?.[1] ?? []) : [],
  );
}

describe('the number of a rule', () => {
  it.each(['legacy', 'nft'] as const)('is its place in the chain of iptables-%s', async (variant) => {
    const folder = await temporaryFolder();
    let loaded = 0;
    for (const text of fc.sample(file, { numRuns: files, seed: 7 })) {
      try {
        const saved = savedOrder(saveAfterLoad(text, variant, 'ipv4', folder.path));
        loaded += 1;
        expect(shownOrder(text, variant), text).toEqual(saved);
      } catch (error) {
        if (!(error instanceof RefusedLoad)) throw error;
      }
    }
    await folder.remove();
    expect(loaded).toBeGreaterThan(files / 4);
  });
});
