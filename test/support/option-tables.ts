// The option tables of iptables itself, read out of Debian's packages: print-option-tables.c prints those of each
// version, and here they become the one text of server/src/rules/facts/option-tables. `npm run facts` writes that
// text; a test of the agreement layer holds the two together.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../../remote/src/vm/tool';
import { parseOptionTables } from '../../server/src/rules/facts/option-tables/parse';
import type { OptionTable } from '../../server/src/rules/facts/option-tables/parse';
import { iptablesTree, iptablesVersions } from './iptables-trees';
import type { IptablesTree } from './iptables-trees';
import { mergeOptionTables, textOfTable } from './merge-option-tables';
import type { VersionTables } from './merge-option-tables';
import { temporaryFolder } from './temporary-folder';

/** Generated files by their names: one of all matches, one of all targets. */
export async function generateOptionTables(program: string): Promise<ReadonlyMap<string, string>> {
  const printed: VersionTables[] = [];
  for (const version of iptablesVersions) {
    const text = await printOptionTables(await iptablesTree(version), program);
    printed.push({ version, tables: parseOptionTables(text) });
  }
  const tables = mergeOptionTables(printed);
  return new Map([
    ['matches.ts', fileOf('match', 'matchTables', tables)],
    ['targets.ts', fileOf('target', 'targetTables', tables)],
  ]);
}

/** What print-option-tables.c, compiled against the tree's headers, prints of the tree's extensions. */
async function printOptionTables(tree: IptablesTree, program: string): Promise<string> {
  const folder = await temporaryFolder();
  const signal = AbortSignal.timeout(60_000);
  try {
    const executable = join(folder.path, 'print-option-tables');
    const compile = ['cc', '-Wall', '-Wextra', '-Werror', '-isystem', tree.headers, '-rdynamic'];
    await runTool([...compile, '-o', executable, program, '-ldl'], { signal });
    const libraries = (await readdir(tree.extensions)).filter((name) =>
      /^lib(xt|ipt|ip6t)_.*\.so$/.test(name),
    );
    const paths = libraries.sort().map((name) => join(tree.extensions, name));
    return await runTool([...tree.argv(executable), ...paths], { signal });
  } finally {
    await folder.remove();
  }
}

function fileOf(kind: OptionTable['kind'], constant: string, tables: readonly OptionTable[]): string {
  const plural = kind === 'match' ? 'matches' : 'targets';
  return `// The option tables of iptables' ${plural}, of versions ${iptablesVersions.join(' and ')}; parse.ts says how to read them.
// Written by \`npm run facts\`: what is changed here by hand is lost.
export const ${constant} = \`
${tables
  .filter((table) => table.kind === kind)
  .map(textOfTable)
  .join('\n')}
\`;
`;
}
