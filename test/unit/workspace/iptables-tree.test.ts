// Files among iptables' own sources are read as that version of iptables does.
import { describe, expect, it } from 'vitest';
import { createModuleService } from '../../../server/src/module/service';
import { releaseFilesAbove, releaseIn } from '../../../server/src/workspace/iptables-tree';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { Workspace } from '../../../server/src/workspace/workspace';
import { grammars } from '../module/support/project';

const module = await createModuleService(grammars);
const tests = 'file:///src/iptables/extensions/libxt_mark.t';

function workspaceWith(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace(module);
  for (const [uri, text] of Object.entries(files)) workspace.setFile(uri, text);
  return workspace;
}

function versionOf(workspace: Workspace, version?: string) {
  const settings = { ...defaultSettings, profile: version === undefined ? {} : { version } };
  const explained = workspace.explainProfile(tests, settings);
  return [explained?.profile.version, explained?.sources.version];
}

const ownTests = { [tests]: ':INPUT\n-m mark --mark 1;=;OK\n' };

describe('a file among the sources of iptables', () => {
  const configure = 'AC_INIT([iptables], [1.8.11])\n';
  const tree = { ...ownTests, 'file:///src/iptables/configure.ac': configure };

  it('is of their version', () => {
    expect(versionOf(workspaceWith(tree))).toEqual(['1.8.11', 'tree']);
  });

  it('is of the version that is set', () => {
    expect(versionOf(workspaceWith(tree), '1.8.9')).toEqual(['1.8.9', 'setting']);
  });

  it('follows them to another version', () => {
    const workspace = workspaceWith(tree);
    workspace.setFile('file:///src/iptables/configure.ac', 'AC_INIT([iptables], [1.8.10])\n');
    expect(versionOf(workspace)).toEqual(['1.8.10', 'tree']);
  });
});

it.each([
  ['of another program', 'file:///src/iptables/configure.ac', 'AC_INIT([ipset], [7.22])\n'],
  ['in another folder', 'file:///src/other/configure.ac', 'AC_INIT([iptables], [1.8.11])\n'],
])('a configure.ac %s says nothing', (_where, uri, text) => {
  expect(versionOf(workspaceWith({ ...ownTests, [uri]: text }))).toEqual(['1.8.9', 'default']);
});

it('reads the version however it is quoted', () => {
  expect(releaseIn('# x\nAC_INIT([iptables], [1.8.11])')).toBe('1.8.11');
  expect(releaseIn('AC_INIT(iptables, 1.4.0)')).toBe('1.4.0');
});

it('looks in every folder above a file, the nearest first', () => {
  expect([...releaseFilesAbove('/a/b/c.t')]).toEqual([
    '/a/b/configure.ac',
    '/a/configure.ac',
    '/configure.ac',
  ]);
});
