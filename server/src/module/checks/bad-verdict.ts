// bad-verdict: a handler that returns what is no verdict of its kind.
import type { Finding } from '../../check';
import { pointedTo } from '../model/extension';
import type { Extension } from '../model/extension';
import { functionNamed } from '../model/entry-points';
import { signs } from '../model/control-flow/values';
import { returnedValues } from '../model/control-flow/returned-values';
import type { ReturnedValue } from '../model/control-flow/returned-values';
import type { ModuleCheck, ModuleSubject } from './subject';

export const badVerdict: ModuleCheck = {
  code: 'bad-verdict',
  tier: 'module',
  severity: 'error',
  title: 'Verdicts',
  explanation: `A target answers with a verdict: \`XT_CONTINUE\` for the next rule, \`NF_ACCEPT\`, \`NF_DROP\`, \`NF_STOLEN\`, \`NF_QUEUE\` or
\`NF_REPEAT\`. The kernel takes any other number for a packet that somebody has taken: it neither sends nor frees it, so that the
packet is gone and its memory with it. An error number such as \`-EINVAL\` is such a number, and so is \`XT_RETURN\`, which only the
jumps of a ruleset may use. A match answers with true or false; everything but 0 is true, so that a rule matches when its match
fails.

Return \`NF_DROP\` or \`XT_CONTINUE\` where a target fails; in a match return false, and set \`par->hotdrop\` where the packet is not fit
to go on.`,
  source:
    'net/netfilter/core.c, nf_hook_slow; net/netfilter/nft_compat.c, nft_target_eval; net/ipv4/netfilter/ip_tables.c, ipt_do_table',
  *run(subject) {
    const seen = new Set<string>();
    for (const extension of subject.extensions) {
      for (const finding of inspect(extension, subject)) {
        const { line, character } = finding.range.start;
        if (!seen.has(`${line}:${character}`)) yield finding;
        seen.add(`${line}:${character}`);
      }
    }
  },
};

function* inspect(extension: Extension, { source, scope }: ModuleSubject): Generator<Finding> {
  const { side, kind, registration } = extension;
  const handler = side === 'kernel' ? functionNamed(source, pointedTo(registration, kind)) : undefined;
  if (!handler || (kind === 'target' && mayServeBridges(extension))) return;
  for (const returned of returnedValues(handler, source, scope)) {
    const message = kind === 'target' ? ofTarget(returned) : ofMatch(returned);
    if (message === undefined) continue;
    yield { range: returned.range, severity: kind === 'target' ? 'error' : 'warning', message };
  }
}

/** ebtables has verdicts of its own, -1 to -4 (include/uapi/linux/netfilter_bridge/ebtables.h). */
function mayServeBridges({ family }: Extension): boolean {
  return family === undefined || family === 7;
}

const verdictMask = 0xff;
const greatestVerdict = 5;
const xtContinue = 0xffffffff;
const xtReturn = -5;

function ofTarget(returned: ReturnedValue): string | undefined {
  const { constant, function: definition } = returned;
  const lost = 'the kernel neither lets the packet go on nor frees it.';
  if (constant === undefined) {
    return returned.signs === signs.negative
      ? `${definition.name} returns an error number, which is no verdict: ${lost}`
      : undefined;
  }
  if (constant === xtContinue || constant === -1) return undefined;
  if (constant === xtReturn) {
    return `${definition.name} returns XT_RETURN, which is for the rules of a chain and no verdict of a target: ${lost}`;
  }
  // A verdict may carry more in its upper bits, such as the number of a queue.
  if (constant >= 0 && (constant & verdictMask) <= greatestVerdict) return undefined;
  return `${definition.name} returns ${constant}, which is no verdict: ${lost}`;
}

function ofMatch({ constant, signs: known, function: definition }: ReturnedValue): string | undefined {
  const isError = known === signs.negative && constant === undefined;
  const isVerdict = constant === xtContinue;
  if (!isError && !isVerdict && (constant === undefined || constant === 0 || constant === 1)) {
    return undefined;
  }
  const what = isError ? 'an error number' : isVerdict ? 'XT_CONTINUE' : String(constant);
  return `${definition.name} returns ${what}, and everything but 0 means that the packet matches: return true or false.`;
}
