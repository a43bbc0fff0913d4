// A program of its own: the rule service in a new process, as in a language server. Prints the milliseconds from the text of
// a rule file to its diagnostics.
import process from 'node:process';
import type { Diagnostic } from 'vscode-languageserver-types';
import { ready, service, settings, timed } from './warm-service';

async function main(): Promise<void> {
  const text = await ready();
  let found: Diagnostic[] = [];
  const milliseconds = timed(() => (found = service.diagnostics(service.open(text, settings))));
  if (found.length > 0) throw new Error(`The file of the bench is not clean: ${JSON.stringify(found[0])}`);
  process.stdout.write(String(milliseconds));
}

void main();
