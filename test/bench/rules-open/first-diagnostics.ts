// A program of its own: the rule service in a process that has just started, as in a language server. Takes the path
// of a rule file and those of files the user has had open before, and prints the milliseconds from the text of the
// former to its diagnostics.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createCatalog, createRuleService } from '../../../server/src/rules/service';
import type { RuleSettings } from '../../../server/src/rules/service';

const service = createRuleService();
const settings: RuleSettings = {
  uri: 'file:///bench.v4',
  profile: { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' },
  catalog: createCatalog(),
};
const [path = '', ...earlier] = process.argv.slice(2);
for (const file of earlier) service.diagnostics(service.open(readFileSync(file, 'utf8'), settings));
const text = readFileSync(path, 'utf8');
const begun = performance.now();
const found = service.diagnostics(service.open(text, settings));
const milliseconds = performance.now() - begun;
if (found.length > 0) throw new Error(`The file of the bench is not clean: ${JSON.stringify(found[0])}`);
process.stdout.write(String(milliseconds));
