import { describe, expect, test, vi } from 'vitest';
import { chooseAction } from '../../../cli/src/action';
import { defineCommand } from '../../../cli/src/command';
import { nearest } from '../../../cli/src/nearest';
import { UsageError } from '../../../cli/src/usage-error';

const signal = new AbortController().signal;

function commandThatRecords() {
  const run = vi.fn(() => Promise.resolve(0));
  const command = defineCommand({
    name: 'paint',
    summary: 'Paint.',
    usage: ['paint [OPTION …] WALL', 'paint --list'],
    description: '\nPaints the wall.',
    options: {
      colour: { type: 'string', short: 'c', choices: ['red', 'blue'], help: 'Which paint.' },
      list: { type: 'boolean', help: 'List the paints.' },
      brush: { type: 'string', value: 'WIDTH', help: 'How wide.' },
    },
    run,
  });
  return { command, run };
}

describe('arguments', () => {
  test('become typed values and operands', async () => {
    const { command, run } = commandThatRecords();
    await command.run(['-c', 'red', 'north', '--', '--south'], signal);
    expect(run).toHaveBeenCalledWith({
      values: { colour: 'red', list: false, brush: undefined },
      operands: ['north', '--south'],
      signal,
    });
  });

  test.each([
    [['--colour', 'green'], '--colour is one of red, blue, not "green".'],
    [['--color', 'red'], "Unknown option '--color'."],
    [['--brush'], "Option '--brush <value>' argument missing."],
    [['--list=yes'], "Option '--list' does not take an argument."],
  ])('%j are refused with one sentence', (args, message) => {
    const { command } = commandThatRecords();
    expect(() => command.run(args, signal)).toThrow(new UsageError(message, 'paint'));
  });

  test('are described by --help, from the same table', () => {
    expect(commandThatRecords().command.help()).toBe(
      [
        'Usage: nfw paint [OPTION …] WALL',
        '       nfw paint --list',
        '',
        'Paints the wall.',
        '',
        'Options:',
        '  -c, --colour red|blue  Which paint.',
        '  --list                 List the paints.',
        '  --brush WIDTH          How wide.',
        '  -h, --help             Show this text.',
        '',
      ].join('\n'),
    );
  });
});

describe('the nearest word', () => {
  test.each([
    ['lnt', 'lint'],
    ['biuld', 'build'],
    ['unlaod', 'unload'],
    ['frobnicate', undefined],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, ['lint', 'lsp', 'build', 'load', 'unload'])).toBe(expected);
  });
});

describe('an action', () => {
  const actions = { up: 1, down: 2 };

  test('is chosen by its word', () => {
    expect(chooseAction('vm', actions, 'down')).toBe(2);
  });

  test.each([
    [undefined, 'vm takes one of up, down.'],
    ['dwn', 'There is no "vm dwn"; did you mean "vm down"?'],
    ['constructor', 'vm takes one of up, down.'],
  ])('that is called %s is refused', (word, message) => {
    expect(() => chooseAction('vm', actions, word)).toThrow(new UsageError(message, 'vm'));
  });
});
