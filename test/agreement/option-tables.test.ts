// The option tables the project carries against those of the real extensions, of every version it knows: generated
// anew, they must come out as they are.
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shippedExtensions } from '../../server/src/rules/facts/catalog';
import { iptablesTree, iptablesVersions } from '../support/iptables-trees';
import { generateOptionTables } from '../support/option-tables';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const generated = await generateOptionTables(path('remote/src/option-tables/print-option-tables.c'));

/** Libraries named after none of the extensions in them: the verdicts; the targets of address translation. */
const collections = new Set(['standard', 'NAT']);

describe('the option tables of iptables', () => {
  it.each([...generated])('%s is what `npm run facts` writes', (name, text) => {
    expect(text).toBe(readFileSync(path(`server/src/rules/facts/option-tables/${name}`), 'utf8'));
  });

  it.each(iptablesVersions)('are of every extension that iptables %s has', async (version) => {
    const { extensions } = await iptablesTree(version);
    const libraries = (await readdir(extensions)).flatMap(
      (file) => /^lib(?:xt|ipt|ip6t)_(.*)\.so$/.exec(file)?.[1] ?? [],
    );
    const known = new Set(shippedExtensions.map(({ name }) => name));
    expect(libraries.length).toBeGreaterThan(0);
    expect(libraries.filter((name) => !known.has(name) && !collections.has(name))).toEqual([]);
  });
});
