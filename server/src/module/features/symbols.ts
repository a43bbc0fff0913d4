// The outline of a C source: what it registers and which options it takes.
import { SymbolKind } from 'vscode-languageserver-protocol';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { familyName } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import { handlersOf } from './handlers';
import type { OptionTable } from '../model/option-tables';
import type { SourceModel } from '../model/source';

/** Registrations with their handlers, and option tables with their options. */
export function sourceSymbols(source: SourceModel, extensions: readonly Extension[]): DocumentSymbol[] {
  return [...extensions.map(registrationSymbol), ...source.optionTables.map(tableSymbol)];
}

/** `CLONE rev 0 IPv4`, with its handlers: registrations of one extension must be told apart by their names. */
function registrationSymbol({ name, kind, revision, family, registration }: Extension): DocumentSymbol {
  const words = [name];
  if (revision !== undefined) words.push(`rev ${revision}`);
  if (family !== undefined) words.push(familyName(family));
  return {
    name: words.join(' '),
    detail: `${registration.side} ${kind}`,
    kind: SymbolKind.Object,
    range: registration.range,
    selectionRange: inside(registration, nameRange(registration)),
    children: handlersOf(registration).map(({ field, name: handler }) => ({
      name: handler,
      detail: `.${field.name}`,
      kind: SymbolKind.Function,
      range: field.range,
      selectionRange: field.range,
      children: [],
    })),
  };
}

function tableSymbol(table: OptionTable): DocumentSymbol {
  return {
    name: table.variable,
    detail: 'options',
    kind: SymbolKind.Array,
    range: { start: table.variableRange.start, end: table.range.end },
    selectionRange: table.variableRange,
    children: table.rows.map((row) => ({
      name: `--${row.name}`,
      kind: SymbolKind.Property,
      range: row.range,
      selectionRange: row.nameRange,
      children: [],
    })),
  };
}

/** LSP wants the selection within the range; a registration without a name is selected as a whole. */
function inside({ range, fields }: Extension['registration'], selection: DocumentSymbol['range']) {
  return fields.has('name') ? selection : range;
}
