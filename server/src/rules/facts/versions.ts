// Versions of iptables, and which of them know an extension or an option.
import type { OptionFact } from './fact';

/** What a fact says of versions. */
export type Validity = Pick<OptionFact, 'since' | 'until'>;

const known = new Map<string, readonly number[]>();

/** Taken apart once: completion asks of hundreds of options whether a version has them. */
function numbersOf(version: string): readonly number[] {
  const numbers = known.get(version) ?? version.split('.').map(Number);
  known.set(version, numbers);
  return numbers;
}

/** Versions by their numbers: negative when `one` is the older. */
export function compareVersions(one: string, other: string): number {
  if (one === other) return 0;
  const [first, second] = [numbersOf(one), numbersOf(other)];
  for (let index = 0; index < Math.max(first.length, second.length); index += 1) {
    const difference = (first[index] ?? 0) - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the version knows what this is said of. */
export function isKnownTo(version: string, { since, until }: Validity): boolean {
  return (
    (since === undefined || compareVersions(version, since) >= 0) &&
    (until === undefined || compareVersions(version, until) <= 0)
  );
}

/** `from 1.8.3 on`, `up to 1.8.9`: to be read behind "iptables has it". */
export function describeValidity({ since, until }: Validity): string {
  const parts = [since && `from ${since} on`, until && `up to ${until}`];
  return parts.filter((part) => part !== undefined).join(' ');
}
