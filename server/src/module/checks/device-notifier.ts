// device-notifier: a rule that holds a network device, in a module that does not hear when the device is to go.
import { ruleResources } from '../facts/resources';
import { activityOf } from '../model/calls';
import { handlerOf } from '../model/entry-points';
import type { Holding } from '../model/held-resources';
import { departuresHolding } from '../model/held-resources';
import type { SourceModel } from '../model/source';
import type { ModuleProject } from '../project';
import type { ModuleCheck } from './subject';

export const deviceNotifier: ModuleCheck = {
  code: 'device-notifier',
  tier: 'module',
  severity: 'warning',
  title: 'Held device',
  explanation: `A rule that keeps a reference to a network device keeps the device from going away: \`ip link del\` hangs, and the kernel log says
\`unregister_netdevice: waiting for eth1 to become free\` every ten seconds, until the rule is deleted.

Register a notifier with \`register_netdevice_notifier\` and give the reference back on \`NETDEV_UNREGISTER\`; or keep the name and the
number of the device, and look it up for each packet.`,
  source: 'net/netfilter/xt_TEE.c, tee_netdev_event; net/core/dev.c, netdev_wait_allrefs_any',
  *run({ source, scope, extensions, project }) {
    const told = new Set<Holding['call']>();
    for (const extension of extensions) {
      const check = extension.side === 'kernel' ? handlerOf(extension, 'checkentry') : undefined;
      if (!check || !givesBack(source) || moduleOf(source, project).some(isNotified)) continue;
      for (const { fails, holdings } of departuresHolding(check, devices, source, scope)) {
        for (const { call } of fails ? [] : holdings) {
          if (told.has(call)) continue;
          told.add(call);
          yield {
            range: call.range,
            message: `${check.name} holds a device for as long as the rule stands, and the module has no notifier: whoever deletes the device waits until the rule is gone.`,
          };
        }
      }
    }
  },
};

const devices = ruleResources.filter(({ takes }) => takes.has('dev_hold'));

/** Where the device is never given back, that is the graver fault, and destroy-missing's. */
function givesBack(source: SourceModel): boolean {
  return calls(source).some((callee) => devices.some(({ gives }) => gives.has(callee)));
}

function moduleOf(source: SourceModel, project: ModuleProject): readonly SourceModel[] {
  const name = project.moduleNameOf(source);
  return project.sources.filter((other) => other === source || project.moduleNameOf(other) === name);
}

function isNotified(source: SourceModel): boolean {
  return calls(source).some((callee) => callee.startsWith('register_netdevice_notifier'));
}

function calls({ functions }: SourceModel): string[] {
  return functions.flatMap((definition) => activityOf(definition).calls.map(({ callee }) => callee));
}
