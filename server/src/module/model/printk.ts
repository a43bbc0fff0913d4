// Calls that print to the kernel log: which macro, what it is given, in which function. The format that the kernel
// sees is put together later (printk-format.ts), because `pr_fmt` may stand in a header.
import type { Range } from 'vscode-languageserver-types';
import { childrenOf, declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';
import { readExpression } from './expression';
import type { Expression } from './expression';

/** Names of printk levels as the kernel log shows them (include/linux/kern_levels.h). */
export type PrintkLevel = 'emerg' | 'alert' | 'crit' | 'err' | 'warning' | 'notice' | 'info' | 'debug';

export interface PrintkSite {
  readonly range: Range;
  readonly level: PrintkLevel | undefined;
  /** The format argument as written: strings and macros. */
  readonly format: Expression;
  /** Whether the macro puts `pr_fmt` around the format. */
  readonly prefixed: boolean;
  /** Name of the function that the call stands in; empty outside of any. */
  readonly function: string;
}

const levels: Readonly<Record<string, PrintkLevel>> = {
  emerg: 'emerg',
  alert: 'alert',
  crit: 'crit',
  err: 'err',
  warn: 'warning',
  warning: 'warning',
  notice: 'notice',
  info: 'info',
  debug: 'debug',
  devel: 'debug',
  dbg: 'debug',
};

/** pr_info, pr_warn_once, pr_err_ratelimited (include/linux/printk.h); net_info_ratelimited (include/linux/net.h). */
const prefixedCall = /^(?:pr|net)_([a-z]+?)(?:_once|_ratelimited)?$/;
const plainCall = /^printk(?:_once|_ratelimited|_deferred)?$/;

/** Reads a call_expression; undefined if it calls something else. `text` is the source before masking. */
export function readPrintk(call: Node, text: string): PrintkSite | undefined {
  const callee = call.childForFieldName('function')?.text ?? '';
  const format = firstArgument(call);
  if (!format) return undefined;
  const level = levels[prefixedCall.exec(callee)?.[1] ?? ''];
  if (level) return { ...describe(call, format), level, prefixed: true };
  if (!plainCall.test(callee)) return undefined;
  return { ...describe(call, format), level: levelBefore(call, text), prefixed: false };
}

function firstArgument(call: Node): Node | undefined {
  const list = call.childForFieldName('arguments');
  return list ? childrenOf(list)[0] : undefined;
}

function describe(call: Node, format: Node): Pick<PrintkSite, 'range' | 'format' | 'function'> {
  return { range: rangeOf(call), format: readExpression(format), function: functionAround(call) };
}

/** The `KERN_INFO` of `printk(KERN_INFO "…")`, from the text because the mask may have blanked it. */
function levelBefore(call: Node, text: string): PrintkLevel | undefined {
  const written = /^\w+\s*\(\s*KERN_([A-Z]+)/.exec(text.slice(call.startIndex, call.endIndex))?.[1];
  return written === undefined ? undefined : levels[written.toLowerCase()];
}

function functionAround(call: Node): string {
  for (let node = call.parent; node; node = node.parent) {
    if (node.type === 'function_definition') {
      return declaredName(node.childForFieldName('declarator'))?.text ?? '';
    }
  }
  return '';
}
