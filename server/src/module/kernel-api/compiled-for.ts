// Conditions of the preprocessor → the kernels for which a line is compiled. Only what says something of the kernel's
// version or configuration is understood; a line under any other condition is compiled for whom nobody here knows.
import type { Condition } from '../model/configurations/conditionals';
import { complement, allVersions, intersection, noVersions, union, versionOf } from './versions';
import type { VersionSet } from './versions';

/** Where a condition may hold, and where it may fail: both, where a CONFIG_… option decides. */
interface Possible {
  readonly holds: VersionSet;
  readonly fails: VersionSet;
}

/** Whether a kernel's configuration defines the macro `CONFIG_…`. */
export type IsOptionOn = (option: string) => boolean;

const either: Possible = { holds: allVersions, fails: allVersions };
const always: Possible = { holds: allVersions, fails: noVersions };
const never: Possible = { holds: noVersions, fails: allVersions };

/** The kernels whose compiler sees a line under these conditions; undefined where that cannot be known. */
export function compiledFor(
  conditions: readonly Condition[],
  isOptionOn?: IsOptionOn,
): VersionSet | undefined {
  let versions = allVersions;
  for (const { expression, holds } of conditions) {
    const possible = new ConditionReader(expression, isOptionOn).read();
    if (!possible) return undefined;
    versions = intersection(versions, holds ? possible.holds : possible.fails);
  }
  return versions;
}

const token =
  /\s*(?:(KERNEL_VERSION)\s*\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)|([A-Za-z_]\w*)|(0[xX][\da-fA-F]+|\d+)[uUlL]*|(&&|\|\||[<>=!]=|[<>!()]))/y;

type Token =
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'name' | 'operator'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number };

/** A descent through `||`, `&&`, `!` and comparisons with KERNEL_VERSION. Undefined means: not understood. */
class ConditionReader {
  private readonly tokens: readonly Token[] | undefined;
  private position = 0;

  constructor(
    expression: string,
    private readonly isOptionOn: IsOptionOn | undefined,
  ) {
    this.tokens = tokensOf(expression);
  }

  read(): Possible | undefined {
    const possible = this.tokens && this.readOr();
    return this.position === this.tokens?.length ? possible : undefined;
  }

  private readOr(): Possible | undefined {
    let left = this.readAnd();
    while (this.takeOperator('||')) {
      const right = this.readAnd();
      left = left && right && negate(both(negate(left), negate(right)));
    }
    return left;
  }

  private readAnd(): Possible | undefined {
    let left = this.readNot();
    while (this.takeOperator('&&')) {
      const right = this.readNot();
      left = left && right && both(left, right);
    }
    return left;
  }

  private readNot(): Possible | undefined {
    if (this.takeOperator('!')) {
      const inner = this.readNot();
      return inner && negate(inner);
    }
    if (this.takeOperator('(')) {
      const inner = this.readOr();
      return this.takeOperator(')') ? inner : undefined;
    }
    return this.readAtom();
  }

  private readAtom(): Possible | undefined {
    const first = this.take();
    if (first?.kind === 'number') return first.value === 0 ? never : always;
    if (first?.kind === 'version') return this.readComparison(first.version, true);
    if (first?.kind !== 'name') return undefined;
    if (first.text === 'LINUX_VERSION_CODE') return this.readComparison(undefined, false);
    const suffixes = first.text === 'defined' ? [''] : optionTests[first.text];
    if (suffixes) return this.readDefined(suffixes);
    return first.text.startsWith('CONFIG_') ? this.option([first.text]) : undefined;
  }

  /** `LINUX_VERSION_CODE >= KERNEL_VERSION(…)`, or turned round. */
  private readComparison(left: number | undefined, turned: boolean): Possible | undefined {
    const operator = this.take();
    const right = this.take();
    if (operator?.kind !== 'operator') return undefined;
    if (turned) {
      const isCode = right?.kind === 'name' && right.text === 'LINUX_VERSION_CODE';
      return isCode && left !== undefined ? compare(mirrored[operator.text] ?? '', left) : undefined;
    }
    if (right?.kind === 'version') return compare(operator.text, right.version);
    if (right?.kind !== 'number') return undefined;
    const { value } = right;
    return compare(operator.text, versionOf(value >> 16, (value >> 8) & 0xff, value & 0xff));
  }

  /** `defined(…)` and `IS_ENABLED(…)`: whether one of the macros is defined. */
  private readDefined(suffixes: readonly string[]): Possible | undefined {
    const parenthesized = this.takeOperator('(');
    const name = this.take();
    if (parenthesized && !this.takeOperator(')')) return undefined;
    if (name?.kind !== 'name') return undefined;
    if (name.text.startsWith('CONFIG_')) return this.option(suffixes.map((suffix) => name.text + suffix));
    return /^(?:__KERNEL__|MODULE|__GNUC__|LINUX_VERSION_CODE|KERNEL_VERSION)$/.test(name.text)
      ? always
      : undefined;
  }

  private option(macros: readonly string[]): Possible {
    const { isOptionOn } = this;
    if (!isOptionOn) return either;
    return macros.some(isOptionOn) ? always : never;
  }

  private take(): Token | undefined {
    return this.tokens?.[this.position++];
  }

  private takeOperator(text: string): boolean {
    const next = this.tokens?.[this.position];
    if (next?.kind !== 'operator' || next.text !== text) return false;
    this.position++;
    return true;
  }
}

/** Macros of include/linux/kconfig.h, and which macros of an option they look for, by what follows its name. */
const optionTests: Readonly<Record<string, readonly string[]>> = {
  IS_ENABLED: ['', '_MODULE'],
  IS_REACHABLE: ['', '_MODULE'],
  IS_BUILTIN: [''],
  IS_MODULE: ['_MODULE'],
};

const mirrored: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

function compare(operator: string, version: number): Possible | undefined {
  const below: VersionSet = [{ from: 0, to: version }];
  const upTo: VersionSet = [{ from: 0, to: version + 1 }];
  const exactly = intersection(upTo, complement(below));
  const sets: Readonly<Record<string, VersionSet>> = {
    '<': below,
    '<=': upTo,
    '>': complement(upTo),
    '>=': complement(below),
    '==': exactly,
    '!=': complement(exactly),
  };
  const holds = sets[operator];
  return holds && { holds, fails: complement(holds) };
}

function both(a: Possible, b: Possible): Possible {
  return { holds: intersection(a.holds, b.holds), fails: union(a.fails, b.fails) };
}

function negate({ holds, fails }: Possible): Possible {
  return { holds: fails, fails: holds };
}

function tokensOf(expression: string): Token[] | undefined {
  const tokens: Token[] = [];
  const text = expression.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (!found) return undefined;
    const [, version, major, minor, patch, name, number, operator] = found;
    if (version) {
      tokens.push({ kind: 'version', version: versionOf(Number(major), Number(minor), Number(patch)) });
    } else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else tokens.push({ kind: 'operator', text: operator ?? '' });
  }
  return tokens;
}
