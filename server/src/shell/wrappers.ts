// Functions of a script that hand their arguments on to iptables, `ipt() { iptables -w "$@"; }`: a call of one is read as
// the command it runs. Those that only share the name of a program, `iptables() { yum install iptables; }`, run none.
import type { Node } from 'web-tree-sitter';
import type { FoundProgram } from './program';
import type { IptablesCommand, Program } from './script';
import { valueOf } from './word';
import type { ShellWord } from './word';

export interface Wrapper {
  readonly program: Program;
  /** That of the `-t` which the function gives itself. */
  readonly table: IptablesCommand['table'];
}

/** By the name of the function. One that is defined twice, or adds to the arguments what matters, is none. */
export function findWrappers(
  root: Node,
  programOf: (command: Node) => FoundProgram | undefined,
): ReadonlyMap<string, Wrapper> {
  const found = new Map<string, Wrapper | undefined>();
  for (const definition of root.descendantsOfType('function_definition')) {
    const name = definition.childForFieldName('name')?.text;
    const body = definition.childForFieldName('body');
    if (name !== undefined && body) found.set(name, found.has(name) ? undefined : wrapperOf(body, programOf));
  }
  return new Map([...found].filter((entry): entry is [string, Wrapper] => entry[1] !== undefined));
}

/** The functions of a script that do something of their own, so that a call of one says nothing to a program of that name. */
export function findOtherFunctions(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const definition of root.namedChildren) {
    if (definition?.type !== 'function_definition') continue;
    const body = definition.childForFieldName('body')?.text ?? '';
    if (!/\$\{?[@*]/.test(body)) names.add(definition.childForFieldName('name')?.text ?? '');
  }
  return names;
}

/** Commands that make other arguments of those a function has. */
const changers = new Set(['shift', 'set', 'getopts']);

/** All its commands of iptables must take the same arguments, so that a call means the same to each. */
function wrapperOf(body: Node, programOf: (command: Node) => FoundProgram | undefined): Wrapper | undefined {
  const wrappers: Wrapper[] = [];
  for (const command of body.descendantsOfType('command')) {
    if (changers.has(command.childForFieldName('name')?.text ?? '')) return undefined;
    const found = programOf(command);
    if (found?.program.kind !== 'iptables') continue;
    const wrapper = isHandedOn(command) ? wrapperBy(found) : undefined;
    if (!wrapper) return undefined;
    wrappers.push(wrapper);
  }
  const [first] = wrappers;
  if (!first || wrappers.some(({ table }) => table?.name !== first.table?.name)) return undefined;
  const families = [...new Set(wrappers.flatMap(({ program }) => program.families))];
  return { ...first, program: { ...first.program, families } };
}

/** Its last word is `"$@"`. */
function isHandedOn(command: Node): boolean {
  return /^"?\$(?:\{?@\}?|\*)"?$/.test(command.lastNamedChild?.text ?? '');
}

/** Before the arguments, `-w` and `-t` may stand. */
function wrapperBy({ program, words }: FoundProgram): Wrapper | undefined {
  const values = words.slice(0, -1).map((word: ShellWord) => valueOf(word));
  let table: Wrapper['table'];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (value === '-t') {
      const name = values[(at += 1)];
      if (name === undefined) return undefined;
      table = { name, span: undefined };
    } else if (value === '-w' || value === '--wait') {
      if (/^\d+$/.test(values[at + 1] ?? '')) at += 1;
    } else return undefined;
  }
  return { program, table };
}
