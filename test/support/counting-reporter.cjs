// Mocha's spec reporter for the reader, and a file of results for scripts/test.mjs, written as the run ends.
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { report } = options.reporterOptions;
    const failed = () => this.failures.map((test) => ({ name: test.fullTitle(), message: String(test.err) }));
    runner.once('end', () => writeFileSync(report, JSON.stringify({ ...this.stats, failed: failed() })));
  }
};
