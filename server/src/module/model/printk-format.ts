// A printk call + scope → the format string that the kernel sees, `pr_fmt` applied: what a record of the kernel log is
// matched against.
import { Effort } from './effort';
import type { Expression } from './expression';
import type { Macro } from './macros';
import type { PrintkSite } from './printk';
import type { Scope } from './scope';

/** Conversions that inttypes-style macros stand for, as the kernel's 64-bit builds have them. */
const conversions: ReadonlyMap<string, string> = new Map([
  ['PRIu64', 'llu'],
  ['PRId64', 'lld'],
  ['PRIx64', 'llx'],
  ['PRIX64', 'llX'],
  ['PRIu32', 'u'],
  ['PRId32', 'd'],
  ['PRIx32', 'x'],
  ['PRIu16', 'hu'],
  ['PRIx16', 'hx'],
  ['PRIu8', 'hhu'],
  ['PRIx8', 'hhx'],
]);

/** What stands for a piece that cannot be known: it matches anything. */
const wildcard = '%s';

/** `moduleName` is what the build calls KBUILD_MODNAME. Undefined when the format isn't written in the call. */
export function printkFormat(site: PrintkSite, scope: Scope, moduleName: string): string | undefined {
  const expand = new Expansion(scope, moduleName);
  const format = expand.format(site.format);
  if (format === undefined || !site.prefixed) return format;
  return expand.prefix(format);
}

class Expansion {
  private readonly effort = new Effort();

  constructor(
    private readonly scope: Scope,
    private readonly moduleName: string,
  ) {}

  format(expression: Expression): string | undefined {
    return this.effort.spend(() => this.expand(expression));
  }

  private expand(expression: Expression): string | undefined {
    if (expression.kind === 'string') {
      return expression.pieces
        .map((piece) => (piece.kind === 'text' ? piece.text : this.macro(piece.name)))
        .join('');
    }
    if (expression.kind === 'call' && expression.callee === 'pr_fmt') {
      const [operand] = expression.operands;
      const format = operand && this.format(operand);
      return format === undefined ? undefined : this.prefix(format);
    }
    const value = expression.kind === 'name' ? this.scope.macro(expression.name)?.expression : undefined;
    return value && this.format(value);
  }

  /** The text a macro inside of a string stands for. */
  private macro(name: string): string {
    if (name === 'KBUILD_MODNAME') return this.moduleName;
    if (name.startsWith('KERN_')) return '';
    const value = this.scope.macro(name)?.expression;
    return conversions.get(name) ?? (value && this.format(value)) ?? wildcard;
  }

  /** Puts `pr_fmt` around a format; without one the kernel's own adds nothing. */
  prefix(format: string): string {
    const macro = this.prefixMacro();
    if (!macro?.parameters) return format;
    return piecesOf(macro.text)
      .map((piece) => {
        if (piece.startsWith('"')) return decode(piece);
        return piece === macro.parameters?.[0] ? format : this.macro(piece);
      })
      .join('');
  }

  /** The last definition of the source itself wins over its headers': `#undef pr_fmt` is how it is replaced. */
  private prefixMacro(): Macro | undefined {
    for (const file of this.scope.files) {
      const macro = file.macros.get('pr_fmt')?.at(-1);
      if (macro) return macro;
    }
    return undefined;
  }
}

/** Strings and names of a replacement, up to the comma behind which arguments begin. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|\w+|,/g)) {
    if (piece === ',') break;
    pieces.push(piece);
  }
  return pieces;
}

/** A prefix uses no escapes but these. */
function decode(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}
