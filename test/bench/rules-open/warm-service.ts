// What the programs of this bench have in common: the rule service as a server has it when somebody opens the file that is
// measured. Their arguments are the path of that file and those of files the user has had open before.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createCatalog, createRuleService } from '../../../server/src/rules/service';
import type { RuleSettings } from '../../../server/src/rules/service';

export const service = createRuleService();

export const settings: RuleSettings = {
  uri: 'file:///bench.v4',
  profile: { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' },
  catalog: createCatalog(),
};

const [path = '', ...earlier] = process.argv.slice(2);
for (const file of earlier) service.diagnostics(service.open(readFileSync(file, 'utf8'), settings));

/** The text of the file that is measured. */
export const text = readFileSync(path, 'utf8');

/** How many milliseconds it takes. */
export function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
