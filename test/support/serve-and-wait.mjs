// Serves the stand-in editor until this process is ended, for the tests of how it ends. Prints one line of JSON.
import process from 'node:process';
import { installEditor } from '../../scripts/lib/editor/install.mjs';
import { profileIn } from '../../scripts/lib/editor/profile.mjs';
import { serveEditor } from '../../scripts/lib/editor/serve.mjs';

const [, , folder] = process.argv;
const server = await serveEditor({ editor: await installEditor(), profile: profileIn(folder) });
console.log(JSON.stringify({ pid: server.pid, port: server.port }));
await server.exited;
