// What a bench is: two ways to the same end, taken in turns in one run, and the ratio of their times. `npm run
// bench` prints the ratios; no test anywhere asserts a time, since a busy machine would decide it.
import { test } from 'vitest';

export interface Comparison {
  /** What both sides are counted in. */
  readonly unit: Unit;
  /** The median of this project's way. */
  readonly ours: number;
  /** The median of the way it is measured against. */
  readonly other: number;
  /** ours / other: smaller is better. */
  readonly ratio: number;
  /** The ratio this project promises to stay under. */
  readonly atMost: number;
}

/** Nearly always milliseconds. */
export type Unit = 'ms' | 'MB' | 'ns a line';

declare module 'vitest' {
  interface TaskMeta {
    comparison?: Comparison;
  }
}

export interface Contest {
  readonly atMost: number;
  readonly unit?: Unit;
  /** How often each way is taken; 5 when left out. The first round is a warm-up and does not count. */
  readonly rounds?: number;
  /** Takes our way once. Timed from the outside, unless it resolves to what it has measured itself. */
  readonly ours: () => Promise<number | void>;
  /** Takes the other way once, likewise. */
  readonly other: () => Promise<number | void>;
}

/** Of a session in which something was done many times: what it took at most, in this share of them. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** What 95 of 100 times it took at most. */
export function p95(times: readonly number[]): number {
  return quantile(times, 0.95);
}

/** Defines one bench. The title says both sides: `first diagnostics of 10,000 rules / iptables-restore --test`. */
export function compare(title: string, { atMost, unit = 'ms', rounds = 5, ours, other }: Contest): void {
  test(title, { timeout: 30 * 60_000 }, async ({ task }) => {
    const times: { ours: number[]; other: number[] } = { ours: [], other: [] };
    for (let round = 0; round <= rounds; round++) {
      const pair = { ours: await timed(ours), other: await timed(other) };
      if (round === 0) continue;
      times.ours.push(pair.ours);
      times.other.push(pair.other);
    }
    const medians = { ours: median(times.ours), other: median(times.other) };
    task.meta.comparison = { unit, ...medians, ratio: medians.ours / medians.other, atMost };
  });
}

async function timed(way: () => Promise<number | void>): Promise<number> {
  const begun = performance.now();
  const measured = await way();
  return measured ?? performance.now() - begun;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
