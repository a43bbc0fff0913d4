// What a user sets for checks of C.
import { expect, test } from 'vitest';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { uriOf, workspaceOf } from './support/project';

test('a check that is off says nothing, and a severity that is set counts', () => {
  const workspace = workspaceOf({
    'libxt_BAR.c': 'struct xtables_target t = { .version = XTABLES_VERSION, .name = "FOO" };',
  });
  const withSetting = (setting: 'off' | 'error') =>
    diagnose(workspace, uriOf('libxt_BAR.c'), { ...defaultSettings, severities: { 'file-name': setting } });
  expect(withSetting('off')).toEqual([]);
  expect(withSetting('error')).toMatchObject([{ code: 'file-name', severity: 1 }]);
});
