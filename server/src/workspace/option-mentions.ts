// Where a text speaks of an option as `--mark`: strings of C, manual pages and tests do, beside the rules themselves. In
// a manual page the dashes may be written `\-`, and letters may switch fonts.
import type { Offsets } from '../embedded/mapped-text';

/** The span of the name behind the dashes. */
export interface OptionMention extends Offsets {
  /** The dashes are written as a manual page has them. */
  readonly isEscaped: boolean;
}

/** An option, without its dashes, and the extensions that have it. */
export interface MentionedOption {
  readonly option: string;
  readonly extensions: readonly string[];
}

/**
 * Every `--mark` that is a word of its own. What stands behind `-m` or `-j` with the name of another extension is that
 * one's option; with `named`, only what stands behind one of these counts. The spans are those of the name.
 */
export function mentionsOf(
  text: string,
  { option, extensions }: MentionedOption,
  which: 'all' | 'named' = 'all',
): OptionMention[] {
  return [...text.matchAll(patternOf(option))].flatMap((match) => {
    const [whole] = match;
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    const speaksOf = extensionBefore(line);
    if (speaksOf === undefined ? which === 'named' : !extensions.includes(speaksOf)) return [];
    const dashes = /^(?:\\?-){2}/.exec(whole)?.[0] ?? '';
    return [
      {
        start: match.index + dashes.length,
        end: match.index + whole.length,
        isEscaped: dashes.includes('\\'),
      },
    ];
  });
}

/** A name as it is written in place of a mention. */
export function writeMention(name: string, { isEscaped }: OptionMention): string {
  return isEscaped ? name.replaceAll('-', '\\-') : name;
}

/** What may stand before a word: no letter, unless it belongs to an escape of C (`\n`) or of a manual page (`\fB`). */
const before = String.raw`(?<=^|[^\w\\-]|\\[ntrfv]|\\f[A-Z]|\\f\(\w\w|\\f\[\w*\])`;

function patternOf(option: string): RegExp {
  const name = option.replace(/[^\w-]/g, '\\$&').replaceAll('-', String.raw`\\?-`);
  return new RegExp(String.raw`${before}(?:\\?-){2}${name}(?!\w|\\?-)`, 'gm');
}

/** The last match or target that a line names up to here. */
function extensionBefore(line: string): string | undefined {
  const plain = line.replaceAll(/\\f(?:[A-Z]|\(\w\w|\[\w*\])/g, '').replaceAll('\\-', '-');
  const named = [...plain.matchAll(/(?:^|[^\w-])(?:-[mj]|--match|--jump)[ \t]+([\w-]+)/g)];
  return named.at(-1)?.[1];
}
