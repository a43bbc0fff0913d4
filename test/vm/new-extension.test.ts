// New extensions as they are written, on a real kernel: each is built and loaded by the jobs, and iptables takes and
// refuses what its own `.t` says, by both variants.
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../remote/src/jobs/build';
import { load } from '../../remote/src/jobs/load';
import { findModules, type ModuleSources } from '../../remote/src/jobs/sources';
import { unload } from '../../remote/src/jobs/unload';
import type { NewExtension } from '../../scaffold/src/names';
import { filesOf, folderOf } from '../../scaffold/src/new-extension';
import { writeExtension } from '../../scaffold/src/write-extension';
import { parseTestFile, type TestCase } from '../../server/src/rules/tests/test-file';
import { failureOf } from '../support/failure';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { openVmContext, type VmContext } from '../support/vm-context';

const whole = { families: ['ipv4', 'ipv6'], secondRevision: true, perNetns: true } as const;
const least = { families: ['ipv4'], secondRevision: false, perNetns: false } as const;

const extensions: readonly NewExtension[] = [
  { kind: 'target', name: 'MYMARK', ...whole },
  { kind: 'match', name: 'mymark', ...whole },
  { kind: 'target', name: 'LITTLE', ...least },
  { kind: 'match', name: 'little', ...least },
];

let context: VmContext;
let folder: TemporaryFolder;

beforeAll(async () => {
  context = await openVmContext();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await context.session.close();
  await folder.remove();
});

async function written(extension: NewExtension): Promise<ModuleSources> {
  const parent = join(folder.path, extension.kind);
  await mkdir(parent, { recursive: true });
  const path = join(parent, folderOf(extension));
  await writeExtension(path, filesOf(extension));
  const [sources] = await findModules(path);
  if (sources === undefined) throw new Error(`${path} holds no module`);
  return sources;
}

/** One rule, added, shown as it is saved and taken out again; `refused` where it is not taken. */
const askOnce = `ask() {
  if "$@" 2>/dev/null; then "$1" -t "$3" -S "$5" | tail -n +2; "$1" -t "$3" -F "$5"; else echo refused; fi
}`;

/** What iptables makes of rules, each by itself: how it is saved, or `refused`. */
async function answers(program: string, cases: readonly TestCase[]): Promise<string[]> {
  const asked = cases.map(
    ({ table, chains, rule }) => `ask ${program} -t ${table} -A ${chains[0]} ${rule.text}`,
  );
  const { stdout } = await context.session.run(['sh'], { input: [askOnce, ...asked, ''].join('\n') });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd().replace(/^-A \S+ /, ''));
}

function expected({ rule, expected: saved, result }: TestCase): string {
  if (result.text !== 'OK') return 'refused';
  return saved.text === '=' ? rule.text : saved.text;
}

describe.each(extensions)('$kind $name', (extension) => {
  let sources: ModuleSources;

  beforeAll(async () => {
    sources = await written(extension);
    const built = await build(context, sources);
    expect(built).toMatchObject({ ok: true, problems: [] });
    await load(context, sources);
  });
  afterAll(() => unload(context, sources));

  // Each variant and each family is asked, not every pair of them.
  const programs = extension.families.map((family) =>
    family === 'ipv4' ? 'iptables-nft' : 'ip6tables-legacy',
  );

  it.each(programs)('passes its own tests under %s', async (program) => {
    const file = join(sources.folder, `lib${basename(sources.folder)}.t`);
    const cases = parseTestFile(await readFile(file, 'utf8')).filter((line) => line.kind === 'case');
    expect(cases.length).toBeGreaterThan(8);
    expect(await answers(program, cases)).toEqual(cases.map(expected));
  });
});

it('is not written over a folder that is there', async () => {
  const path = join(folder.path, 'there');
  await mkdir(path);
  expect(await failureOf(writeExtension(path, []))).toMatchObject({ code: 'folder-exists' });
});
