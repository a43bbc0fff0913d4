// What the variables of a script hold. A value counts as known only where nothing else can be: one assignment in the
// whole script, outside of any branch, loop or function, and no command that sets variables by their names.
import type { Node } from 'web-tree-sitter';

/** The words of a loop (`for ipt in iptables ip6tables`), or the value of an assignment. */
export type Assigned =
  | { readonly kind: 'value'; readonly node: Node | undefined; readonly at: number }
  | { readonly kind: 'loop'; readonly nodes: readonly Node[] };

/** Commands that set the variables they name. */
const setters = new Set(['read', 'getopts', 'mapfile', 'readarray', 'unset', 'printf', 'wait']);
/** Commands that may set any. */
const unpredictable = new Set(['eval', 'source', '.']);
/** `x++`, `--x`, `x = 1` and `x += 1` of an arithmetic expression. */
const arithmeticAssignment =
  /(?:\+\+|--)\s*([a-z_]\w*)|\b([a-z_]\w*)(?:\s*\[[^\]]{0,100}\])?\s*(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))/gi;
/** What an assignment may stand in and still be made once, and for sure. */
const certainParents = new Set(['program', 'declaration_command', 'variable_assignments']);

export class Variables {
  private readonly byName = new Map<string, Assigned[]>();
  private readonly spoiled = new Set<string>();
  /** What stands behind the `=` of every assignment to a variable. */
  private readonly values = new Map<string, string[]>();
  /** Where a command was run that may have set anything. */
  private readonly unpredictableAt: number[] = [];

  constructor(root: Node) {
    for (const node of root.descendantsOfType([
      'variable_assignment',
      'for_statement',
      'command',
      'unset_command',
      'declaration_command',
      'expansion',
      'arithmetic_expansion',
      'test_command',
      'c_style_for_statement',
    ])) {
      this.take(node);
    }
  }

  /** What a variable holds at a place of the script; undefined when that is not certain. */
  find(name: string, at: Node): Assigned | undefined {
    const assigned = this.byName.get(name);
    const [only] = assigned ?? [];
    if (!only || assigned?.length !== 1 || this.spoiled.has(name)) return undefined;
    if (only.kind === 'loop') return only;
    const isBefore = only.at < at.startIndex || isInFunction(at);
    const isOverruled = this.unpredictableAt.some((place) => place > only.at);
    return isBefore && !isOverruled ? only : undefined;
  }

  /** The values that are assigned to a variable anywhere, as they are written. */
  valuesOf(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  private take(node: Node): void {
    switch (node.type) {
      case 'variable_assignment':
        this.takeAssignment(node);
        return;
      case 'for_statement':
        this.takeLoop(node);
        return;
      case 'expansion':
        this.takeExpansion(node);
        return;
      case 'arithmetic_expansion':
      case 'c_style_for_statement':
        this.takeArithmetic(node);
        return;
      case 'test_command':
        if (node.text.startsWith('((')) this.takeArithmetic(node);
        return;
      case 'declaration_command':
        this.takeReferences(node);
        if (node.namedChildren.some((child) => child && isExpanded(child))) this.mayHaveSetAny(node);
        return;
      default:
        this.takeCommand(node);
    }
  }

  private takeAssignment(node: Node): void {
    const name = node.childForFieldName('name');
    if (!name) return;
    this.values.set(name.text, [...this.valuesOf(name.text), node.childForFieldName('value')?.text ?? '']);
    const isCertain = isMadeForSure(node) && node.child(1)?.type === '=' && name.type === 'variable_name';
    if (!isCertain) {
      this.spoiled.add(name.type === 'variable_name' ? name.text : (name.firstChild?.text ?? ''));
      return;
    }
    const value = node.childForFieldName('value') ?? undefined;
    this.add(name.text, { kind: 'value', node: value, at: node.endIndex });
  }

  private takeLoop(node: Node): void {
    const name = node.childForFieldName('variable')?.text;
    if (name === undefined) return;
    const nodes = node.childrenForFieldName('value').filter((value) => value !== null);
    this.add(name, { kind: 'loop', nodes });
  }

  /** `${NAME:=value}` and `${NAME=value}` assign. */
  private takeExpansion(node: Node): void {
    const assigns = node.children.some((child) => child?.type === ':=' || child?.type === '=');
    const name = node.children.find((child) => child?.type === 'variable_name');
    if (assigns && name) this.spoiled.add(name.text);
  }

  /** `((…))` and the like; of a loop, the three expressions at its head. */
  private takeArithmetic(node: Node): void {
    const end = node.childForFieldName('body')?.startIndex ?? node.endIndex;
    const text = node.text.slice(0, end - node.startIndex);
    for (const [, before, behind] of text.matchAll(arithmeticAssignment)) {
      this.spoiled.add(before ?? behind ?? '');
    }
  }

  /** `declare -n other=name` makes whatever assigns to the one assign to the other. */
  private takeReferences(node: Node): void {
    if (!node.children.some((child) => /^-\w*n/.test(child?.text ?? ''))) return;
    for (const child of node.children) {
      if (child?.type === 'variable_assignment') {
        this.spoiled.add(child.childForFieldName('value')?.text ?? '');
      }
    }
  }

  private takeCommand(node: Node): void {
    const name = node.type === 'unset_command' ? 'unset' : (node.childForFieldName('name')?.text ?? '');
    if (unpredictable.has(name)) this.mayHaveSetAny(node);
    if (name === 'let') this.takeArithmetic(node);
    if (!setters.has(name)) return;
    // The last word of the others is a text to print, or a process.
    const last = name === 'printf' || name === 'wait' ? undefined : node.lastNamedChild;
    if (last && isExpanded(last)) this.mayHaveSetAny(node);
    for (const child of node.children) {
      const word = child?.text.replace(/=.*$/s, '') ?? '';
      if (/^[A-Za-z_]\w*$/.test(word)) this.spoiled.add(word);
    }
  }

  /** Within a function, whenever that is called. */
  private mayHaveSetAny(node: Node): void {
    this.unpredictableAt.push(isInFunction(node) ? Infinity : node.startIndex);
  }

  private add(name: string, assigned: Assigned): void {
    this.byName.set(name, [...(this.byName.get(name) ?? []), assigned]);
  }
}

/** `$NAME`, `$(env)`, `"$NAME=1"`, where a name of a variable may come of it. */
function isExpanded({ type, text }: Node): boolean {
  return type !== 'variable_assignment' && /[$`]/.test(text);
}

function isMadeForSure(node: Node): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (!certainParents.has(parent.type)) return false;
  }
  return true;
}

function isInFunction(node: Node): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === 'function_definition') return true;
  }
  return false;
}
