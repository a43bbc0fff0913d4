// Between a document and the rules embedded in it: a question about a place of the document is asked of the rules, and
// every range of the answer is led back.
import type { Position, Range } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ReadRules } from './embedded-rules';
import type { MappedText } from './mapped-text';

/** Positions of a document and of rules embedded in it. */
export class Positions {
  private readonly document: TextDocument;
  private readonly rules: TextDocument;

  constructor(
    documentText: string,
    private readonly mapped: MappedText,
    /** Of the document. */
    readonly uri: string,
  ) {
    this.document = TextDocument.create('', '', 0, documentText);
    this.rules = TextDocument.create('', '', 0, mapped.text);
  }

  /** Where the rules show a place of the document. */
  toRules(position: Position): Position | undefined {
    const offset = this.mapped.toText(this.document.offsetAt(position));
    return offset === undefined ? undefined : this.rules.positionAt(offset);
  }

  /** Where a range of the rules stands; undefined when it was made up. */
  toDocument(range: Range): Range | undefined {
    return this.rangeOf(
      this.mapped.toDocument(this.rules.offsetAt(range.start), this.rules.offsetAt(range.end)),
    );
  }

  /** The same for a range that is to be replaced. */
  toEditable(range: Range): Range | undefined {
    return this.rangeOf(
      this.mapped.toEditable(this.rules.offsetAt(range.start), this.rules.offsetAt(range.end)),
    );
  }

  /** For a range that is just the value of a variable: where the variable is given it. */
  toOrigin(range: Range): { readonly range: Range; readonly variable: string } | undefined {
    const origin = this.mapped.toOrigin(this.rules.offsetAt(range.start), this.rules.offsetAt(range.end));
    return (
      origin && {
        range: { start: this.document.positionAt(origin.start), end: this.document.positionAt(origin.end) },
        variable: origin.variable,
      }
    );
  }

  private rangeOf(span: { start: number; end: number } | undefined): Range | undefined {
    return span && { start: this.document.positionAt(span.start), end: this.document.positionAt(span.end) };
  }
}

/** Positions of a document and of what was read of it. */
export function positionsOf(documentText: string, { rules, snapshot }: ReadRules): Positions {
  return new Positions(documentText, rules.mapped, snapshot.settings.uri);
}

export interface EmbeddedPlace {
  readonly read: ReadRules;
  readonly position: Position;
  readonly positions: Positions;
}

/** The rules that a position of the document is in, and where in them. */
export function placeIn(
  documentText: string,
  regions: readonly ReadRules[],
  position: Position,
): EmbeddedPlace | undefined {
  for (const read of regions) {
    const positions = positionsOf(documentText, read);
    const inRules = positions.toRules(position);
    if (inRules) return { read, position: inRules, positions };
  }
  return undefined;
}

/**
 * An answer of the rule service with all its ranges led back to the document. What has a range that stands nowhere in
 * the document is left out, as is an edit of what the document has in other words.
 */
export function leadBack<Answer>(answer: Answer, positions: Positions): Answer | undefined {
  return convert(answer, positions) as Answer | undefined;
}

function convert(value: unknown, positions: Positions): unknown {
  if (Array.isArray(value)) {
    const converted = value.map((element: unknown) => convert(element, positions));
    const kept = converted.filter((element) => element !== undefined);
    // Half of a fix is none.
    return value.some(isEdit) && kept.length < value.length ? undefined : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isRange(value)) return positions.toDocument(value);
  const converted: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined) continue;
    if (isElsewhere(value, positions.uri) && key !== 'originSelectionRange') {
      converted[key] = part;
      continue;
    }
    const moved = isEdit(value) && isRange(part) ? positions.toEditable(part) : convert(part, positions);
    if (moved === undefined) return undefined;
    converted[key] = moved;
  }
  return converted;
}

/** A place in another file, such as C that an option leads to. */
function isElsewhere(value: object, uri: string): boolean {
  const place = value as { readonly uri?: unknown; readonly targetUri?: unknown };
  const named = place.targetUri ?? place.uri;
  return typeof named === 'string' && named !== uri;
}

function isEdit(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'newText' in value;
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
