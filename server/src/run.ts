// Runs the language server of this process over its stdin and stdout, or over Node's IPC channel. It ends when its
// client does: vscode-languageserver exits the process with the code that the protocol wants.
import process from 'node:process';
import {
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type Connection,
} from 'vscode-languageserver/node';
import packageJson from '../../package.json';
import { readGrammars } from './grammars';
import { keepHeapSmall } from './heap';
import { createServer } from './server';

export type Transport = 'stdio' | 'ipc';

/** Starts the server; `folder` is where the grammars lie, `__dirname` of a bundle. Used by main.ts and by `nfw lsp`. */
export function runServer(transport: Transport, folder: string): void {
  keepHeapSmall();
  createServer(openConnection(transport), {
    grammars: () => readGrammars(folder),
    version: packageJson.version,
  });
}

function openConnection(transport: Transport): Connection {
  return transport === 'ipc'
    ? createConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
    : createConnection(process.stdin, process.stdout);
}
