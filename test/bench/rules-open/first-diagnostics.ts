// A program of its own: the rule service in a process that has just started, as in a language server. Prints the
// milliseconds from the text of a rule file to its diagnostics.
import process from 'node:process';
import type { Diagnostic } from 'vscode-languageserver-types';
import { service, settings, text, timed } from './warm-service';

let found: Diagnostic[] = [];
const milliseconds = timed(() => (found = service.diagnostics(service.open(text, settings))));
if (found.length > 0) throw new Error(`The file of the bench is not clean: ${JSON.stringify(found[0])}`);
process.stdout.write(String(milliseconds));
