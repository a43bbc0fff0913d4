// What a server reads while it is idle must be of the kind that is read quickly: rules in which nothing is found.
import { expect, test } from 'vitest';
import { createRuleService } from '../../../server/src/rules/service';
import type { RuleService } from '../../../server/src/rules/service';
import { warmUp } from '../../../server/src/rules/warm-up';

test('finds nothing in its own rules, which grow to some hundred lines', () => {
  const service = createRuleService();
  const counts: number[] = [];
  const counting: RuleService = {
    ...service,
    open: (text, settings) => {
      const snapshot = service.open(text, settings);
      counts.push(snapshot.lines.count);
      return snapshot;
    },
  };
  const found = [...warmUp(counting)].flat();
  expect(found).toEqual([]);
  expect(counts[0]).toBeLessThan(25);
  // Longer than a piece of a text.
  expect(counts.at(-1)).toBeGreaterThan(600);
});
