// extensions/libxt_mark.c and libxt_connmark.c
import type { ExtensionFact } from '../fact';

const markOption = {
  name: 'mark',
  value: 'mark-mask',
  invertible: true,
  mandatory: true,
  example: '0x1/0xff',
} as const;

export const mark: ExtensionFact = {
  kind: 'match',
  name: 'mark',
  families: ['ipv4', 'ipv6'],
  explanation: "Matches the packet's mark, a number that rules set and that only this host knows of.",
  example: '-m mark --mark 0x1/0xff',
  options: [
    {
      ...markOption,
      explanation: 'Matches when the mark, of which only the bits of the mask count, is this.',
    },
  ],
};

export const connmark: ExtensionFact = {
  kind: 'match',
  name: 'connmark',
  families: ['ipv4', 'ipv6'],
  explanation: "Matches the mark of the packet's connection.",
  example: '-m connmark --mark 0x1/0xff',
  options: [
    {
      ...markOption,
      explanation: "Matches when the connection's mark, of which only the bits of the mask count, is this.",
    },
  ],
};
