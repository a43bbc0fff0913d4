// One vitest project a layer, so that `npx vitest run --project unit` runs just that layer.
import { defineConfig } from 'vitest/config';

const minutes = (count) => count * 60_000;

// These bounds end a test that hangs. None is a claim about speed, so a busy machine must not reach them.
const patience = {
  testTimeout: minutes(2),
  hookTimeout: minutes(2),
  expect: { poll: { timeout: minutes(1) } },
};

/** @param {string} name @param {object} [extra] */
const layer = (name, extra = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...patience, ...extra },
});

export default defineConfig({
  test: {
    // By default a core is left idle, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      layer('unit'),
      layer('lsp', { globalSetup: 'test/lsp/support/build-once.ts' }),
      layer('agreement', { testTimeout: minutes(5) }),
      layer('remote'),
      // Each worker has a test VM of its own, of which a small machine bears two.
      layer('vm', {
        testTimeout: minutes(5),
        hookTimeout: minutes(15),
        maxWorkers: 2,
        globalSetup: 'test/support/vm-of-each-worker.ts',
      }),
      // No layer of `npm test`: what `npm run bench` takes, one after another so that nothing else is timed.
      layer('bench', {
        include: ['test/bench/**/*.bench.ts'],
        fileParallelism: false,
        hookTimeout: minutes(15),
        globalSetup: 'test/lsp/support/build-once.ts',
      }),
      // Each file opens an editor and a browser, which is all that two cores can bear.
      layer('browser', {
        testTimeout: minutes(3),
        hookTimeout: minutes(15),
        fileParallelism: false,
        globalSetup: 'test/browser/support/global-setup.ts',
      }),
    ],
  },
});
