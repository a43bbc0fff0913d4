// `npm test`: every layer of tests, or those named (`npm test -- unit lsp`). A table and, at the very end, one
// plain line `N passed, N failed` over all runners. A layer that cannot run counts as failed.
import process from 'node:process';
import { couldNotRun, sum } from './lib/counts.mjs';
import { Failure, main } from './lib/failure.mjs';
import { layers } from './lib/layers.mjs';
import { ensurePrerequisites } from './lib/prerequisites.mjs';
import { duration, heading, note } from './lib/say.mjs';
import { createSurroundings } from './lib/surroundings.mjs';

await main(async () => {
  const results = [];
  const surroundings = createSurroundings();
  try {
    const chosen = chooseLayers(process.argv.slice(2));
    await ensurePrerequisites(['test', ...chosen.flatMap(({ needs }) => needs)]);
    for (const layer of chosen) results.push(await runLayer(layer, surroundings));
  } catch (error) {
    results.push({ name: 'preparation', milliseconds: 0, ...couldNotRun(reasonOf(error)) });
  } finally {
    await surroundings.end();
  }
  printTable(results);
  const { passed, failed } = sum(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/** @param {readonly string[]} names */
function chooseLayers(names) {
  const known = layers.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Failure(`There is no layer ${unknown.join(', ')}. The layers are ${known.join(', ')}.`);
  }
  return names.length === 0 ? layers : layers.filter(({ name }) => names.includes(name));
}

/** Runs one layer; whatever it throws is the reason why it counts as failed. */
async function runLayer({ name, what, needs, run }, surroundings) {
  heading(`${name}: ${what}`);
  const begun = Date.now();
  let counts;
  try {
    await surroundings.ensure(needs);
    counts = await run();
  } catch (error) {
    counts = couldNotRun(reasonOf(error));
  }
  return { name, milliseconds: Date.now() - begun, ...counts };
}

/** A failure in its own words; anything else with its stack, since it is a fault of the tests themselves. */
function reasonOf(error) {
  return error instanceof Failure ? error.message : String(error?.stack ?? error);
}

function printTable(results) {
  heading('Summary');
  for (const { name, passed, failed, milliseconds, reasons } of results) {
    const numbers = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed`;
    note(`${failed === 0 ? '✓' : '✗'} ${name.padEnd(16)}${numbers}   ${duration(milliseconds)}`);
    for (const reason of reasons) note(`    ${reason}`);
  }
}
