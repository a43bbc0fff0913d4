// The iptables of a real machine: its version, and the tables of its extensions, those installed by hand among them;
// where no compiler is at hand, what they print for --help.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readInstalledExtensions } from '../../remote/src/jobs/installed-extensions';
import { openVmContext, type VmContext } from '../support/vm-context';

const program = readFileSync('remote/src/option-tables/print-option-tables.c', 'utf8');

let context: VmContext;
beforeAll(async () => {
  context = await openVmContext();
});
afterAll(() => context.session.close());

it('reads the option tables of what is installed', async () => {
  const installed = await readInstalledExtensions(context, program);
  expect(installed).toMatchObject({ version: '1.8.9', variant: 'nft', help: [] });
  expect(installed.optionTables).toMatch(/^target TEE ipv4 revision=1 x6\n {2}--gateway HOST mandatory/m);
});

it('reads the help of what is installed where no compiler is', async () => {
  const script = 'folder=$(mktemp -d) && ln -s /usr/bin/false "$folder/cc" && echo "$folder"';
  const away = (await context.session.run(['sh', '-c', script])).stdout.trim();
  const run: VmContext['session']['run'] = ([shell = 'sh', ...rest], options) =>
    context.session.run(['env', `PATH=${away}:/usr/bin:/bin:/usr/sbin:/sbin`, shell, ...rest], options);
  const installed = await readInstalledExtensions(
    { ...context, session: { ...context.session, run } },
    program,
  );
  expect(installed.optionTables).toBeUndefined();
  const tee = installed.help.find(({ kind, name }) => kind === 'target' && name === 'TEE');
  expect(tee?.text).toMatch(/--gateway IPADDR/);
  expect(tee?.text).not.toMatch(/--append/);
});
