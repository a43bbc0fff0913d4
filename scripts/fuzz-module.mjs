// `npm run fuzz:module`: the C of the kernel's and of iptables' extensions, changed at random; whatever is asked about
// it, the server must answer in time, and as if it had opened the file just now.
import { runFuzzer } from './lib/fuzzer.mjs';

await runFuzzer('module/main.ts');
