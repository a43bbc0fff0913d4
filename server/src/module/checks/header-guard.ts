// header-guard: guards that leave out a header which is wanted, or let one in twice.
import type { Finding } from '../../check';
import { headerGuardOf } from '../model/header-guard';
import type { HeaderGuard } from '../model/header-guard';
import type { SourceModel } from '../model/source';
import { fileName } from './subject';
import type { ModuleCheck } from './subject';

export const headerGuard: ModuleCheck = {
  code: 'header-guard',
  tier: 'module',
  severity: 'warning',
  title: 'Guard of a header',
  explanation: `The macro that guards a header must be its own. Where two headers have the same one, the second of them that a file includes is
left out, and its structs are missing, or worse: a struct of the same name comes from the other. A header whose \`#define\` is
not the macro that its \`#ifndef\` asks for is not guarded at all.

Name the guard after the file: \`_XT_CLONE_H\` in \`xt_CLONE.h\`.`,
  source: 'ISO C11 6.10.1; gcc -Wheader-guard',
  *run({ source, project }) {
    const guard = headerGuardOf(source);
    if (!guard) return;
    const namesakes = project.headersGuardedBy(guard.name);
    const finding = slip(guard, source) ?? shared(guard, source, namesakes) ?? foreign(guard, source);
    if (finding) yield finding;
  },
};

/** Both look like guards, and what is asked for is defined nowhere in the file. */
function slip({ name, defined, definedRange }: HeaderGuard, source: SourceModel): Finding | undefined {
  const areGuards = /_H_*$/i.test(name) && /_H_*$/i.test(defined);
  if (name === defined || !areGuards || source.macros.has(name)) return undefined;
  return {
    range: definedRange,
    message: `The guard asks for ${name} but defines ${defined}: a file that includes this header twice defines everything twice.`,
    fixes: [{ title: `Define ${name}`, edits: [{ range: definedRange, newText: name }] }],
  };
}

function shared(
  { name, range }: HeaderGuard,
  source: SourceModel,
  namesakes: readonly SourceModel[],
): Finding | undefined {
  const folder = (uri: string) => uri.slice(0, uri.lastIndexOf('/'));
  const other = namesakes.find(
    ({ uri }) => folder(uri) === folder(source.uri) && fileName(uri) !== fileName(source.uri),
  );
  const place = other && headerGuardOf(other)?.range;
  if (!other || !place) return undefined;
  return {
    range,
    severity: 'hint',
    message: `${fileName(other.uri)} has the guard ${name} too: of a file that includes both, one may be left out.`,
    related: [{ location: { uri: other.uri, range: place }, message: 'The same guard.' }],
  };
}

/** A guard that is named after another extension: the header of that one is where the two would meet. */
function foreign({ name, range }: HeaderGuard, source: SourceModel): Finding | undefined {
  const [, prefix, extension] = /^(xt|ipt|ip6t)_(\w+)\.h$/i.exec(fileName(source.uri)) ?? [];
  const [, named] = /(?:^|_)(?:XT|IPT|IP6T)_(\w+?)(?:_H)?_*$/i.exec(name) ?? [];
  if (prefix === undefined || extension === undefined || named === undefined) return undefined;
  const own = extension.toLowerCase();
  const said = named.toLowerCase();
  if (said === own || said.startsWith(`${own}_`) || own.startsWith(`${said}_`)) return undefined;
  return {
    range,
    severity: 'hint',
    message: `The guard is named after ${prefix}_${named}.h: of a file that includes both, one may be left out.`,
  };
}
