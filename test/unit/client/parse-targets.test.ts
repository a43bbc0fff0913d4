import { describe, expect, it } from 'vitest';
import { parseDestination, parseTargets } from '../../../client/src/targets/parse-targets';

describe('the targets setting', () => {
  it('takes what it knows and leaves the rest out', () => {
    expect(parseTargets([{ name: 'lab', host: 'lab1', user: 'root', port: 2222, colour: 'red' }])).toEqual([
      { kind: 'ssh', name: 'lab', host: 'lab1', user: 'root', port: 2222 },
    ]);
  });

  it.each([undefined, null, 'lab', {}, [null], [[]], [{ name: 'lab' }], [{ name: '', host: 'lab' }]])(
    'makes no target of %j',
    (setting) => {
      expect(parseTargets(setting)).toEqual([]);
    },
  );

  it('leaves out a port that is none, and keeps the target', () => {
    for (const port of [0, 70_000, 2.5, '22']) {
      expect(parseTargets([{ name: 'lab', host: 'lab1', port }])).toEqual([
        { kind: 'ssh', name: 'lab', host: 'lab1' },
      ]);
    }
  });

  it('lets nobody take the name of the embedded VM, nor one name twice', () => {
    const targets = parseTargets([
      { name: 'vm', host: 'elsewhere' },
      { name: 'lab', host: 'first' },
      { name: 'lab', host: 'second' },
    ]);
    expect(targets).toEqual([{ kind: 'ssh', name: 'lab', host: 'first' }]);
  });
});

describe('a destination typed by hand', () => {
  it.each([
    ['lab1', { host: 'lab1' }],
    [' anna@lab1 ', { host: 'lab1', user: 'anna' }],
    ['anna@lab1.example.net:2222', { host: 'lab1.example.net', user: 'anna', port: 2222 }],
    ['root@[2001:db8::1]:22', { host: '2001:db8::1', user: 'root', port: 22 }],
    ['[fe80::1%eth0]', { host: 'fe80::1%eth0' }],
  ])('is read: %s', (text, destination) => {
    expect(parseDestination(text)).toEqual(destination);
  });

  it.each(['', 'a b', 'lab1:', 'lab1:99999', '@lab1', '-oProxyCommand=x', 'a@-x', '2001:db8::1'])(
    'is refused: %s',
    (text) => {
      expect(parseDestination(text)).toBeUndefined();
    },
  );
});
