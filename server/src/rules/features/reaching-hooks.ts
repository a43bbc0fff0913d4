// From which hooks packets come to a chain: what may be typed into a chain of one's own depends on who jumps to it.
import type { Hook } from '../facts/fact';
import { reachOf } from '../model/reach';
import type { ChainModel, TableModel } from '../model/ruleset';

/** Empty while nobody jumps to the chain. */
export function hooksReaching(table: TableModel, chain: ChainModel | undefined): ReadonlySet<Hook> {
  return new Set(chain ? reachOf(table).hooksOf(chain) : []);
}
