// The fuzzer of C (`npm run fuzz:module`) in short, on the module that ships and always with the same changes: whatever is
// asked about the text, an answer comes, and it is that of the text alone.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createFuzzer } from '../../fuzz/module/fuzz';
import { grammars, uriOf } from './support/project';

const sources = ['xt_CLONE.c', 'xt_CLONE.h', 'libxt_CLONE.c'].map((name) => ({
  uri: uriOf(name),
  text: readFileSync(`kernel/${name}`, 'utf8'),
}));

test('120 changes of the C of an extension', async () => {
  const fuzzer = await createFuzzer(sources, grammars, 1);
  const failures = Array.from({ length: 120 }, (_, index) => fuzzer.tryMutation(index) ?? []).flat();
  expect(failures.map(({ index, reasons }) => [index, ...reasons])).toEqual([]);
});
