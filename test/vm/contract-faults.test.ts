// Faults of the contract between the halves of an extension, staged on a real kernel: what a check says that iptables or the
// kernel will say, word for word where it quotes them, is what they say.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../../remote/src/jobs/build';
import { load } from '../../remote/src/jobs/load';
import { findModules } from '../../remote/src/jobs/sources';
import { unload } from '../../remote/src/jobs/unload';
import { readKernelLog } from '../../remote/src/kernel-log/follow';
import { diagnose } from '../../server/src/workspace/diagnose';
import { defaultSettings } from '../../server/src/workspace/settings';
import { filesOf, sound, type FaultyTarget } from '../support/faulty-extension';
import { temporaryFolder } from '../support/temporary-folder';
import { openVmContext, type VmContext } from '../support/vm-context';
import { uriOf, workspaceOf } from '../unit/module/support/project';

interface Staged extends FaultyTarget {
  /** The check that foretells it. */
  readonly code: string;
  /** What iptables or the kernel says when a rule names the target, and the check before. */
  readonly said: string;
  /** Where the rule is; FORWARD when left out. */
  readonly chain?: 'INPUT';
}

const x6 = (rows: string): string => `
static const struct xt_option_entry opts[] = {
	${rows}
	XTOPT_TABLEEND,
};
static void print(const void *ip, const struct xt_entry_target *target, int numeric)
{
	printf(" mark");
}
static void save(const void *ip, const struct xt_entry_target *target)
{
	printf(" --set-mark 1");
}
`;
const options = '.x6_options = opts, .x6_parse = xtables_option_parse, .print = print,';

/** Faults at which the rule is refused. */
const refused: readonly Staged[] = [
  {
    code: 'twin-size',
    name: 'FSIZE',
    ...sound,
    userspace: '.version = XTABLES_VERSION, .size = XT_ALIGN(sizeof(struct large)),',
    said: 'invalid size 8 (kernel) != (user) 16',
  },
  {
    code: 'twin-missing',
    name: 'FREVISION',
    ...sound,
    userspace: `${sound.userspace} .revision = 1,`,
    said: 'Extension FREVISION is not supported, missing kernel module?',
  },
  {
    code: 'checkentry-positive',
    name: 'FCHECK',
    ...sound,
    kernel: `${sound.kernel} .checkentry = say_yes,`,
    said: 'Input/output error',
  },
  {
    code: 'xtables-version',
    name: 'FVERSION',
    ...sound,
    userspace: '.size = XT_ALIGN(sizeof(struct small)),',
    said: 'is missing a version',
  },
  {
    code: 'user-size-align',
    name: 'FALIGN',
    ...sound,
    userspace: '.version = XTABLES_VERSION, .size = sizeof(struct small),',
    said: 'has invalid size 4',
  },
  {
    code: 'name-too-long',
    name: 'FNAME',
    userspace: `${sound.userspace} .real_name = "A_NAME_OF_TWENTY_NINE_LETTERS",`,
    said: 'invalid real name',
  },
  {
    code: 'option-table',
    name: 'FIDENTITY',
    ...sound,
    userspace: `${sound.userspace} ${options} .save = save,`,
    library: x6('{.name = "set-mark", .id = 32, .type = XTTYPE_UINT32},'),
    said: 'uses invalid ID 32',
  },
  {
    code: 'option-table',
    name: 'FSTORE',
    ...sound,
    userspace: `${sound.userspace} ${options} .save = save,`,
    library: x6(
      '{.name = "set-mark", .id = 0, .type = XTTYPE_UINT8, .flags = XTOPT_PUT, XTOPT_POINTER(struct small, mark)},',
    ),
    said: 'points to a memory block of wrong size',
  },
];

/** Faults of the rule: it uses the target where the kernel half doesn't allow it. */
const misplaced: readonly Staged[] = [
  {
    code: 'rule-table',
    name: 'FTABLE',
    ...sound,
    kernel: `${sound.kernel} .table = "mangle",`,
    said: 'FTABLE target: only valid in mangle table, not filter',
  },
  {
    code: 'rule-hook',
    name: 'FHOOK',
    ...sound,
    kernel: `${sound.kernel} .hooks = 1 << NF_INET_FORWARD,`,
    chain: 'INPUT',
    said: 'FHOOK target: used from hooks INPUT, but only usable from FORWARD',
  },
  {
    code: 'rule-protocol',
    name: 'FPROTO',
    ...sound,
    kernel: `${sound.kernel} .proto = IPPROTO_TCP,`,
    said: 'FPROTO target: only valid for protocol 6',
  },
];

/** Faults that show later: what is done with a rule that was taken, and what comes of it. */
const outlasting = {
  'print-missing': {
    name: 'FSAVE',
    ...sound,
    userspace: `${sound.userspace} ${options}`,
    library: x6('{.name = "set-mark", .id = 0, .type = XTTYPE_UINT32},'),
  },
  'print-missing of an option that is not read': {
    name: 'FREAD',
    ...sound,
    userspace: `${sound.userspace} ${options} .save = save,`,
    library: x6('{.name = "mark", .id = 0, .type = XTTYPE_UINT32},'),
  },
  'usersize-missing': {
    name: 'FPOINTER',
    kernel: '.targetsize = sizeof(struct pointing), .me = THIS_MODULE, .checkentry = keep_pointer,',
    userspace:
      '.version = XTABLES_VERSION, .size = XT_ALIGN(sizeof(struct pointing)), .userspacesize = XT_ALIGN(sizeof(struct pointing)),',
  },
  'module-owner': { name: 'FOWNER', ...sound, kernel: '.targetsize = sizeof(struct small),' },
} as const satisfies Record<string, FaultyTarget>;

