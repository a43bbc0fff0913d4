// The server in an editor that is not VS Code: Debian's Neovim with its own LSP client, set up by the very lines the
// README gives, opens a rule file, sees its diagnostics, completes a port, renames a chain and mends the fault.
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { nfwPath } from '../support/nfw';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const driver = fileURLToPath(new URL('support/neovim.lua', import.meta.url));
const readme = fileURLToPath(new URL('../../README.md', import.meta.url));

const rules = `*filter
:INPUT ACCEPT [0:0]
:web - [0:0]
-A INPUT -p tcp --dport 22 -j web
-A web -s 192.0.2.0/24 -j NOWHERE
COMMIT
`;

let folder: TemporaryFolder;
afterEach(() => folder.remove());

it('serves Neovim, set up as the README says', async () => {
  folder = await temporaryFolder();
  const file = join(folder.path, 'rules.v4');
  writeFileSync(file, rules);
  writeFileSync(join(folder.path, 'init.lua'), linesForNeovim());
  const { diagnostics, completions, text } = await driveNeovim(file);
  expect(diagnostics).toEqual([{ line: 4, code: 'undefined-target', source: 'kernel' }]);
  expect(completions).toEqual(expect.arrayContaining(['ssh', 'https']));
  expect(text).toEqual(rules.replaceAll('web', 'www').replace('NOWHERE', 'ACCEPT').trimEnd().split('\n'));
});

function linesForNeovim(): string {
  const block = /```lua\n(.*?)```/s.exec(readFileSync(readme, 'utf8'))?.[1];
  if (block === undefined) throw new Error('The README has no lines for Neovim.');
  return block;
}

interface Result {
  readonly diagnostics: readonly { line: number; code: string; source: string }[];
  readonly completions: readonly string[];
  readonly text: readonly string[];
}

/** Neovim with nothing of this machine's own configuration, and with `nfw` on its PATH. */
async function driveNeovim(file: string): Promise<Result> {
  writeFileSync(join(folder.path, 'nfw'), `#!/bin/sh\nexec '${process.execPath}' '${nfwPath}' "$@"\n`);
  chmodSync(join(folder.path, 'nfw'), 0o755);
  const argv = ['--headless', '-i', 'NONE', '-n', '-u', 'init.lua', file];
  const child = spawn('nvim', [...argv, '-c', `luafile ${driver}`, '-c', 'qall!'], {
    cwd: folder.path,
    env: {
      ...process.env,
      PATH: `${folder.path}${delimiter}${process.env.PATH ?? ''}`,
      XDG_CONFIG_HOME: folder.path,
      XDG_DATA_HOME: folder.path,
      XDG_STATE_HOME: folder.path,
      XDG_CACHE_HOME: folder.path,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (!printed.startsWith('{')) throw new Error(`Neovim said: ${complaints || printed}`);
  return JSON.parse(printed) as Result;
}
