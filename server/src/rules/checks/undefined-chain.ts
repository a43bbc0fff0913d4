// `-A web` with no `:web` before it; `-j web` with neither a chain nor a target of that name.
import { isForeign } from '../facts/foreign-extensions';
import { longestName } from '../facts/tables';
import { describeValidity } from '../facts/versions';
import type { Fault } from '../model/fault';
import { tableAt } from '../model/ruleset';
import type { TableModel } from '../model/ruleset';
import { closest } from '../model/values/words';
import type { FaultCheck, LineFix, RulesetContext, RulesetFinding } from './rule-check';
import { isPlaceholder } from '../syntax/placeholder';

export const undefinedChain: FaultCheck = {
  asks: 'fault',
  code: 'undefined-chain',
  tier: 'parser',
  severity: 'error',
  title: 'Chain that does not exist',
  explanation:
    'A chain exists from the line on that declares it: `:name - [0:0]`, before the first rule that names it. iptables-legacy finds it missing as it reads the file, iptables-nft when it loads the rules.',
  source: 'libiptc/libiptc.c; iptables/nft-cmd.c',
  example: {
    bad: '*filter\n-A web -j ACCEPT\nCOMMIT',
    good: '*filter\n:web - [0:0]\n-A web -j ACCEPT\nCOMMIT',
  },
  faults: ['undefined-chain'],
  fault(fault, context) {
    const table = tableAt(context.ruleset, fault.line);
    if (!table || isPlaceholder(fault.subject)) return undefined;
    const hook =
      table.fact && isHookElsewhere(fault.subject)
        ? ` The table ${table.name} has no such built-in chain.`
        : '';
    const message = `Chain '${fault.subject}' does not exist${laterHint(fault, table)}.${hook}`;
    return { ...fault, ...tierOf(context), message, fixes: fixesOf(fault, table, context, hook === '') };
  },
};

function isHookElsewhere(name: string): boolean {
  return /^(?:PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING)$/.test(name);
}

export const undefinedTarget: FaultCheck = {
  asks: 'fault',
  code: 'undefined-target',
  tier: 'parser',
  severity: 'error',
  title: 'Jump to what is neither a chain nor a target',
  explanation:
    'No chain of the table has been declared by this name so far, and no target is called so: none that ships with iptables, and none that a C source of the workspace registers. One of xtables-addons, or one with options of its own, is taken for a target installed elsewhere, and only hinted at.',
  source: 'iptables/iptables.c, do_command4; iptables/nft.c',
  example: { bad: '*filter\n-A INPUT -j accept\nCOMMIT', good: '*filter\n-A INPUT -j ACCEPT\nCOMMIT' },
  faults: ['undefined-target'],
  fault(fault, context) {
    const { subject, detail, line, start, end } = fault;
    const table = tableAt(context.ruleset, line);
    const isBadName = subject === '' || Buffer.byteLength(subject) > longestName || /\s/.test(subject);
    if (!table || isBadName || isPlaceholder(subject)) return undefined;
    const targets = context.grammar.catalog.extensions.filter(
      ({ kind, families }) => kind === 'target' && families.includes(context.profile.family),
    );
    const ofVersion =
      detail === 'goto' ? undefined : context.grammar.everyVersion.target(subject, context.profile.family);
    const isElsewhere =
      detail !== 'goto' && !context.grammar.catalog.complete && isForeign('target', subject);
    const instead =
      detail === 'goto' || ofVersion || isElsewhere
        ? undefined
        : closest(
            subject,
            targets.map(({ name }) => name),
          );
    const isTakenForTarget = detail === 'options' && !ofVersion && !context.grammar.catalog.complete;
    if (isElsewhere || (isTakenForTarget && instead === undefined)) {
      const message = `No target \`${subject}' is known; its options are not checked.`;
      return { ...fault, message, tier: 'logic', severity: 'hint' };
    }
    const what =
      detail === 'goto'
        ? `goto '${subject}' is not a chain`
        : `\`${subject}' is neither a chain nor a target`;
    const hint = ofVersion
      ? ` iptables has it ${describeValidity(ofVersion)}.`
      : instead === undefined
        ? ''
        : ` Did you mean \`${instead}\`?`;
    const change: LineFix[] =
      instead === undefined
        ? []
        : [{ title: `Change to ${instead}`, edits: [{ start, end, text: instead }] }];
    return {
      ...fault,
      ...(detail !== 'options' && tierOf(context)),
      message: `${what}${laterHint(fault, table)}.${hint}`,
      fixes: [...change, ...fixesOf(fault, table, context, instead === undefined)],
    };
  },
};

function tierOf({ profile }: RulesetContext): Partial<RulesetFinding> {
  return profile.variant === 'nft' ? { tier: 'kernel' } : {};
}

function laterHint({ subject, line }: Fault, table: TableModel): string {
  const declared = table.chains.get(subject)?.declaration;
  return declared && declared.line > line ? ` yet: it is declared on line ${declared.line + 1}` : '';
}

/** A chain that is declared later is declared at the head of the table; one that never is, too, if it is no slip of the pen. */
function fixesOf(
  { subject, line }: Fault,
  table: TableModel,
  { lines }: RulesetContext,
  isLikely: boolean,
): LineFix[] {
  const declared = table.chains.get(subject)?.declaration;
  const head = { line: table.line + 1, start: 0, end: 0 };
  if (declared && declared.line > line) {
    const text = lines.textAt(declared.line);
    if (!lines.source.isEnded(declared.line)) return [];
    const edits = [
      { ...head, text: `${text}\n` },
      { line: declared.line, start: 0, end: text.length, withEnding: true as const, text: '' },
    ];
    return [{ title: `Move the declaration of ${subject} up`, edits }];
  }
  if (declared || !isLikely) return [];
  return [{ title: `Declare the chain ${subject}`, edits: [{ ...head, text: `:${subject} - [0:0]\n` }] }];
}
