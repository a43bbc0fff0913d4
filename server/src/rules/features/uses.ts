// Where a file uses an extension, or one option of it: what the C side asks, from a registration to its rules.
import type { Range } from 'vscode-languageserver-types';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import type { ExtensionNode, OptionNode, Span } from '../syntax/tree';
import { rangeOf } from './cursor';
import type { ExtensionName } from './definition';

export function uses(snapshot: RuleSnapshot, extension: ExtensionName, option?: string): Range[] {
  const found: Range[] = [];
  const { lines, ruleset } = snapshot;
  for (const { text, line } of lines.source.linesFrom(0, lines.count)) {
    // Most lines cannot name it, and need not be parsed.
    if (ruleset.isRule[line] !== 1 || !text.includes(extension.name)) continue;
    const node = nodeOfLine(snapshot, line);
    if (node?.kind !== 'rule') continue;
    for (const loaded of node.extensions) {
      if (loaded.kind !== extension.kind || loaded.name !== extension.name) continue;
      for (const span of spansOf(loaded, option)) found.push(rangeOf(line, span));
    }
  }
  return found;
}

function spansOf({ word, options }: ExtensionNode, option: string | undefined): Span[] {
  if (option === undefined) return [word];
  return options
    .filter(({ fact }) => fact?.name === option || fact?.aliases?.includes(option))
    .map(nameOfOption);
}

/** The option alone: of `--mark=1` what stands before the value. */
function nameOfOption({ word, attached }: OptionNode): Span {
  const { start, end, value, quoted } = word;
  const sign = attached && !quoted ? value.indexOf('=') : -1;
  return { start, end: sign < 0 ? end : start + sign };
}
