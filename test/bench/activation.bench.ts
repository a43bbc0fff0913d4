// How long VS Code waits for the extension to activate, in its own extension host: loading the bundle and running
// activate(), as `Developer: Show Running Extensions` would tell.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { findExecutable } from '../support/extension-host.mjs';
import { compare } from './compare';

const bench = join(root, 'test/bench/activation');

compare('activation of the extension / activation of an empty one', {
  atMost: 25,
  ours: () => activation('netfilter-workbench.netfilter-workbench'),
  other: () => activation('netfilter-workbench.empty'),
});

compare('activation of the extension / of css-language-features, which comes with VS Code', {
  atMost: 1,
  ours: () => activation('netfilter-workbench.netfilter-workbench'),
  other: () => activation('vscode.css-language-features'),
});

/** Activates an extension in a new extension host, on an empty folder, and returns the milliseconds. */
async function activation(id: string): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), 'nfw-activation-'));
  const result = join(scratch, 'milliseconds');
  try {
    const editor = spawn(
      findExecutable(),
      [
        `--user-data-dir=${join(scratch, 'user-data')}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
        '--disable-workspace-trust',
        `--extensionDevelopmentPath=${root}`,
        `--extensionDevelopmentPath=${join(bench, 'empty-extension')}`,
        `--extensionTestsPath=${join(bench, 'measure.cjs')}`,
        scratch,
      ],
      {
        env: { ...process.env, NFW_BENCH_EXTENSION: id, NFW_BENCH_RESULT: result },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    await once(editor, 'exit');
    return Number(await readFile(result, 'utf8'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
