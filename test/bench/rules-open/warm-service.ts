// What the programs of this bench have in common: the rule service as a server has it when somebody opens the file that is
// measured. Their arguments are the path of that file, and `cold` for a server that has not come to warm up.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCatalog, createRuleService } from '../../../server/src/rules/service';
import type { RuleSettings } from '../../../server/src/rules/service';
import { warmUp } from '../../../server/src/rules/warm-up';

export const service = createRuleService();

export const settings: RuleSettings = {
  uri: 'file:///bench.v4',
  profile: { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' },
  catalog: createCatalog(),
};

const [path = '', state] = process.argv.slice(2);

/** The text of the file that is measured, once the service is as the server has it. */
export async function ready(): Promise<string> {
  // With pauses, as in a server: they are for the engine's compiler too, which works beside the program.
  if (state !== 'cold') for (const _found of warmUp(service)) await sleep(10);
  return readFileSync(path, 'utf8');
}

/** How many milliseconds it takes. */
export function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
