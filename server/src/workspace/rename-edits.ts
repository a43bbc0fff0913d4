// The edits that give an option another name, gathered file by file: each place once, whoever finds it.
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Offsets } from '../embedded/mapped-text';
import { writeMention } from './option-mentions';
import type { OptionMention } from './option-mentions';

export class RenameEdits {
  private readonly files = new Map<string, FileEdits>();

  constructor(private readonly name: string) {}

  /** The edits of a file, whose text is that of the editor or else of the disk. */
  in(uri: string, text: string): FileEdits {
    const file = this.files.get(uri) ?? new FileEdits(text, this.name);
    this.files.set(uri, file);
    return file;
  }

  get changes(): Record<string, TextEdit[]> {
    const edited = [...this.files].filter(([, file]) => file.edits.length > 0);
    return Object.fromEntries(edited.map(([uri, file]) => [uri, file.edits]));
  }
}

export class FileEdits {
  private readonly document: TextDocument;
  private readonly byOffset = new Map<number, TextEdit>();

  constructor(
    private readonly text: string,
    private readonly name: string,
  ) {
    this.document = TextDocument.create('', '', 0, text);
  }

  get edits(): TextEdit[] {
    return [...this.byOffset].sort(([a], [b]) => a - b).map(([, edit]) => edit);
  }

  positionAt(offset: number): Position {
    return this.document.positionAt(offset);
  }

  /** Takes mentions of a part of the text that begins at `from`. */
  addMentions(mentions: readonly OptionMention[], from = 0): void {
    for (const mention of mentions) {
      const span = { start: mention.start + from, end: mention.end + from };
      this.add(span, writeMention(this.name, mention));
    }
  }

  /** Takes the option that a range holds; says whether it could. */
  addOption(range: Range): boolean {
    const span = nameIn(this.text, this.offsetsOf(range));
    if (span) this.add(span, this.name);
    return span !== undefined;
  }

  /** Takes the string that a range holds, if it is `name` and nothing else. */
  addString(range: Range, name: string): boolean {
    const { start, end } = this.offsetsOf(range);
    const isPlain = this.text.slice(start, end) === `"${name}"`;
    if (isPlain) this.add({ start: start + 1, end: end - 1 }, this.name);
    return isPlain;
  }

  private offsetsOf({ start, end }: Range): Offsets {
    return { start: this.document.offsetAt(start), end: this.document.offsetAt(end) };
  }

  private add({ start, end }: Offsets, newText: string): void {
    const range = { start: this.document.positionAt(start), end: this.document.positionAt(end) };
    this.byOffset.set(start, { range, newText });
  }
}

/** Of `--mark`, `"--mark"` or `"--mark=1"` the letters behind the dashes. */
function nameIn(text: string, { start, end }: Offsets): Offsets | undefined {
  const [, quote = '', name] = /^(["']?)--([\w-]+)(?:=[^]*)?\1$/.exec(text.slice(start, end)) ?? [];
  if (name === undefined) return undefined;
  const from = start + quote.length + 2;
  return { start: from, end: from + name.length };
}

/** The range of the name itself, where an option is written at a range of a text. */
export function nameRangeIn(text: string, range: Range): Range | undefined {
  const file = new FileEdits(text, '');
  return file.addOption(range) ? file.edits[0]?.range : undefined;
}
