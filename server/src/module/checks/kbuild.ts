// kbuild: sources that nothing builds, and flags that kbuild no longer reads.
import type { Check, CheckDescription, Finding } from '../../check';
import { versionOf } from '../kernel-api/versions';
import type { BuildFile } from '../model/build-file';
import { nameRange } from '../model/extension-ranges';
import type { ModuleProject } from '../project';
import { fileName } from './subject';
import type { ModuleCheck, ModuleSubject } from './subject';

/** What the checks of build files look at. */
export interface BuildSubject {
  readonly file: BuildFile;
  readonly project: ModuleProject;
}

const description: CheckDescription = {
  code: 'kbuild',
  tier: 'module',
  severity: 'warning',
  title: 'Kbuild and Makefile',
  explanation: `kbuild makes modules of the objects that \`obj-m\` names. A source that is not among them is not compiled, and the module of an
earlier build, if any, goes on being loaded.

\`EXTRA_CFLAGS\`, \`EXTRA_AFLAGS\` and \`EXTRA_LDFLAGS\` are ignored since Linux 6.15: include folders and macros set there are
missing. \`ccflags-y\`, \`asflags-y\` and \`ldflags-y\` do the same in every kernel since 2.6.31.`,
  source: 'scripts/Makefile.build and scripts/Makefile.lib; Documentation/kbuild/makefiles.rst',
};

/** A kernel half that no build file beside it names, though they name others. */
export const kbuild: ModuleCheck = {
  ...description,
  *run({ source, extensions, project }) {
    const [first] = extensions.filter(({ side }) => side === 'kernel');
    const object = /^(\w+)\.c$/.exec(fileName(source.uri))?.[1];
    if (!first || object === undefined) return;
    const beside = project.buildFilesBeside(source);
    const naming = beside.find((file) => file.assignments.some(namesModules));
    if (!naming || beside.some((file) => file.isOpen || mentions(file, object))) return;
    if (isIncluded(source, project)) return;
    const place = naming.assignments.find(namesModules);
    yield {
      range: nameRange(first.registration),
      message: `${fileName(naming.uri)} does not name ${object}.o: the module is not built.`,
      ...(place && {
        related: [
          {
            location: { uri: naming.uri, range: place.variableRange },
            message: 'What is built of this folder.',
          },
        ],
      }),
    };
  },
};

function namesModules({ variable, value }: BuildFile['assignments'][number]): boolean {
  return variable.startsWith('obj-') && /\b(?:xt|ipt|ip6t)_\w+\.o\b/.test(value);
}

/** Comments count: whoever names a source there knows of it. */
function mentions({ text }: BuildFile, object: string): boolean {
  return new RegExp(`\\b${object}\\b`).test(text);
}

function isIncluded({ uri }: ModuleSubject['source'], { sources }: ModuleProject): boolean {
  const name = fileName(uri);
  return sources.some(({ includes }) =>
    includes.some(({ path }) => path === name || path.endsWith(`/${name}`)),
  );
}

const replacements: ReadonlyMap<string, string> = new Map([
  ['EXTRA_CFLAGS', 'ccflags-y'],
  ['EXTRA_AFLAGS', 'asflags-y'],
  ['EXTRA_LDFLAGS', 'ldflags-y'],
]);

/** Flags for kernels of before 6.15. */
export const kbuildFlags: Check<BuildSubject> = {
  ...description,
  *run({ file: { assignments }, project }) {
    if (!assignments.some(({ variable }) => variable.startsWith('obj-'))) return;
    const set = new Set(assignments.map(({ variable }) => variable));
    const ignoring = project.kernels.find(({ version }) => version >= versionOf(6, 15, 0));
    for (const { variable, variableRange } of assignments) {
      const replacement = replacements.get(variable);
      // Who sets both means kernels of both kinds.
      if (replacement === undefined || set.has(replacement)) continue;
      yield describe(variable, replacement, variableRange, ignoring?.name);
    }
  },
};

function describe(
  variable: string,
  replacement: string,
  range: Finding['range'],
  kernel: string | undefined,
): Finding {
  return {
    range,
    severity: kernel === undefined ? 'hint' : 'warning',
    message:
      kernel === undefined
        ? `${variable} may have no effect: kernels since 6.15 ignore it and read ${replacement}.`
        : `${kernel} ignores ${variable}: these flags do not reach the compiler. ${replacement} does the same in every kernel.`,
    fixes: [{ title: `Use ${replacement}`, edits: [{ range, newText: replacement }] }],
  };
}
