// The outline of a C source: what it registers and which options it takes.
import { SymbolKind } from 'vscode-languageserver-protocol';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { familyName } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import type { OptionTable } from '../model/option-tables';
import type { SourceModel } from '../model/source';

/** Registrations with their handlers, and option tables with their options. */
export function sourceSymbols(source: SourceModel, extensions: readonly Extension[]): DocumentSymbol[] {
  return [...extensions.map(registrationSymbol), ...source.optionTables.map(tableSymbol)];
}

function registrationSymbol({ name, kind, revision, family, registration }: Extension): DocumentSymbol {
  const details = [`${registration.side} ${kind}`];
  if (revision !== undefined) details.push(`revision ${revision}`);
  if (family !== undefined) details.push(familyName(family));
  return {
    name,
    detail: details.join(', '),
    kind: SymbolKind.Object,
    range: registration.range,
    selectionRange: inside(registration, nameRange(registration)),
    children: [],
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
