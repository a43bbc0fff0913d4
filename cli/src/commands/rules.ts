// `nfw rules`: a rule file against the target's own iptables-restore, and the live rules back into a file.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import type { JobContext } from '../../../remote/src/jobs/job';
import {
  applyRules,
  checkRules,
  saveRules,
  type Family,
  type RuleText,
} from '../../../remote/src/jobs/rules';
import { UserError } from '../../../remote/src/user-error';
import { deriveProfile } from '../../../server/src/rules/profile';
import { chooseAction } from '../action';
import { defineCommand, type ExitCode } from '../command';
import { reasonOf } from '../lint/inputs';
import { formatProblem } from '../problem';
import { withTarget } from '../session';
import { readConnection, targetOptions } from '../target';
import { UsageError } from '../usage-error';

interface RulesInvocation {
  readonly file: string;
  readonly family: Family | undefined;
  readonly json: boolean;
  /** Runs a job on the target that was chosen. */
  readonly onTarget: <T>(job: (context: JobContext) => Promise<T>) => Promise<T>;
}

const actions: Readonly<Record<string, (invocation: RulesInvocation) => Promise<ExitCode>>> = {
  check: (invocation) => judge(invocation, checkRules, 'would be accepted'),
  apply: (invocation) => judge(invocation, applyRules, 'are in force'),
  save,
};

export const rules = defineCommand({
  name: 'rules',
  summary: 'Check, apply or save the rules of a target.',
  usage: ['rules check|apply|save [OPTION …] FILE'],
  description: `
check   ask the target's iptables-restore about FILE; nothing is changed
apply   put the rules of FILE in force; when iptables-restore refuses them, the rules
        and counters from before are put back
save    write the live rules to FILE, or to standard output for -

What iptables-restore complains about is shown on the line of FILE.`,
  options: {
    ...targetOptions,
    family: {
      type: 'string',
      choices: ['ipv4', 'ipv6'],
      help: 'Family of the rules (what FILE itself says, else ipv4).',
    },
    json: { type: 'boolean', help: 'Print the result of check or apply as JSON.' },
  },
  run: ({ values, operands, signal }) => {
    const [name, file, ...more] = operands;
    const action = chooseAction('rules', actions, name);
    if (file === undefined || more.length > 0) throw new UsageError(`rules ${name} takes one file.`, 'rules');
    const connection = readConnection(values);
    return action({
      file,
      family: values.family as Family | undefined,
      json: values.json,
      onTarget: (job) => withTarget(connection, signal, job),
    });
  },
});

async function judge(
  { file, family, json, onTarget }: RulesInvocation,
  job: typeof checkRules,
  verdict: string,
): Promise<ExitCode> {
  const ruleText = await readRules(file, family);
  const result = await onTarget((context) => job(context, ruleText));
  const lines = [
    ...result.problems.map(formatProblem),
    ...(result.ok ? [`The rules of ${file} ${verdict}.`] : []),
  ];
  console.log(json ? JSON.stringify(result, null, 2) : lines.join('\n'));
  return result.ok ? 0 : 1;
}

async function readRules(file: string, family: Family | undefined): Promise<RuleText> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}.`, 'rules');
  });
  return { text, family: family ?? deriveProfile(file, text).family, file: resolve(file) };
}

async function save({ file, family = 'ipv4', onTarget }: RulesInvocation): Promise<ExitCode> {
  const text = await onTarget((context) => saveRules(context, family));
  if (file === '-') {
    process.stdout.write(text);
    return 0;
  }
  await writeFile(file, text).catch((error: unknown) => {
    throw new UserError(`${file} cannot be written: ${reasonOf(error)}.`, 'Choose another place for it.', {
      code: 'file-unwritable',
      cause: error,
    });
  });
  console.log(`The live rules were written to ${file}.`);
  return 0;
}
