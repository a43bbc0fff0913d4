// text that conditionals cut through → the same text as the compiler may see it, once for each way in which its conditionals
// can go together. What is left out is blanked, so that every position stays what it was.
import { compiledFor } from '../../kernel-api/compiled-for';
import { contains } from '../../kernel-api/versions';
import type { Version } from '../../kernel-api/versions';
import { conditionsAt, directiveLines, readBranches } from './conditionals';
import type { Branch, Condition } from './conditionals';

/** More ways than these are not told apart. */
const mostConfigurations = 8;

/** Every way in which the conditionals of a text can go, that of the newest kernel first; none where there are too many. */
export function configurationsOf(text: string): string[] {
  const branches = readBranches(text);
  const expressions = [...new Set(branches.flatMap(({ conditions }) => conditions.map(atomOf)))];
  const texts = new Set<string>();
  for (const version of versionsTold(expressions)) {
    const free = expressions.filter((expression) => truthOn(version, expression) === undefined);
    if (2 ** free.length > mostConfigurations) return [];
    for (let choice = 0; choice < 2 ** free.length; choice++) {
      const holds = (expression: string) =>
        // The first choice takes what is asked for: most code is written for options that are on.
        truthOn(version, expression) ?? (choice >> free.indexOf(expression)) % 2 === 0;
      texts.add(preprocess(text, branches, holds));
    }
    if (texts.size > mostConfigurations) return [];
  }
  return [...texts];
}

/** `!defined(FOO)` is decided with `defined(FOO)`. */
function atomOf({ expression }: Condition): string {
  return /^!\s*(defined\s*\(?\s*\w+\s*\)?)$/.exec(expression)?.[1] ?? expression;
}

/** A version on each side of everything that the conditions compare with, the newest first. */
function versionsTold(expressions: readonly string[]): Version[] {
  const spans = expressions.flatMap((expression) => compiledFor([{ expression, holds: true }]) ?? []);
  const limits = spans.flatMap(({ from, to }) => [from, to]).filter((limit) => limit !== Infinity);
  return [...new Set([0, ...limits])].sort((a, b) => b - a);
}

/** Whether a condition holds on a version; undefined where something else decides. */
function truthOn(version: Version, expression: string): boolean | undefined {
  const [holds, fails] = [true, false].map((truth) => {
    const versions = compiledFor([{ expression, holds: truth }]);
    return versions === undefined || contains(versions, version);
  });
  return holds === fails ? undefined : holds;
}

function preprocess(
  text: string,
  branches: readonly Branch[],
  holds: (expression: string) => boolean,
): string {
  const directives = directiveLines(text);
  const isTaken = (condition: Condition) => {
    const atom = atomOf(condition);
    const truth = atom === condition.expression ? holds(atom) : !holds(atom);
    return truth === condition.holds;
  };
  const lines = text.split('\n').map((line, index) => {
    const isKept = !directives.has(index) && conditionsAt(branches, index).every(isTaken);
    return isKept ? line : line.replace(/[^\r]/g, ' ');
  });
  return lines.join('\n');
}
