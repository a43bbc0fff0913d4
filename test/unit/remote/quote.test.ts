// quote() against the real sh: whatever goes in as an argument comes out as that argument.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote, quoteAll } from '../../../remote/src/ssh/quote';

/** What a shell makes of the quoted arguments. */
function throughShell(argv: readonly string[]): string[] {
  const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${quoteAll(argv)}`], { encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

// Each run starts a shell, which takes its time on a busy machine.
describe('quote', { timeout: 60_000 }, () => {
  it('gives every argument back from sh as it was', () => {
    const argument = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 20 }), (argv) => {
        expect(throughShell(argv)).toEqual(argv.map((text) => Buffer.from(text).toString()));
      }),
      { numRuns: 50 },
    );
  });

  it('gives every mixture of the characters that shells care about back', () => {
    const character = fc.constantFrom(...`'"\\$\`!~#*?[]{}()<>|&;= \t\n-a`);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: character, maxLength: 12 }), { minLength: 1 }), (argv) => {
        expect(throughShell(argv)).toEqual(argv);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves plain words readable and never leaves a backslash inside single quotes, for fish', () => {
    expect(quote('/lib/modules/6.1.0-amd64/build')).toBe('/lib/modules/6.1.0-amd64/build');
    expect(quote('a\\b')).toBe(`'a'"\\\\"'b'`);
    expect(quote('')).toBe(`''`);
  });

  it('refuses a NUL byte, which no argument can hold', () => {
    expect(() => quote('a\0b')).toThrow(TypeError);
  });
});
