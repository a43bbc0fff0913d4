// Scripts as people write them, whole and damaged: nothing is found in what works, and whatever is done to a script, it
// is read without an exception, and what is said of it stands within it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { placeIn } from '../../../server/src/embedded/positions';
import { readEmbedded } from '../../../server/src/embedded/embedded-rules';
import { embedScript } from '../../../server/src/embedded/shell/embed-script';
import { createCatalog } from '../../../server/src/rules/service';
import { diagnoseOpen, errorsIn, openEmbedded, readScript } from '../../support/embedded-fixtures';
import { nft, rules } from '../../support/rule-fixtures';

const folder = join(import.meta.dirname, '../../corpus/scripts');
const scripts = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

describe.each(scripts)('$name', ({ text }) => {
  it('has nothing that iptables would refuse', () => {
    expect(errorsIn('script', text, { profile: { variant: 'legacy' } })).toEqual([]);
    expect(errorsIn('script', text, { profile: { variant: 'nft' } })).toEqual([]);
  });

  it('has its commands read', () => {
    expect(readScript(text).commands.length).toBeGreaterThan(8);
  });
});

/** What is put for what in which of the scripts, and what must be found then. */
const mistakes = [
  ['router.sh', 'ESTABLISHED', 'ESTABLISHT', 'bad-word'],
  ['router.sh', '--dport', '--dprot', 'unknown-option'],
  ['router.sh', 'MASQUERADE', 'MASQUERADE --to-prots 1', 'unknown-option'],
  ['router.sh', '25,465,587', '25,465,x', 'bad-port'],
  ['kill-switch.bash', 'ESTABLISHED', 'ESTABLISHT', 'bad-word'],
  ['kill-switch.bash', '-j REJECT', '-j REJECT --reject-as x', 'unknown-option'],
  ['kill-switch.bash', '--set-mss 1380', '--set-mss x', 'bad-number'],
  ['kill-switch.bash', 'mark=0xca6c', 'mark=blue', 'bad-mark'],
] as const;

it.each(mistakes)('in %s, %s made %s is found', (name, from, to, code) => {
  const text = scripts.find((script) => script.name === name)?.text ?? '';
  expect(text).toContain(from);
  expect(errorsIn('script', text.replaceAll(from, to)).join('\n')).toContain(code);
});

/** A script with pieces cut out, doubled, or replaced by what shells take seriously. */
const damaged = fc
  .tuple(
    fc.constantFrom(...scripts.map(({ text }) => text)),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(40),
        fc.constantFrom('', '"', "'", '$', '${', '`', '\\', '\n', '<<EOF\n', '{', ')', '!', '-', 'é', '\0'),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([text, damages]) =>
    damages.reduce((damagedText, [at, length, put]) => {
      const start = at % (damagedText.length + 1);
      return damagedText.slice(0, start) + put + damagedText.slice(start + length);
    }, text),
  );

describe('whatever is done to a script', { timeout: 120_000 }, () => {
  it('it is read, and what is said stands within it', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const document = TextDocument.create('', '', 0, text);
        for (const { range } of diagnoseOpen(openEmbedded('script', text))) {
          expect(document.offsetAt(range.start)).toBeLessThanOrEqual(document.offsetAt(range.end));
          expect(document.positionAt(document.offsetAt(range.end))).toEqual(range.end);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('any place of it can be asked about', () => {
    fc.assert(
      fc.property(damaged, fc.nat(), (text, at) => {
        const embedded = embedScript(readScript(text), text, nft);
        const settings = { uri: 'file:///w/a.sh', catalog: createCatalog(), severities: {} };
        const regions = readEmbedded(rules, embedded, settings);
        const position = TextDocument.create('', '', 0, text).positionAt(at % (text.length + 1));
        const place = placeIn(text, regions, position);
        if (!place) return;
        rules.completions(place.read.snapshot, place.position);
        rules.hover(place.read.snapshot, place.position);
      }),
      { numRuns: 100 },
    );
  });

  it('reading it anew or after an edit comes to the same', () => {
    fc.assert(
      fc.property(damaged, damaged, (before, after) => {
        const { workspace, uri, settings } = openEmbedded('script', before);
        workspace.embedded(uri, settings);
        workspace.setDocument(uri, 'script', after);
        const edited = diagnoseOpen({ workspace, uri, settings });
        expect(edited).toEqual(diagnoseOpen(openEmbedded('script', after)));
      }),
      { numRuns: 40 },
    );
  });
});
