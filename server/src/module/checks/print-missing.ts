// print-missing: what an extension doesn't say of its options when rules are listed, saved and restored.
import type { Finding } from '../../check';
import { reachedFrom } from '../model/entry-points';
import { evaluateString } from '../model/evaluate';
import { pointedTo } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import type { Scope } from '../model/scope';
import { leavesOut } from './registration-fields';
import type { ModuleCheck } from './subject';

/** NFPROTO_BRIDGE: ebtables saves rules with `.print`. */
const bridges = 7;

export const printMissing: ModuleCheck = {
  code: 'print-missing',
  tier: 'module',
  severity: 'warning',
  title: 'Options in listed and saved rules',
  explanation: `\`.print\` writes the options of a rule for \`iptables -L\`, \`.save\` for \`iptables-save\` and \`iptables -S\`. Without \`.print\` a
listed rule shows the name of the extension and nothing else. Without \`.save\` the options are missing from what is saved, and
iptables-save ends with \`missing save function\` at a target that has data. An option that \`.save\` writes and the option table
does not have makes iptables-restore refuse the whole file.

Write both functions, and let \`.save\` write options as they are read.`,
  source: 'iptables/iptables.c, print_firewall and print_rule4',
  *run({ extensions, scope }) {
    for (const extension of extensions.filter(({ side }) => side === 'userspace')) {
      if (!takesOptions(extension)) continue;
      yield* missingFunctions(extension);
      yield* unreadable(extension, scope);
    }
  },
};

function takesOptions({ registration }: Extension): boolean {
  return registration.fields.has('extra_opts') || registration.fields.has('x6_options');
}

function* missingFunctions(extension: Extension): Generator<Finding> {
  const { name, kind, registration } = extension;
  const range = nameRange(registration);
  if (leavesOut(extension, 'print')) {
    yield { range, message: `${name} has no .print: iptables -L shows nothing of its options.` };
  }
  if (extension.family === bridges || !leavesOut(extension, 'save')) return;
  const outcome =
    kind === 'target'
      ? 'iptables-save ends with "missing save function" at the first rule that uses it'
      : 'a saved rule has lost its options when it is restored';
  yield { range, message: `${name} has no .save: ${outcome}.` };
}

const writtenOption = /(?:^|\s)--([a-zA-Z][\w-]*)(?=\s|$)/g;

/** Options that `.save` writes, and no option table of the file takes. */
function* unreadable({ registration, source, name }: Extension, scope: Scope): Generator<Finding> {
  const tables = scope.files.flatMap(({ optionTables }) => optionTables);
  if (tables.length === 0 || tables.some(({ end, complete }) => end === 'unknown' || !complete)) return;
  const known = new Set(tables.flatMap(({ rows }) => rows.map((row) => row.name)));
  const called = pointedTo(registration, 'save');
  const save = source.functions.filter((definition) => definition.name === called);
  for (const { printed } of reachedFrom(source, save)) {
    for (const written of printed) {
      const text = evaluateString(written, scope) ?? '';
      for (const [, option = ''] of text.matchAll(writtenOption)) {
        if (known.has(option)) continue;
        yield {
          range: written.range,
          severity: 'error',
          message: `.save writes --${option}, which ${name} does not take: iptables-restore refuses what iptables-save has written.`,
        };
      }
    }
  }
}
