// Which rows the panel shows: those at least as severe as a level that hold all words searched for.
import { levels, type Level } from '../../../remote/src/kernel-log/record';
import type { LogRow } from './messages';

export interface Filter {
  /** The least severe level shown. */
  readonly level: Level;
  /** Words to search for, parted by spaces; capital letters do not matter. */
  readonly search: string;
}

export const everything: Filter = { level: 'debug', search: '' };

/** Notices are shown whatever the level: a gap matters to whoever looks for errors. */
export function createFilter({ level, search }: Filter): (row: LogRow) => boolean {
  const least = levels.indexOf(level);
  const words = wordsOf(search);
  return (row) => {
    if (row.level !== undefined && levels.indexOf(row.level) > least) return false;
    if (words.length === 0) return true;
    const text = `${row.text} ${row.source ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** A piece of a text, found by the search or not. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** Cuts a text where the words searched for begin and end. */
export function highlight(text: string, search: string): Piece[] {
  const words = wordsOf(search).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (words.length === 0) return text === '' ? [] : [{ text, found: false }];
  return text
    .split(new RegExp(`(${words.join('|')})`, 'i'))
    .map((piece, index) => ({ text: piece, found: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

function wordsOf(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean);
}
