// The steps of a build, wherever it runs: the module by the kernel's own make, each library by the folder's
// Makefile when it knows how, else by the compiler.
import { basename } from 'node:path';
import { parseCompilerOutput } from './compiler-output';
import type { JobContext, Problem } from './job';
import type { SourceFile } from './source-files';
import type { ModuleSources } from './sources';
import type { Workplace } from './workplace';

export interface StepsResult {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** File names, relative to the folder, of the libraries that were built. */
  readonly libraries: readonly string[];
  /** The module's build id note in hexadecimal; empty when the linker made none or no module was built. */
  readonly buildId: string;
}

/** The file a library's source becomes: `libxt_CLONE.c` → `libxt_CLONE.so`. */
export function libraryFile(source: string): string {
  return basename(source).replace(/\.c$/, '.so');
}

/** What to build, and how. */
export interface BuildOrder {
  readonly module: boolean;
  /** File names, as `libraryFile` gives them. */
  readonly libraries: readonly string[];
  /** For the kernel's make: `W=1`. */
  readonly variables: readonly string[];
}

/** Both halves, as they are to run. */
function everythingOf(sources: ModuleSources): BuildOrder {
  return { module: true, libraries: sources.librarySources.map(libraryFile), variables: [] };
}

/**
 * Builds in the workplace, which holds `files`. All of the order is tried, so that one run shows the problems of
 * both halves.
 */
export async function runBuildSteps(
  { report }: Pick<JobContext, 'report'>,
  sources: ModuleSources,
  files: readonly SourceFile[],
  workplace: Workplace,
  { module, libraries, variables } = everythingOf(sources),
): Promise<StepsResult> {
  const lines: string[] = [];
  const onLine = (line: string): void => {
    lines.push(line);
    report.output(line);
  };
  const { folder, buildTree } = workplace;
  const make = ['make', '-C', buildTree, `M=${folder}`, ...variables, 'modules'];
  let ok = !module || (await workplace.run(make, onLine)).status === 0;
  for (const library of libraries) {
    ok = (await buildLibrary(workplace, library, onLine)) && ok;
  }
  const problems = parseCompilerOutput(lines, {
    buildFolder: folder,
    localFolder: sources.folder,
    mainSource: sources.kernelSources[0] ?? `${sources.folder}/Kbuild`,
    findSymbol: (symbol) => findSymbol(sources, files, symbol),
    sourceLine: (file, line) => textOf(sources, files, file).split('\n')[line - 1],
  });
  if (!ok && !problems.some(({ severity }) => severity === 'error')) problems.push(unnamed(sources, lines));
  return {
    ok,
    problems,
    libraries,
    buildId: ok && module ? await readBuildId(workplace, sources.module) : '',
  };
}

async function buildLibrary(
  workplace: Workplace,
  library: string,
  onLine: (line: string) => void,
): Promise<boolean> {
  const compiler = ['cc', ...workplace.compiler];
  const variables = workplace.compiler.length > 0 ? [`CC=${compiler.join(' ')}`] : [];
  // Asked without doing anything whether the folder's Makefile has a rule for it.
  const known = await workplace.run(['make', '-n', library, ...variables]);
  if (known.status === 0) return (await workplace.run(['make', library, ...variables], onLine)).status === 0;
  const source = library.replace(/\.so$/, '.c');
  const flags = await pkgConfigFlags(workplace);
  const argv = [
    ...compiler,
    '-O2',
    '-g',
    '-Wall',
    '-fPIC',
    '-shared',
    '-I.',
    '-o',
    library,
    source,
    ...flags,
  ];
  return (await workplace.run(argv, onLine)).status === 0;
}

/** Without pkg-config the compiler's usual folders have to do, and so they mostly do. */
async function pkgConfigFlags(workplace: Workplace): Promise<string[]> {
  const asked = await workplace.run(['pkg-config', '--cflags', '--libs', 'xtables']);
  const flags = asked.status === 0 ? asked.stdout.trim() : '-lxtables';
  return flags === '' ? [] : flags.split(/\s+/);
}

/** The linker's own fingerprint of a module; the loaded one shows the same note in /sys/module. */
async function readBuildId(workplace: Workplace, module: string): Promise<string> {
  const script =
    'objcopy -O binary --only-section=.note.gnu.build-id "$1" .nfw-note && od -An -v -tx1 .nfw-note; rm -f .nfw-note';
  const { stdout } = await workplace.run(['sh', '-c', script, 'sh', `${module}.ko`]);
  return stdout.replaceAll(/\s+/g, '');
}

function findSymbol(
  sources: ModuleSources,
  files: readonly SourceFile[],
  symbol: string,
): { file: string; line: number } | undefined {
  const word = new RegExp(String.raw`(?<!\w)${symbol.replaceAll(/\W/g, String.raw`\$&`)}(?!\w)`);
  const candidates = [...sources.kernelSources, ...sources.librarySources];
  for (const file of candidates) {
    const lines = textOf(sources, files, file).split('\n');
    const index = lines.findIndex((line) => word.test(line));
    if (index >= 0) return { file, line: index + 1 };
  }
  return undefined;
}

/** The content of a local file of the folder as it is built; empty for any other. */
function textOf(sources: ModuleSources, files: readonly SourceFile[], file: string): string {
  return files.find(({ path }) => `${sources.folder}/${path}` === file)?.content.toString() ?? '';
}

/** For a build that fails in words nobody knows: its last line is all there is to say. */
function unnamed(sources: ModuleSources, lines: readonly string[]): Problem {
  const telling = lines.filter((line) => line.trim() !== '' && !/^make(?:\[\d+\])?: Leaving/.test(line));
  return {
    file: sources.kernelSources[0] ?? `${sources.folder}/Kbuild`,
    line: 1,
    column: 1,
    severity: 'error',
    message: telling.at(-1) ?? 'The build failed and said nothing.',
  };
}
