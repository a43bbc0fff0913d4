// The lines of one version of a file, and what each says. They lie in the pieces of its text, as columns: lines that
// read alike share a model, so that a line takes a few numbers and no object; and a version shares with the one before
// the pieces in which nothing changed.
import type { Piece } from '../syntax/piece';
import type { SourceLine, SourceText } from '../syntax/source';
import type { LineModel } from './line';
import { noName } from './names';
import type { RuleModel } from './rule';

/** A line by itself: what it says, and the names it has, as numbers of `Names`. */
export interface ModelledLine<Model extends LineModel = LineModel> {
  readonly model: Model;
  /** The table or chain declared, or the chain that a rule's command names; -1 for none. */
  readonly name: number;
  /** What a rule jumps to; -1 for nothing. */
  readonly jump: number;
  /** Of a rule: equal for rules that say the same, whatever their counters and comments. */
  readonly hash: number;
}

/** The lines of a piece; each column holds one entry a line. */
export class ModelledPiece<Model extends LineModel = LineModel> {
  readonly models: Model[] = [];
  readonly names: Int32Array;
  readonly jumps: Int32Array;
  readonly hashes: Int32Array;

  constructor(readonly source: Piece) {
    this.names = new Int32Array(source.count);
    this.jumps = new Int32Array(source.count);
    this.hashes = new Int32Array(source.count);
  }

  /** Adds the next line. */
  add({ model, name, jump, hash }: ModelledLine<Model>): void {
    const index = this.models.length;
    this.models.push(model);
    this.names[index] = name;
    this.jumps[index] = jump;
    this.hashes[index] = hash;
  }
}

export class Lines<Model extends LineModel = LineModel> {
  /** The piece that was asked for last, and its lines: who asks for a line, mostly asks for one near it next. */
  private last: ModelledPiece<Model> | undefined;
  private first = 0;
  private end = 0;

  constructor(
    readonly source: SourceText,
    /** One of each piece of the text. */
    readonly pieces: readonly ModelledPiece<Model>[],
  ) {}

  get count(): number {
    return this.source.count;
  }

  /** Empty for a line that is not there. */
  textAt(line: number): string {
    return this.source.textAt(line) ?? '';
  }

  sourceAt(line: number): SourceLine | undefined {
    return this.source.lineAt(line);
  }

  at(line: number): ModelledLine<Model> | undefined {
    const piece = this.pieceAt(line);
    if (!piece) return undefined;
    const index = line - this.first;
    return {
      model: piece.models[index] as Model,
      name: piece.names[index] as number,
      jump: piece.jumps[index] as number,
      hash: piece.hashes[index] as number,
    };
  }

  modelAt(line: number): Model | undefined {
    return this.pieceAt(line)?.models[line - this.first];
  }

  ruleAt(line: number): RuleModel | undefined {
    return this.modelAt(line)?.rule;
  }

  nameAt(line: number): number {
    return this.pieceAt(line)?.names[line - this.first] ?? noName;
  }

  jumpAt(line: number): number {
    return this.pieceAt(line)?.jumps[line - this.first] ?? noName;
  }

  hashAt(line: number): number {
    return this.pieceAt(line)?.hashes[line - this.first] ?? 0;
  }

  /** The piece a line is in; `first` is the first of its lines then. */
  private pieceAt(line: number): ModelledPiece<Model> | undefined {
    if (line >= this.first && line < this.end) return this.last;
    if (line < 0 || line >= this.count) return undefined;
    const { lines } = this.source;
    const number = lines.partAt(line);
    this.last = this.pieces[number];
    [this.first, this.end] = [lines.startOf(number), lines.startOf(number + 1)];
    return this.last;
  }
}
