// sleep-in-handler: a handler, or a function that it calls, does something that may sleep.
import type { Range } from 'vscode-languageserver-types';
import type { Finding } from '../../check';
import { contextQuestions, maySleep, sleepingFlags } from '../facts/sleeping-functions';
import { activityOf } from '../model/calls';
import type { CallSite } from '../model/calls';
import { namesIn, operandsOf } from '../model/expression';
import type { Expression } from '../model/expression';
import { atomicCallbacksOf } from '../model/deferred';
import { calledFrom, packetFunctionsOf } from '../model/packets/path';
import type { PacketFunction } from '../model/packets/path';
import type { Scope } from '../model/scope';
import type { ModuleCheck } from './subject';

export const sleepInHandler: ModuleCheck = {
  code: 'sleep-in-handler',
  tier: 'module',
  severity: 'error',
  title: 'Sleeping while a packet is judged',
  explanation: `The kernel calls \`.target\` and \`.match\` with bottom halves off, mostly in a softirq: nothing there may sleep. A mutex,
\`msleep()\`, \`copy_to_user()\`, \`vmalloc()\` or an allocation with \`GFP_KERNEL\` ends in "BUG: scheduling while atomic", or stops the
processor for good. The functions that tasklets and timers run are no better off. In \`.checkentry\`, \`.destroy\` and the functions
that load and unload a module they are fine.

Use a spinlock and \`GFP_ATOMIC\`, do the work when the rule is added, or leave it to a work queue.`,
  source: 'net/ipv4/netfilter/ip_tables.c, ipt_do_table; kernel/sched/core.c, __schedule_bug',
  *run({ source, scope }) {
    const ofPackets = packetFunctionsOf(source);
    const told = new Set(ofPackets.map((one) => one.function));
    // What a handler leaves to a tasklet or a timer may sleep no more than the handler.
    const later = ofPackets.length > 0 ? calledFrom(source, atomicCallbacksOf(source)) : [];
    for (const reached of [...ofPackets, ...later.filter((one) => !told.has(one.function))]) {
      const { calls } = activityOf(reached.function);
      if (calls.some(({ callee }) => contextQuestions.test(callee))) continue;
      for (const site of calls) {
        const finding = inspect(site, reached, scope);
        const isLater = !told.has(reached.handler);
        if (finding) yield { ...finding, ...relatedTo(reached, isLater, source.uri) };
      }
    }
  },
};

function inspect(
  site: CallSite,
  { function: definition, handler }: PacketFunction,
  scope: Scope,
): Finding | undefined {
  const where = definition === handler ? handler.name : `${definition.name}, which ${handler.name} leads to,`;
  if (maySleep(site.callee) && isOfKernel(site.callee, scope)) {
    return {
      range: site.range,
      message: `${site.callee}() may sleep, but ${where} runs with bottom halves off: "BUG: scheduling while atomic".`,
    };
  }
  const flag = site.operands.flatMap(namesIn).find((name) => sleepingFlags.has(name));
  // What another call is given is reported there.
  if (flag === undefined || site.operands.some(({ kind }) => kind === 'call')) return undefined;
  return {
    range: site.range,
    severity: 'warning',
    message: `With ${flag} ${site.callee}() may sleep, but ${where} runs with bottom halves off: use GFP_ATOMIC.`,
    ...useAtomic(site.operands),
  };
}

/** What else GFP_USER and the like ask for, somebody may need. */
function useAtomic(operands: readonly Expression[]): Pick<Finding, 'fixes'> {
  const places = rangesOf('GFP_KERNEL', operands);
  if (places.length === 0) return {};
  return {
    fixes: [{ title: 'Use GFP_ATOMIC', edits: places.map((range) => ({ range, newText: 'GFP_ATOMIC' })) }],
  };
}

function rangesOf(name: string, expressions: readonly Expression[]): Range[] {
  return expressions.flatMap((expression) =>
    expression.kind === 'name' && expression.name === name
      ? [expression.range]
      : rangesOf(name, operandsOf(expression)),
  );
}

function isOfKernel(name: string, scope: Scope): boolean {
  return (
    !scope.definesMacro(name) &&
    !scope.files.some(({ functions }) => functions.some((own) => own.name === name))
  );
}

function relatedTo(
  { handler, calledAt }: PacketFunction,
  isLater: boolean,
  uri: string,
): Pick<Finding, 'related'> {
  const message = isLater
    ? 'Run by a tasklet or a timer, in a softirq.'
    : 'The handler, called for every packet.';
  const places = [
    { location: { uri, range: handler.nameRange }, message },
    ...(calledAt ? [{ location: { uri, range: calledAt.range }, message: 'It is called here.' }] : []),
  ];
  return { related: places };
}
