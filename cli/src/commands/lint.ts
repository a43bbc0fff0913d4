// `nfw lint`: paths → texts → the services of the language server → text, JSON or SARIF.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { headersIn } from '../../../remote/src/jobs/kernel-headers';
import { sentenceOf } from '../../../remote/src/user-error';
import { lint as lintFiles, type LintOptions } from '../../../server/src/lint';
import { readGrammars } from '../../../server/src/grammars';
import type { ProfileDefaults } from '../../../server/src/rules/profile';
import { defineCommand, type ExitCode } from '../command';
import { readContext } from '../lint/context';
import { formatSarif } from '../lint/format-sarif';
import { formatText } from '../lint/format-text';
import { readInputs, type Inputs } from '../lint/inputs';
import { countSeverities, type LintedFile } from '../lint/report';
import { UsageError } from '../usage-error';

const formats: Readonly<Record<string, (files: readonly LintedFile[]) => string>> = {
  text: formatText,
  json: (files) => `${JSON.stringify(files, null, 2)}\n`,
  sarif: formatSarif,
};

export const lint = defineCommand({
  name: 'lint',
  summary: 'Check rule files and the C of extensions.',
  usage: ['lint [OPTION …] PATH…'],
  description: `
PATH is a file, a folder or - for standard input. A file that is named is always
read. In a folder, rule files (*.rules, *.v4, *.v6, *.iptables, *.ip6tables, and plain
files that begin like one), shell scripts, and C and tests of extensions (xt_*, ipt_*,
ip6t_*, libxt_*, libipt_*, libip6t_*) with the Kbuild or Makefile beside them are;
node_modules, build folders and hidden folders are left out.

A rule file is checked as the iptables of --variant, --iptables-version and --family
would read it, unless its name or its first lines say something else. Of a shell
script the iptables commands are checked, and the here-documents that it hands to
iptables-restore. The C sources
of the repository a file lies in are read too, so that a rule's options are known.
A module is checked for the kernels of --kernel, else for all of the last years. A
kernel is a version such as 5.4 or 6.1.76, or a build tree whose headers, symbols and
options are read, such as /lib/modules/6.1.0-18-amd64/build.

Exit code 0: no errors (there may be warnings); 1: errors; 2: the command line was
not understood, or a file could not be read.`,
  options: {
    format: {
      type: 'string',
      choices: ['text', 'json', 'sarif'],
      help: 'How findings are printed (text).',
    },
    variant: {
      type: 'string',
      choices: ['legacy', 'nft', 'both'],
      help: 'Which iptables reads the rules (nft).',
    },
    'iptables-version': { type: 'string', value: 'VERSION', help: 'Its version (1.8.9).' },
    family: {
      type: 'string',
      choices: ['ipv4', 'ipv6'],
      help: 'The family of rules that name none (ipv4).',
    },
    kernel: {
      type: 'string',
      value: 'KERNEL,…',
      help: 'Kernels that modules are built for: 5.4,6.1 or folders of headers.',
    },
  },
  run: async ({ values, operands, signal }) => {
    if (operands.length === 0) {
      throw new UsageError('Which file or folder? Name one, or - for standard input.', 'lint');
    }
    const inputs = await readInputs(operands, signal);
    const kernels = await readKernels(values.kernel);
    const linted = await lintInputs(inputs, readProfile(values), kernels, signal);
    process.stdout.write((formats[values.format ?? 'text'] ?? formatText)(linted));
    return conclude(inputs, linted);
  },
});

function readProfile(values: {
  readonly variant: string | undefined;
  readonly 'iptables-version': string | undefined;
  readonly family: string | undefined;
}): ProfileDefaults {
  const version = values['iptables-version'];
  if (version !== undefined && !/^\d+\.\d+(\.\d+)?$/.test(version)) {
    throw new UsageError(`--iptables-version is a version such as 1.8.9, not "${version}".`, 'lint');
  }
  return {
    ...(values.variant !== undefined && { variant: values.variant as 'legacy' | 'nft' | 'both' }),
    ...(values.family !== undefined && { family: values.family as 'ipv4' | 'ipv6' }),
    ...(version !== undefined && { version }),
  };
}

type Kernels = Required<Pick<LintOptions, 'kernelVersions' | 'kernelHeaders'>>;

/** Versions, and folders: whatever has a slash in it. */
async function readKernels(value: string | undefined): Promise<Kernels> {
  const named = value?.split(',').map((name) => name.trim()) ?? [];
  const kernelVersions = named.filter((name) => !name.includes('/'));
  const wrong = kernelVersions.find((version) => !/^\d+\.\d+(\.\d+)?$/.test(version));
  if (wrong !== undefined) {
    throw new UsageError(`--kernel takes versions such as 5.4,6.1.76 or folders, not "${wrong}".`, 'lint');
  }
  const folders = named.filter((name) => name.includes('/'));
  return { kernelVersions, kernelHeaders: await Promise.all(folders.map(readHeaders)) };
}

async function readHeaders(folder: string): Promise<Kernels['kernelHeaders'][number]> {
  if (existsSync(join(folder, 'include/generated/uapi/linux/version.h'))) {
    const { release, build, includes } = await headersIn(folder);
    return { name: release, build, includes };
  }
  throw new UsageError(
    `--kernel: ${folder} is no folder that modules are built against; /lib/modules/6.1.0-18-amd64/build is one.`,
    'lint',
  );
}

async function lintInputs(
  { files }: Inputs,
  profile: ProfileDefaults,
  kernels: Kernels,
  signal: AbortSignal,
): Promise<LintedFile[]> {
  const results = await lintFiles(files, {
    grammars: await readGrammars(__dirname),
    profile,
    ...kernels,
    context: await readContext(files, signal),
    onFailure: (code, error) => console.error(`nfw lint: the check ${code} failed: ${sentenceOf(error)}`),
  });
  const names = new Map(files.map(({ path, name }) => [path, name]));
  return results.map(({ file, diagnostics }) => ({ file: names.get(file) ?? file, diagnostics }));
}

/** Says on standard error what the results do not: what could not be read, and the totals. */
function conclude({ files, unreadable }: Inputs, linted: readonly LintedFile[]): ExitCode {
  for (const { name, reason } of unreadable) console.error(`nfw lint: ${name} ${reason}.`);
  const { errors, warnings } = countSeverities(linted);
  const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
  console.error(
    `${plural(files.length, 'file')}, ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`,
  );
  if (unreadable.length > 0) return 2;
  return errors > 0 ? 1 : 0;
}
