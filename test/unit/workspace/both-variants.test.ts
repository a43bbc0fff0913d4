// A file that is meant for both variants: what they agree on, and what one alone has against it.
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { expect, test } from 'vitest';
import { createModuleService } from '../../../server/src/module/service';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { Workspace } from '../../../server/src/workspace/workspace';
import { grammars } from '../module/support/project';

const module = await createModuleService(grammars);

function found(text: string, variant?: 'both' | 'legacy'): string[] {
  const workspace = new Workspace(module);
  workspace.setDocument('file:///w/rules.v4', 'rules', text);
  const settings = { ...defaultSettings, profile: variant ? { variant } : {} };
  return diagnose(workspace, 'file:///w/rules.v4', settings)
    .filter(({ severity }) => severity === DiagnosticSeverity.Error)
    .map(({ code, message }) => `${code ?? ''}: ${typeof message === 'string' ? message : message.value}`);
}

const text = '*filter\n:-x - [0:0]\n:web - [0:0]\n-A INPUT -p tpc -j web\nCOMMIT\n';

test('what both refuse is told once, what one alone refuses says which', () => {
  const both = found(text, 'both');
  expect(both).toHaveLength(2);
  expect(both[0]).toMatch(/^bad-chain-name: .* \(iptables-nft only\)$/);
  expect(both[1]).toMatch(/^bad-protocol: (?!.*only\))/);
});

test('a comment of the file is enough', () => {
  expect(found(`# nfw-profile: both\n${text}`)).toEqual(found(text, 'both'));
});

test('a file for one variant names none', () => {
  expect(found(text, 'legacy').join()).not.toContain('only)');
});
