// `nfw reload`: build, then swap the loaded module for the new one under the rules that use it.
import { reload as reloadModule } from '../../../remote/src/jobs/reload';
import { defineModuleCommand } from '../module-command';
import { formatProblem } from '../problem';

export const reload = defineModuleCommand({
  name: 'reload',
  summary: 'Build the module and swap it for the loaded one.',
  description: `
Builds the module of FOLDER (the working folder when left out) and puts it in the
place of the loaded one; rules that use it are taken out for that moment and put back.
When a step fails, the old module and the rules are what they were before.`,
  job: async (context, sources) => {
    const { build, swapped, rules } = await reloadModule(context, sources);
    const verdict = swapped
      ? `${sources.module} was built and is loaded on ${context.target.name}${rulesClause(rules.length)}.`
      : `${sources.module} was not built; nothing on ${context.target.name} was changed.`;
    return {
      ok: swapped,
      text: [...build.problems.map(formatProblem), verdict].join('\n'),
      json: { swapped, rules, where: build.where, problems: build.problems },
    };
  },
});

function rulesClause(count: number): string {
  return count === 0
    ? ''
    : `; ${count} rule${count === 1 ? '' : 's'} that use${count === 1 ? 's' : ''} it put back`;
}
