// A connected target → facts: the extensions that are installed there beyond those of iptables itself become rows, so
// that a rule file completes and checks them without their sources. Their own option tables say all; where a target
// has no compiler to read them with, their help says which options there are, and nothing is called wrong.
import { readHelp } from '../module/model/help-text';
import type { InstalledIptables } from '../protocol';
import { shippedExtensions } from '../rules/facts/catalog';
import type { ExtensionFact, Family, OptionFact } from '../rules/facts/fact';
import { factOfRow } from '../rules/facts/join';
import { tablesInUse } from '../rules/facts/option-tables/in-use';
import { parseOptionTables } from '../rules/facts/option-tables/parse';
import type { OptionRow } from '../rules/facts/option-tables/parse';

const everyFamily: readonly Family[] = ['ipv4', 'ipv6'];

/** The rows that a target adds to those of iptables itself. */
export function learnInstalled({ target, optionTables, help }: InstalledIptables): ExtensionFact[] {
  const learned = { from: `the target ${target}` };
  const explanation = `Installed on ${target}.`;
  if (optionTables === undefined) {
    return help.filter(isForeign).map(({ kind, name, text }) => ({
      ...{ kind, name, families: everyFamily, explanation, learned },
      undescribed: true,
      options: optionsOfHelp(text),
    }));
  }
  return tablesInUse(parseOptionTables(optionTables))
    .filter(isForeign)
    .map(({ kind, name, families, options }) => ({
      ...{ kind, name, families, explanation, learned },
      options: options.map(optionOfRow),
    }));
}

/** Not one of iptables itself, of which more is known than any table says. */
function isForeign({ kind, name }: Pick<ExtensionFact, 'kind' | 'name'>): boolean {
  return !shippedExtensions.some((row) => row.kind === kind && row.name === name);
}

function optionOfRow(row: OptionRow): OptionFact {
  // What a getopt table does not say, the code behind it does: whether an option may be inverted.
  const isGetopt = row.type === row.type.toLowerCase();
  return { ...factOfRow(row), ...(isGetopt && { invertible: true }), explanation: '' };
}

/** For completion alone: whether an option takes a value is only as certain as its help is careful. */
function optionsOfHelp(text: string): OptionFact[] {
  return [...readHelp(text)].map(([name, { placeholder, explanation }]) => ({
    name,
    value: placeholder === '' ? 'none' : 'unknown',
    explanation,
    ...(placeholder !== '' && { example: placeholder }),
  }));
}
