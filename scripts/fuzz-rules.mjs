// `npm run fuzz:rules`: seeded rules, judged by the project's checks and by the real iptables; every rule that the two
// judge differently is printed as a line for test/corpus.
import { runFuzzer } from './lib/fuzzer.mjs';

await runFuzzer('main.ts');
