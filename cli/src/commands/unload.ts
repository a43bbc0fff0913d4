// `nfw unload`: take the module out of the target's kernel, unless rules still use it.
import { unload as unloadModule } from '../../../remote/src/jobs/unload';
import { defineModuleCommand } from '../module-command';

export const unload = defineModuleCommand({
  name: 'unload',
  summary: 'Unload the module from a target.',
  description: `
Unloads the module of FOLDER (the working folder when left out). While rules use it,
nothing is changed and they are listed.`,
  job: async (context, sources) => {
    const result = await unloadModule(context, sources);
    const verdict = result.wasLoaded ? 'is unloaded from' : 'was not loaded on';
    return { ok: true, text: `${sources.module} ${verdict} ${context.target.name}.`, json: result };
  },
});
