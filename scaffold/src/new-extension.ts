// What a person wants of a new extension → the files of its folder. Pure: whoever calls it writes them. Each file has
// a template of its own beside this one; all of them read the same names (`names.ts`).
import { kbuild, makefile } from './build-files';
import { exampleRules } from './example-rules';
import { header } from './header';
import { kernelHalf } from './kernel-half';
import { manualPage } from './manual-page';
import { nameParts, type NewExtension } from './names';
import { testFile } from './test-file';
import { userspaceHalf } from './userspace-half';

export interface NewFile {
  /** Below the folder of the extension, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** The name of the folder that the files belong in. */
export function folderOf(extension: NewExtension): string {
  return nameParts(extension).module;
}

/** Every file of a new extension that builds, loads and passes its own tests as it stands; the module's source first. */
export function filesOf(extension: NewExtension): readonly NewFile[] {
  const names = nameParts(extension);
  return [
    { path: `${names.module}.c`, text: kernelHalf(extension, names) },
    { path: `${names.module}.h`, text: header(extension, names) },
    { path: `lib${names.module}.c`, text: userspaceHalf(extension, names) },
    { path: `lib${names.module}.man`, text: manualPage(extension) },
    { path: `lib${names.module}.t`, text: testFile(extension) },
    { path: 'Kbuild', text: kbuild(names) },
    { path: 'Makefile', text: makefile(names) },
    ...extension.families.map((family) => ({
      path: `examples/${names.prefix}.${family === 'ipv4' ? 'v4' : 'v6'}`,
      text: exampleRules(extension),
    })),
  ];
}