const module = 'xt_FAULTY';
const files = filesOf(module, [...refused, ...misplaced, ...Object.values(outlasting)]);
const ruleFiles = Object.fromEntries(
  misplaced.map(({ name, chain = 'FORWARD' }) => [`${name}.v4`, `*filter\n-A ${chain} -j ${name}\nCOMMIT\n`]),
);
const workspace = workspaceOf({ ...files, ...ruleFiles });

/** What a check says of a target, in either half or in a rule. */
function foretold(code: string, { name }: FaultyTarget): string[] {
  const messagesOf = (file: string) =>
    diagnose(workspace, uriOf(file), defaultSettings)
      .filter((found) => found.code === code)
      .map(({ message }) => (typeof message === 'string' ? message : message.value));
  // What names no target is about what only one of them has.
  const shared = messagesOf(`${module}.c`).filter(
    (message) => (/\bF[A-Z]{3,}\b/.exec(message)?.[0] ?? name) === name,
  );
  return [...messagesOf(`libxt_${name}.c`), ...messagesOf(`${name}.v4`), ...shared];
}

let context: VmContext;
let unloadModule: () => Promise<unknown>;
let answers: ReadonlyMap<string, string>;

beforeAll(async () => {
  context = await openVmContext();
  const folder = await temporaryFolder();
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
    const [sources] = await findModules(folder.path);
    if (sources === undefined) throw new Error('The extension is no module.');
    const built = await build(context, sources);
    if (!built.ok) throw new Error(`It does not build: ${JSON.stringify(built.problems)}`);
    await load(context, sources);
    unloadModule = () => unload(context, sources);
    answers = await askAll([...refused, ...misplaced]);
  } finally {
    await folder.remove();
  }
});
afterAll(async () => {
  await iptables('-F', 'FORWARD');
  await unloadModule();
  await context.session.close();
});

const iptables = (...argv: string[]) => context.session.run(['iptables-legacy', ...argv]);
const rule = ({ name }: FaultyTarget): string[] => ['FORWARD', '-j', name];

/** What iptables and the kernel say to a rule for each target, all asked at once: a connection costs more than a rule. */
async function askAll(targets: readonly Staged[]): Promise<ReadonlyMap<string, string>> {
  const script = `while [ $# -gt 0 ]; do
    echo "asked $1" >/dev/kmsg
    echo "asked $1"
    iptables-legacy -A "$2" -j "$1" 2>&1 && echo taken
    shift 2
  done`;
  const { position } = await readKernelLog(context.session);
  const names = targets.map(({ name }) => name);
  const pairs = targets.flatMap(({ name, chain = 'FORWARD' }) => [name, chain]);
  const { stdout } = await context.session.run(['sh', '-c', script, 'sh', ...pairs]);
  const { records } = await readKernelLog(context.session);
  const logged = records.filter(({ sequence }) => sequence > position.sequence).map(({ text }) => text);
  const answers = [stdout, logged.join('\n')].map((text) => text.split(/^asked /m));
  return new Map(
    names.map((name) => [
      name,
      answers.flatMap((parts) => parts.filter((part) => part.startsWith(`${name}\n`))).join('\n'),
    ]),
  );
}

it.each([...refused, ...misplaced])('$name is refused as $code foretells', ({ code, said, ...target }) => {
  const answer = answers.get(target.name);
  expect(answer).not.toContain('taken');
  expect(answer).toContain(said);
  expect(foretold(code, target).join('\n')).toContain(said);
});

it('a target without .save ends iptables-save, as print-missing foretells', async () => {
  const target = outlasting['print-missing'];
  const said = 'missing save function';
  expect(foretold('print-missing', target).join('\n')).toContain(said);
  await iptables('-A', ...rule(target));
  expect((await context.session.run(['iptables-legacy-save'])).stderr).toContain(said);
  // A rule without a pointer in its data is found.
  expect(await iptables('-D', ...rule(target))).toMatchObject({ status: 0 });
});

it('what .save writes and no option reads is refused when it is restored', async () => {
  const target = outlasting['print-missing of an option that is not read'];
  expect(foretold('print-missing', target)).toEqual([expect.stringContaining('.save writes --set-mark')]);
  await iptables('-A', ...rule(target));
  const { stdout: input } = await context.session.run(['iptables-legacy-save']);
  const { status, stderr } = await context.session.run(['iptables-legacy-restore', '--test'], { input });
  expect(status).not.toBe(0);
  expect(stderr).toContain('unknown option "--set-mark"');
  await iptables('-D', ...rule(target));
});

it('a rule whose data holds a pointer of the kernel is not found by -D, as usersize-missing foretells', async () => {
  const target = outlasting['usersize-missing'];
  expect(foretold('usersize-missing', target)).toEqual([
    expect.stringContaining('iptables -D does not find the rule'),
  ]);
  expect(await iptables('-A', ...rule(target))).toMatchObject({ status: 0 });
  const deleted = await iptables('-D', ...rule(target));
  await iptables('-F', 'FORWARD');
  expect(deleted.status).not.toBe(0);
});

it('a rule holds the module only if .me says which it is, as module-owner foretells', async () => {
  const references = async (target: FaultyTarget) => {
    expect(await iptables('-A', ...rule(target))).toMatchObject({ status: 0 });
    const { stdout } = await context.session.run(['cat', `/sys/module/${module}/refcnt`]);
    await iptables('-F', 'FORWARD');
    return Number(stdout);
  };
  const owner = outlasting['module-owner'];
  expect(foretold('module-owner', owner)).toEqual([
    expect.stringContaining('rmmod works while rules use it'),
  ]);
  expect(await references(owner)).toBe(0);
  expect(foretold('module-owner', outlasting['print-missing'])).toEqual([]);
  expect(await references(outlasting['print-missing'])).toBe(1);
});
