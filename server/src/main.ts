// The language server as a program of its own: `node dist/server.js --stdio`, or `--node-ipc` from the extension.
import process from 'node:process';
import { runServer } from './run';

runServer(process.argv.includes('--node-ipc') ? 'ipc' : 'stdio', __dirname);
