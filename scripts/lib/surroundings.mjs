// What whole layers of tests stand on: a running test VM, the editor. Each is set up once, where the person who
// waits sees how it goes, and taken down when the last layer is through.
import { join } from 'node:path';
import process from 'node:process';
import { installEditor } from './editor/install.mjs';
import { Failure } from './failure.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';

/** @typedef {'vm' | 'editor'} SurroundingName */

/** The machine of the tests, which is never the one a user works with. */
const testVm = (action) =>
  run(process.execPath, [join(root, 'dist', 'nfw.js'), 'vm', action, '--instance', 'test']);

/** @type {Readonly<Record<SurroundingName, { begin: () => Promise<void>, end: () => Promise<void> }>>} */
const kinds = {
  vm: {
    begin: async () => {
      const { status } = await testVm('up');
      if (status !== 0) throw new Failure('the test VM did not start; the reason stands above');
    },
    end: async () => void (await testVm('down')),
  },
  editor: {
    begin: async () => void (await installEditor()),
    end: async () => undefined,
  },
};

/** Remembers what has been set up, so that it happens once and is undone at the end. */
export function createSurroundings() {
  /** @type {Map<SurroundingName, Promise<void>>} */
  const begun = new Map();
  return {
    /**
     * Sets up what is not there yet. A failure is remembered too: the next layer hears it at once.
     *
     * @param {readonly SurroundingName[]} names
     */
    async ensure(names) {
      for (const name of names) {
        if (!begun.has(name)) begun.set(name, kinds[name].begin());
        await begun.get(name);
      }
    },
    /** Takes down what was set up. */
    async end() {
      for (const name of begun.keys()) await kinds[name].end();
    },
  };
}
