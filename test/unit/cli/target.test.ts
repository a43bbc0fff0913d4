import { expect, test } from 'vitest';
import { parseTarget } from '../../../cli/src/target';
import { UsageError } from '../../../cli/src/usage-error';

test('no words mean the embedded VM', () => {
  expect(parseTarget()).toEqual({ kind: 'vm', name: 'vm', suite: 'bookworm' });
});

test.each([
  ['vm', { kind: 'vm', name: 'vm', suite: 'bookworm' }],
  ['vm:trixie', { kind: 'vm', name: 'vm:trixie', suite: 'trixie' }],
  ['vm/test', { kind: 'vm', name: 'vm/test', suite: 'bookworm', instance: 'test' }],
  ['vm:trixie/lab', { kind: 'vm', name: 'vm:trixie/lab', suite: 'trixie', instance: 'lab' }],
  ['lab1', { kind: 'ssh', name: 'lab1', host: 'lab1' }],
  ['anna@lab1', { kind: 'ssh', name: 'anna@lab1', user: 'anna', host: 'lab1' }],
  ['lab1:2222', { kind: 'ssh', name: 'lab1:2222', host: 'lab1', port: 2222 }],
  [
    'ssh://root@192.0.2.7:2222',
    { kind: 'ssh', name: 'ssh://root@192.0.2.7:2222', user: 'root', host: '192.0.2.7', port: 2222 },
  ],
  ['root@[2001:db8::7]', { kind: 'ssh', name: 'root@[2001:db8::7]', user: 'root', host: '2001:db8::7' }],
  ['[fe80::1%eth0]:22', { kind: 'ssh', name: '[fe80::1%eth0]:22', host: 'fe80::1%eth0', port: 22 }],
])('%s', (words, target) => {
  expect(parseTarget(words)).toEqual(target);
});

test.each([
  '',
  '-oProxyCommand=touch /tmp/x',
  'root@-oProxyCommand=x',
  'lab 1',
  'lab1:70000',
  'a@b@c',
  'lab1:ssh',
])('"%s" is refused', (words) => {
  expect(() => parseTarget(words)).toThrow(UsageError);
});
