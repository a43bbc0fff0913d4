// A folder that the user does not trust: rules are read and checked, and no machine is connected to.
import { expect, it } from 'vitest';
import { useWorkbench } from './support/open-workbench';

const open = useWorkbench({ trust: 'No' });

it('checks rules in a folder that is not trusted', async () => {
  const { workbench } = open();
  await workbench.openFile('mirror.iptables');
  await workbench.goToEndOf(12);
  await workbench.type(' --frobnicate');
  await workbench.squiggles('error').first().waitFor();
});

it('offers no command there that would connect to a machine', async () => {
  const { workbench } = open();
  const commands = await workbench.commandsNamed('Netfilter:');
  expect(commands).toContain('Netfilter: Show Kernel Log');
  expect(commands).not.toContain('Netfilter: Reload Module');
  expect(commands).not.toContain('Netfilter: Apply Rules to Target');
});
