// Runs in the extension host as its test suite: activates the extension that NFW_BENCH_EXTENSION names, for the
// first time in this process, and writes how many milliseconds that took to NFW_BENCH_RESULT.
const { writeFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const process = require('node:process');
const { setTimeout: delay } = require('node:timers/promises');
const vscode = require('vscode');

exports.run = async () => {
  const extension = vscode.extensions.getExtension(process.env.NFW_BENCH_EXTENSION);
  if (extension.isActive) throw new Error(`${extension.id} was active before it was measured`);
  await quiet();
  const begun = performance.now();
  await extension.activate();
  writeFileSync(process.env.NFW_BENCH_RESULT, String(performance.now() - begun));
};

/** Waits until the extension host has done what it does at its start, which would be measured too. */
async function quiet() {
  for (let calm = 0; calm < 20;) {
    const begun = performance.now();
    await delay(50);
    calm = performance.now() - begun < 60 ? calm + 1 : 0;
  }
}
