// The iptables commands of a shell script as rule files: one for each program, with its commands by tables, and one for
// each here-document that iptables-restore reads.
import { findTable } from '../../rules/facts/tables';
import type { Profile } from '../../rules/service';
import type { IptablesCommand, RestoredText, ScriptModel, ShellWord, WordPart } from '../../shell/service';
import { valueOf } from '../../shell/service';
import type { EmbeddedRules } from '../embedded-rules';
import { MappedTextBuilder } from '../mapped-text';

export interface EmbeddedScriptRules extends EmbeddedRules {
  /** The same commands for the other family: what is wrong must be wrong for both. */
  readonly twin: string | undefined;
}

export function embedScript(script: ScriptModel, text: string, profile: Profile): EmbeddedScriptRules[] {
  return [
    ...embedCommands(script.commands, text, { ...profile, consumer: 'shell' }),
    ...script.restored.flatMap((restored, index) => embedRestored(restored, index, text, profile)),
  ];
}

function embedCommands(
  commands: readonly IptablesCommand[],
  text: string,
  profile: Profile,
): EmbeddedScriptRules[] {
  const groups = grouped(commands, ({ program }) => `${program.families.join('+')} ${program.variant ?? ''}`);
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    const families = first?.program.families ?? [];
    const variant = first?.program.variant ?? profile.variant;
    const mapped = tablesOf(group, text).build();
    return families.map((family, index) => ({
      key: `${key} ${family}`,
      profile: { ...profile, family, variant },
      mapped,
      twin: families.length > 1 ? `${key} ${families[1 - index] ?? ''}` : undefined,
    }));
  });
}

/** Commands on the same table stand together; a table that does not exist stands alone, so that each is told of it. */
function tablesOf(commands: readonly IptablesCommand[], text: string): MappedTextBuilder {
  const builder = new MappedTextBuilder();
  const tables = grouped(commands, (command) =>
    command.table && findTable(command.table.name) ? command.table.name : command,
  );
  for (const group of tables.values()) {
    const [{ table, words } = { words: [] }] = group;
    builder.make('*');
    // A table that only the run of the script can tell has any chain and takes any extension.
    if (!table) builder.make(words.some(namesTable) ? '${table}' : presumedFilter);
    else if (/[^\w-]/.test(table.name)) builder.make('${table}');
    else if (table.span && !findTable(table.name)) builder.translate(table.name, table.span);
    else builder.make(table.name);
    builder.make('\n');
    for (const command of group) builder.add(lineOf(command, text)).make('\n');
    builder.make('COMMIT\n');
  }
  return builder;
}

/** The table of a command that names none as far as its variables are known: most likely it is filter. */
export const presumedFilter = '${filter}';

function namesTable(word: ShellWord): boolean {
  return /^(?:-t|--ta)/.test(valueOf(word) ?? '');
}

/** The arguments of a command as a line of a rule file, with as many blanks between them as the script has. */
function lineOf({ words, start, end }: IptablesCommand, text: string): MappedTextBuilder {
  const builder = new MappedTextBuilder();
  let at = start;
  words.forEach((word, index) => {
    if (word.start > at) builder.part({ start: at, end: word.start });
    // Words of one variable stand in one place.
    else if (index > 0) builder.make(' ');
    addWord(builder, word, text);
    at = Math.max(at, word.end);
  });
  if (end > at) builder.part({ start: at, end });
  return builder;
}

/** A word as iptables-restore would read it: in double quotes where it must be. */
function addWord(builder: MappedTextBuilder, { parts, start, end }: ShellWord, text: string): void {
  const literal = parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
  if (literal === '' && !parts.some(({ kind }) => kind === 'unknown')) {
    builder.translate('""', { start, end });
    return;
  }
  const needsQuotes = /[ \t\n"]/.test(literal);
  if (needsQuotes) builder.make('"');
  for (const part of parts) {
    if (part.kind === 'unknown') addUnknown(builder, part, text);
    else if (needsQuotes) addQuoted(builder, part);
    else addLiteral(builder, part);
  }
  if (needsQuotes) builder.make('"');
}

function addLiteral(builder: MappedTextBuilder, part: WordPart & { kind: 'literal' }): void {
  if (part.isCopy) builder.copy(part.text, part.start);
  else builder.translate(part.text, part, part.origin);
}

function addQuoted(builder: MappedTextBuilder, part: WordPart & { kind: 'literal' }): void {
  if (!part.isCopy) {
    builder.translate(escaped(part.text), part);
    return;
  }
  let at = part.start;
  for (const piece of part.text.split(/(["\\\n])/)) {
    if (/^["\\\n]$/.test(piece)) builder.translate(escaped(piece), { start: at, end: at + 1 });
    else if (piece !== '') builder.copy(piece, at);
    at += piece.length;
  }
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, '\\$&').replace(/\n/g, ' ');
}

/**
 * As the script writes it, where that has a name in it; nobody reads more into it than that it is unknown. What has no
 * name is unlike all others, so that no two rules with such a thing are the same.
 */
function addUnknown(builder: MappedTextBuilder, part: WordPart & { kind: 'unknown' }, text: string): void {
  const written = text.slice(part.start, part.end);
  if (part.name !== undefined && /^\$\{?\w+\}?$/.test(written)) builder.copy(written, part.start);
  else builder.translate(`\${unknown${part.start}}`, part);
}

function embedRestored(
  { program, keepsChains, parts }: RestoredText,
  index: number,
  text: string,
  profile: Profile,
): EmbeddedScriptRules[] {
  const builder = new MappedTextBuilder();
  for (const part of parts) {
    if (part.kind === 'unknown') addUnknown(builder, part, text);
    else addLiteral(builder, part);
  }
  const mapped = builder.build();
  // A line that is all variable may hold chains, tables, or nothing: then nothing is certain of the file as a whole.
  if (/^[ \t]*\$\S*[ \t]*$/m.test(mapped.text)) return [];
  return program.families.map((family, place) => ({
    key: `restore ${index} ${family}`,
    profile: {
      ...profile,
      family,
      variant: program.variant ?? profile.variant,
      consumer: keepsChains ? 'noflush' : 'restore',
    },
    mapped,
    twin: program.families.length > 1 ? `restore ${index} ${program.families[1 - place] ?? ''}` : undefined,
  }));
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
