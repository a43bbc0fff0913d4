// `nfw build`: compile the module and its library for the target; complaints as a compiler writes them.
import { build as buildModule } from '../../../remote/src/jobs/build';
import { defineModuleCommand } from '../module-command';
import { formatProblem } from '../problem';

export const build = defineModuleCommand({
  name: 'build',
  summary: 'Build a module and its iptables library for a target.',
  description: `
Builds what the Kbuild or Makefile of FOLDER (the working folder when left out) says,
against the headers of the target: here for the test VM, there for any other machine.
What the compiler complains about is printed with the paths of this machine.`,
  job: async (context, sources) => {
    const { ok, problems, where } = await buildModule(context, sources);
    const place = where === 'here' ? `here, for ${context.target.name}` : `on ${context.target.name}`;
    const verdict = ok ? `${sources.module} was built ${place}.` : `${sources.module} was not built.`;
    return { ok, text: [...problems.map(formatProblem), verdict].join('\n'), json: { where, problems } };
  },
});
