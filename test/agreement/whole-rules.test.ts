// The whole rules that completion offers against the real iptables: taken
// as they are proposed, each must be accepted by both variants, and loaded where the kernel has what it needs.
import { CompletionItemKind } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import type { Profile } from '../../server/src/rules/service';
import { applyEdits } from '../support/apply-edits';
import { askIptables } from '../support/iptables-oracle';
import { withCursor } from '../support/markers';

const service = createRuleService();
const catalog = createCatalog();
const version = '1.8.9';

/** The files after each of the snippets offered at `$0` was taken. */
function filesWith(fixture: string, profile: Profile): string[] {
  const { text, position } = withCursor(fixture);
  const snapshot = service.open(text, { uri: 'file:///rules', profile, catalog });
  const { items } = service.completions(snapshot, position);
  return items
    .filter(({ kind }) => kind === CompletionItemKind.Snippet)
    .flatMap(({ textEdit }) => (textEdit && 'range' in textEdit ? [applyEdits(text, [textEdit])] : []));
}

describe.each(['legacy', 'nft'] as const)('what completion proposes to iptables-%s', (variant) => {
  it.each(['ipv4', 'ipv6'] as const)('is accepted for %s', async (family) => {
    const profile: Profile = { variant, version, family, consumer: 'restore' };
    const files = ['filter', 'nat', 'mangle', 'raw'].flatMap((table) =>
      filesWith(`*${table}\n$0\nCOMMIT\n`, profile),
    );
    expect(files.length).toBeGreaterThan(10);
    const verdicts = await askIptables(
      files.map((text) => ({ text, family })),
      variant,
      version,
    );
    const refused = verdicts.flatMap(({ passesTest, loads, lacksModule, said }, index) =>
      passesTest && (loads || lacksModule) ? [] : [`${files[index] ?? ''}${said}`],
    );
    expect(refused).toEqual([]);
  });
});
