// libxt_NAME.t: rules that iptables must take or refuse, in the format of iptables' own tests.
import type { NewExtension } from './names';

export function testFile({ name, kind, secondRevision }: NewExtension): string {
  const rule = kind === 'target' ? `-j ${name}` : `-m ${name}`;
  const lines = [
    ...(kind === 'target' ? [':PREROUTING,FORWARD,OUTPUT', '*mangle'] : [':INPUT,FORWARD,OUTPUT']),
    `${rule};;FAIL`,
    `${rule} --mark;;FAIL`,
    `${rule} --mark 0x1;=;OK`,
    `${rule} --mark 1;${rule} --mark 0x1;OK`,
    `${rule} --mark 0xffffffff;=;OK`,
    `${rule} --mark 4294967296;;FAIL`,
    `${rule} --mark one;;FAIL`,
    ...(kind === 'match' ? [`${rule} ! --mark 0x1;=;OK`] : [`${rule} ! --mark 0x1;;FAIL`]),
    ...(secondRevision
      ? [
          `${rule} --mark 0x1/0xff;=;OK`,
          `${rule} --mark 0x1/0xffffffff;${rule} --mark 0x1;OK`,
          `${rule} --mark 0x100/0xff;;FAIL`,
          `${rule} --mark 0x0/0x0;;FAIL`,
        ]
      : [`${rule} --mark 0x1/0xff;;FAIL`]),
    // A target sets no mark 0 before it can say which bits it means.
    ...(kind === 'target' && !secondRevision ? [`${rule} --mark 0;;FAIL`] : [`${rule} --mark 0x0;=;OK`]),
    ...(kind === 'target' ? [':FORWARD', '*filter', `${rule} --mark 0x1;;FAIL`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
