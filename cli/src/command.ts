// What a command of `nfw` is, and how its arguments are read: a table of options in, typed values out. The same
// table writes the command's --help, so an option is described once.
import { parseArgs } from 'node:util';
import { sentenceOf } from '../../remote/src/user-error';
import { UsageError } from './usage-error';

/** 0: all is well; 1: it is not; 2: the command was not understood or a file could not be read. */
export type ExitCode = number;

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** What stands for the value in the help: `FORMAT`. */
  readonly value?: string;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
  readonly help: string;
}

type Options = Readonly<Record<string, Option>>;

type Values<O extends Options> = {
  readonly [Name in keyof O]: O[Name]['type'] extends 'boolean' ? boolean : string | undefined;
};

/** A command line that has been read. */
export interface Invocation<O extends Options> {
  readonly values: Values<O>;
  readonly operands: readonly string[];
  /** Fires at the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Definition<O extends Options> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The command lines it takes, without `nfw`. */
  readonly usage: readonly string[];
  /** Paragraphs for --help, wrapped by hand at 80 columns. */
  readonly description: string;
  readonly options: O;
  run(invocation: Invocation<O>): Promise<ExitCode>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  help(): string;
  run(args: readonly string[], signal: AbortSignal): Promise<ExitCode>;
}

/** Makes a command of its definition; reading its arguments throws a `UsageError` that names what is wrong. */
export function defineCommand<const O extends Options>(definition: Definition<O>): Command {
  return {
    name: definition.name,
    summary: definition.summary,
    help: () => helpText(definition),
    run: (args, signal) => definition.run({ ...readArguments(definition, args), signal }),
  };
}

function readArguments<O extends Options>(
  { name, options }: Definition<O>,
  args: readonly string[],
): Pick<Invocation<O>, 'values' | 'operands'> {
  const entries = Object.entries(options);
  const parsed = parse(name, entries, args);
  const values = entries.map(([key, option]) => {
    const value = parsed.values[key];
    if (option.type === 'boolean') return [key, value === true] as const;
    if (typeof value === 'string' && option.choices?.includes(value) === false) {
      throw new UsageError(`--${key} is one of ${option.choices.join(', ')}, not "${value}".`, name);
    }
    return [key, value] as const;
  });
  return { values: Object.fromEntries(values) as Values<O>, operands: parsed.positionals };
}

function parse(name: string, entries: readonly [string, Option][], args: readonly string[]) {
  const descriptors = entries.map(
    ([key, { type, short }]) => [key, { type, ...(short !== undefined && { short }) }] as const,
  );
  try {
    return parseArgs({ args, options: Object.fromEntries(descriptors), allowPositionals: true });
  } catch (error) {
    // Node's messages name the option; what follows the first sentence explains Node's own conventions.
    const [sentence = ''] = sentenceOf(error).split(/\.\s/);
    throw new UsageError(sentence.replace(/\.?$/, '.'), name);
  }
}

function helpText<O extends Options>({ usage, description, options }: Definition<O>): string {
  const rows = [
    ...Object.entries(options).map(([name, option]) => [optionSynopsis(name, option), option.help] as const),
    ['-h, --help', 'Show this text.'] as const,
  ];
  const width = Math.max(...rows.map(([synopsis]) => synopsis.length));
  return [
    ...usage.map((line, index) => `${index === 0 ? 'Usage:' : '      '} nfw ${line}`),
    '',
    description.trim(),
    '',
    'Options:',
    ...rows.map(([synopsis, help]) => `  ${synopsis.padEnd(width)}  ${help}`),
    '',
  ].join('\n');
}

function optionSynopsis(name: string, { short, type, value, choices }: Option): string {
  const argument = type === 'boolean' ? '' : ` ${choices?.join('|') ?? value ?? 'VALUE'}`;
  return `${short === undefined ? '' : `-${short}, `}--${name}${argument}`;
}
