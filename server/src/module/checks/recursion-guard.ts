// recursion-guard: a copy that comes by the rule which made it, and is copied again.
import { admittedHooks, lookAtHook } from '../model/hooks';
import { mayGuardCopies } from '../model/packets/recursion-guards';
import { reinjectionsOf } from '../model/packets/reinjections';
import type { ModuleCheck } from './subject';

export const recursionGuard: ModuleCheck = {
  code: 'recursion-guard',
  tier: 'module',
  severity: 'warning',
  title: 'Copies that are copied again',
  explanation: `\`ip_local_out()\` sends a packet through OUTPUT and POSTROUTING like any other. A target that sends copies and may be used there
is called for its own copy, copies that, and so on: at once until the stack overflows, or by way of a queue until every processor is
busy with copies. The kernel's own targets keep a flag while a copy is on its way, \`nf_skb_duplicated\` (since 6.16
\`current->in_nf_duplicate\`), and leave a packet alone while it is set. A copy that goes through a queue needs a sign of its own.

Set the flag around the call that sends and return \`XT_CONTINUE\` while it is set, or give copies a mark and leave packets that bear
it alone.`,
  source: 'net/ipv4/netfilter/nf_dup_ipv4.c, nf_dup_ipv4',
  *run({ source, extensions }) {
    const reported = new Set<unknown>();
    for (const { extension, handler, reached, sent, hooks } of reinjectionsOf(source, extensions)) {
      const passed = admittedHooks(extension)?.filter((hook) => hooks.some((other) => other === hook)) ?? [];
      const [hook] = passed;
      if (hook === undefined || reported.has(sent)) continue;
      if (lookAtHook(reached) || mayGuardCopies(reached)) continue;
      reported.add(sent);
      yield {
        range: sent.range,
        message: `${sent.callee}() sends the copy through ${hook}, where a rule with ${extension.name} copies it again, and that copy too, without end: nothing here tells a copy from an original.`,
        related: [
          {
            location: { uri: source.uri, range: handler.nameRange },
            message: `${handler.name} is called for the copy as well.`,
          },
        ],
      };
    }
  },
};
