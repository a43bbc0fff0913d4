// extensions/libxt_policy.c, policy_parse and policy_check
import type { ExtensionNode, OptionNode } from '../../syntax/tree';
import type { Report } from '../rule-check';
import type { Constraint } from './constraint';
import { findOption, knownValue } from './options';

/** include/uapi/linux/netfilter/xt_policy.h, XT_POLICY_MAX_ELEM */
const mostElements = 4;

export const policy: Constraint = {
  kind: 'match',
  name: 'policy',
  check(extension, _context, report): void {
    const elements = elementsOf(extension);
    for (const element of elements) repeated(element, report);
    const strict = findOption(extension, 'strict');
    const isNone = knownValue(findOption(extension, 'pol')) === 'none';
    if (isNone && (strict ?? elements.length > 1)) {
      reportAt(extension.word, 'policy none has no elements, so neither --strict nor --next.', report);
      return;
    }
    const surplus = extension.options.filter(({ fact }) => fact?.name === 'next')[mostElements - 1];
    if (surplus) reportAt(surplus.word, `a policy has ${mostElements} elements at most.`, report);
    for (const element of isNone ? [] : elements) {
      if (strict && element.length === 0) reportAt(strict.word, emptyElement, report);
      outsideTunnel(element, report);
    }
  },
};

const emptyElement =
  'empty policy element: with --strict each needs one of --reqid, --spi, --tunnel-src, --tunnel-dst, --proto, --mode.';

/** The options of each element; `--next` stands between. */
function elementsOf({ options }: ExtensionNode): OptionNode[][] {
  const elements: OptionNode[][] = [[]];
  for (const option of options) {
    if (option.fact?.name === 'next') elements.push([]);
    else if (option.fact?.repeatable) elements.at(-1)?.push(option);
  }
  return elements;
}

function inElement(element: readonly OptionNode[], name: string): OptionNode | undefined {
  return element.find(({ fact }) => fact?.name === name);
}

function repeated(element: readonly OptionNode[], report: Report): void {
  for (const [index, option] of element.entries()) {
    const name = option.fact?.name ?? '';
    if (inElement(element.slice(0, index), name)) {
      reportAt(option.word, `double --${name} option: an element has it once.`, report);
    }
  }
}

/** Only a tunnel has ends; where no mode is named, it is transport. */
function outsideTunnel(element: readonly OptionNode[], report: Report): void {
  const end = inElement(element, 'tunnel-src') ?? inElement(element, 'tunnel-dst');
  const mode = inElement(element, 'mode');
  if (mode && knownValue(mode) === undefined) return;
  const isTunnel = mode && (knownValue(mode) === 'tunnel') === (mode.negation === undefined);
  if (end && !isTunnel) {
    reportAt(end.word, '--tunnel-src and --tunnel-dst are only valid in tunnel mode.', report);
  }
}

function reportAt({ start, end }: { start: number; end: number }, what: string, report: Report): void {
  report({ start, end, message: `policy match: ${what}` });
}
