import { expect, test } from 'vitest';
import { expectMarked, uriOf, workspaceOf } from '../support/project';
import { large, small, sizedKernelHalf as kernel } from '../support/sized-halves';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';

const userspace = (fields: string, structs = small + large) => `${structs}
static struct xtables_target foo_reg = {
    .name = "FOO",
${fields}
};
`;

test('is reported on both halves, in the words of the kernel', () => {
  const messages = expectMarked({
    'xt_FOO.c': kernel(
      '  return 0;',
      `    .targetsize = sizeof(struct small),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error twin-size */`,
    ),
    'libxt_FOO.c': userspace(`    .size = XT_ALIGN(sizeof(struct large)),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error twin-size */`),
  });
  expect(messages).toHaveLength(2);
  for (const message of messages) expect(message).toContain('invalid size 8 (kernel) != (user) 24');
});

test('names the other half', () => {
  const workspace = workspaceOf({
    'xt_FOO.c': kernel('  return 0;', '    .targetsize = sizeof(struct small),'),
    'libxt_FOO.c': userspace('    .size = XT_ALIGN(sizeof(struct large)),'),
  });
  const [diagnostic] = diagnose(workspace, uriOf('xt_FOO.c'), defaultSettings);
  expect(diagnostic?.relatedInformation?.[0]?.location.uri).toBe(uriOf('libxt_FOO.c'));
  expect(diagnostic?.data).toMatchObject({ tier: 'module' });
});

test.each([
  ['equal structs', '    .size = XT_ALIGN(sizeof(struct small)),'],
  ['another revision', '    .revision = 1,\n    .size = XT_ALIGN(sizeof(struct large)),\n'],
  ['a size that nobody here knows', '    .size = XT_ALIGN(sizeof(struct elsewhere)),'],
])('is silent about %s', (_, fields) => {
  const files = {
    'xt_FOO.c': kernel('  return 0;', '    .targetsize = sizeof(struct small),'),
    'libxt_FOO.c': userspace(fields),
  };
  const workspace = workspaceOf(files);
  const codes = Object.keys(files).flatMap((name) => diagnose(workspace, uriOf(name), defaultSettings));
  expect(codes.filter(({ code }) => code === 'twin-size')).toEqual([]);
});

test('takes the nearest twin', () => {
  expectMarked({
    'a/xt_FOO.c': kernel('  return 0;', '    .targetsize = sizeof(struct small),'),
    'a/libxt_FOO.c': userspace('    .size = XT_ALIGN(sizeof(struct small)),'),
    'b/libxt_FOO.c': userspace(
      '    .size = XT_ALIGN(sizeof(struct large)),',
      'struct large { __u32 mark; };',
    ),
  });
});
