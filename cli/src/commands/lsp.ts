// `nfw lsp`: the language server, for any editor that can start a program.
import { runServer } from '../../../server/src/run';
import { defineCommand } from '../command';

export const lsp = defineCommand({
  name: 'lsp',
  summary: 'Run the language server for rule files and netfilter C.',
  usage: ['lsp --stdio'],
  description: `
Speaks the Language Server Protocol on standard input and output until the client
ends it. Point any editor at this command for iptables rule files and for C files
named xt_*, ipt_*, ip6t_*, libxt_*, libipt_* and libip6t_*.`,
  options: {
    stdio: { type: 'boolean', help: 'Speak on standard input and output (the only way there is).' },
  },
  run: ({ signal }) => {
    runServer('stdio', __dirname);
    // The server ends the process itself, with the code that the protocol wants, unless a signal comes first.
    return new Promise((_resolve, reject) => signal.addEventListener('abort', reject));
  },
});
