// A chain that nothing jumps to.
import { Cell } from '../model/chain-rows';
import type { RulesetCheck, RulesetFinding } from './rule-check';

/** Docker itself jumps to the chain that it leaves to the rules of others. */
const calledByOthers = new Set(['DOCKER-USER']);

export const unusedChain: RulesetCheck = {
  asks: 'ruleset',
  code: 'unused-chain',
  tier: 'logic',
  severity: 'hint',
  title: 'Chain that nothing jumps to',
  explanation:
    'No rule of the file jumps to the chain, so its rules never see a packet. Programs that add the jump later keep such chains on purpose.',
  example: { bad: ':web - [0:0]\n-A web -j ACCEPT', good: ':web - [0:0]\n-A web -j ACCEPT\n-A INPUT -j web' },
  consumers: ['restore'],
  *ruleset({ ruleset }): Iterable<RulesetFinding> {
    const { rows } = ruleset.chains;
    const isUnused = (chain: number) =>
      rows.get(chain, Cell.isCalled) === 0 &&
      rows.get(chain, Cell.declaredOn) !== 0 &&
      rows.get(chain, Cell.hook) === 0;
    for (const table of ruleset.tables) {
      for (const { declaration, name } of table.chains.where(isUnused)) {
        if (!declaration || calledByOthers.has(name)) continue;
        yield { ...declaration, message: `Nothing jumps to the chain ${name}.`, unnecessary: true };
      }
    }
  },
};
