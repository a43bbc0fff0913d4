// `-j TEE`: an extension without an option it cannot do without.
import type { OptionSet } from '../syntax/grammar';
import type { ExtensionNode } from '../syntax/tree';
import type { LineCheck } from './rule-check';

export const missingOption: LineCheck = {
  asks: 'line',
  code: 'missing-option',
  tier: 'parser',
  severity: 'error',
  title: 'Mandatory option missing',
  explanation:
    'The match or target cannot do its work without this option, or without at least one of its options.',
  source: 'libxtables/xtoptions.c, xtables_options_fcheck',
  example: { bad: '-A FORWARD -j TEE', good: '-A FORWARD -j TEE --gateway 192.0.2.1' },
  line(rule, { text }, report): void {
    // After an option nobody knows, the missing one may be misspelt rather than missing.
    if (rule.problems.length > 0 || rule.stop !== undefined || rule.isOpen) return;
    for (const extension of rule.extensions) {
      const missing = extension.set && missingOf(extension, extension.set);
      if (missing === undefined) continue;
      const { start, end } = extension.word;
      const { name } = extension;
      if (missing === '') report({ start, end, message: `${name}: At least one option is required.` });
      else {
        report({
          start,
          end,
          message: `${name}: option "--${missing}" must be specified.`,
          fixes: [fix(extension, missing, text)],
        });
      }
    }
  },
};

/** The name of the option that is missing, or nothing for any of them. */
function missingOf(extension: ExtensionNode, { fact, mandatory }: OptionSet): string | undefined {
  if (mandatory.length === 0 && fact.needs === undefined) return undefined;
  if (extension.options.some((option) => option.uncertain)) return undefined;
  const has = (name: string) => extension.options.some((option) => option.fact?.name === name);
  const missing = mandatory.find(({ name }) => !has(name));
  if (missing) return missing.name;
  if (fact.needs === undefined) return undefined;
  const isMet = fact.needs === 'any' ? extension.options.length > 0 : fact.needs.some(has);
  return isMet ? undefined : '';
}

function fix({ word, set }: ExtensionNode, missing: string, text: string) {
  const example = set?.fact.options.find(({ name }) => name === missing)?.example;
  const inserted = example === undefined ? ` --${missing}` : ` --${missing} ${example}`;
  const at = Math.min(word.end, text.length);
  return { title: `Insert${inserted}`, edits: [{ start: at, end: at, text: inserted }] };
}
