// `nfw load`: put the module that was built last into the target's kernel, and its library beside iptables' own.
import { load as loadModule } from '../../../remote/src/jobs/load';
import { defineModuleCommand } from '../module-command';

export const load = defineModuleCommand({
  name: 'load',
  summary: 'Load the built module on a target.',
  description: `
Installs the libraries of the module in FOLDER (the working folder when left out) and
loads the module, as it was last built. When it does not load, nothing is changed and
the kernel's own reason is shown.`,
  job: async (context, sources) => {
    const result = await loadModule(context, sources);
    const verdict = result.alreadyLoaded ? 'was loaded already' : 'is loaded';
    return { ok: true, text: `${sources.module} ${verdict} on ${context.target.name}.`, json: result };
  },
});
