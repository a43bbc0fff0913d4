// `nfw`: the first word chooses a command, the rest is the command's. Whatever a command throws ends here, as one
// sentence and an exit code.
import process from 'node:process';
import packageJson from '../../package.json';
import { sentenceOf, UserError } from '../../remote/src/user-error';
import type { Command, ExitCode } from './command';
import { commands } from './commands';
import { listenForInterruption } from './interruption';
import { nearest } from './nearest';
import { UsageError } from './usage-error';

const interruption = listenForInterruption();

// A reader that has seen enough (`nfw log | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

async function main([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === undefined) throw new UsageError(`Which command? ${commandNames()}.`);
  if (['--help', '-h', 'help'].includes(name)) return print(args[0] ? findCommand(args[0]).help() : help());
  if (['--version', '-V'].includes(name)) return print(`${packageJson.version}\n`);
  const command = findCommand(name);
  if (asksForHelp(args)) return print(command.help());
  return command.run(args, interruption.signal);
}

/** Whether --help stands among the arguments, where it is not behind `--`. */
function asksForHelp(args: readonly string[]): boolean {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return options.some((argument) => argument === '--help' || argument === '-h');
}

function findCommand(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const names = commands.map((known) => known.name);
  const suggestion = nearest(name, names);
  throw new UsageError(
    `There is no command "${name}"${suggestion ? `; did you mean "${suggestion}"?` : `: ${commandNames()}.`}`,
  );
}

const commandNames = (): string => `The commands are ${commands.map(({ name }) => name).join(', ')}`;

function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: nfw COMMAND [ARGUMENT …]',
    '',
    'Checks iptables rule files and the C of iptables extensions; builds, loads and',
    'watches a module on a test machine.',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '`nfw COMMAND --help` says more. Exit codes: 0 all is well, 1 it is not, 2 the',
    'command line was not understood or a file could not be read. NFW_DEBUG=1 adds',
    'the stack trace to an error.',
    '',
  ].join('\n');
}

/** Ends the process once all output has left it; an open connection or input must not hold it. */
function exit(code: ExitCode): void {
  process.stdout.write('', () => process.exit(code));
}

function print(text: string): ExitCode {
  process.stdout.write(text);
  return 0;
}

function explain(error: unknown): ExitCode {
  if (process.env['NFW_DEBUG']) console.error(error);
  if (interruption.signal.aborted) {
    // What is left to be said is said: that rules could not be put back, for one.
    console.error(error instanceof UserError ? `nfw: stopped. ${error.message}` : 'nfw: stopped.');
    return interruption.exitCode();
  }
  console.error(`nfw: ${sentenceOf(error)}`);
  if (error instanceof UsageError) {
    console.error(`\`nfw ${error.command ? `${error.command} ` : ''}--help\` says more.`);
    return 2;
  }
  if (!(error instanceof UserError)) {
    console.error('Run it again with NFW_DEBUG=1 to see where that came from.');
  }
  return 1;
}

void main(process.argv.slice(2)).catch(explain).then(exit);
