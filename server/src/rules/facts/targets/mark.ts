// extensions/libxt_MARK.c and libxt_CONNMARK.c
import type { ExtensionFact, OptionFact } from '../fact';

const ways = ['set-xmark', 'set-mark', 'and-mark', 'or-mark', 'xor-mark'] as const;

function way(
  name: string,
  among: readonly string[],
  value: 'mark' | 'mark-mask',
  explanation: string,
): OptionFact {
  return {
    name,
    value,
    excludes: among.filter((other) => other !== name),
    explanation,
    example: value === 'mark' ? '0xff' : '0x1/0xff',
  };
}

const settings = (among: readonly string[], what: string): readonly OptionFact[] => [
  way(
    'set-xmark',
    among,
    'mark-mask',
    `Clears the bits of the mask in ${what}, then flips those of the value.`,
  ),
  way('set-mark', among, 'mark-mask', `Sets ${what}, or only the bits of the mask.`),
  way('and-mark', among, 'mark', `Keeps only these bits of ${what}.`),
  way('or-mark', among, 'mark', `Sets these bits of ${what}.`),
  way('xor-mark', among, 'mark', `Flips these bits of ${what}.`),
];

export const mark: ExtensionFact = {
  kind: 'target',
  name: 'MARK',
  families: ['ipv4', 'ipv6'],
  explanation: "Sets the packet's mark, which rules and routing can ask for, and goes on with the next rule.",
  example: '-j MARK --set-mark 0x1',
  needs: 'any',
  options: settings(ways, "the packet's mark"),
};

const connectionWays = [...ways, 'save-mark', 'restore-mark'] as const;

export const connmark: ExtensionFact = {
  kind: 'target',
  name: 'CONNMARK',
  families: ['ipv4', 'ipv6'],
  explanation: "Sets the connection's mark, or carries it over to or from the packet's.",
  example: '-j CONNMARK --save-mark',
  needs: connectionWays,
  options: [
    ...settings(connectionWays, "the connection's mark"),
    {
      name: 'save-mark',
      value: 'none',
      excludes: connectionWays.filter((name) => name !== 'save-mark'),
      explanation: "Copies the packet's mark to the connection.",
    },
    {
      name: 'restore-mark',
      value: 'none',
      excludes: connectionWays.filter((name) => name !== 'restore-mark'),
      explanation: "Copies the connection's mark to the packet.",
    },
    {
      name: 'ctmask',
      value: 'mark',
      excludes: ['mask'],
      explanation: "Which bits of the connection's mark are copied.",
      example: '0xff',
    },
    {
      name: 'nfmask',
      value: 'mark',
      excludes: ['mask'],
      explanation: "Which bits of the packet's mark are copied.",
      example: '0xff',
    },
    {
      name: 'mask',
      value: 'mark',
      excludes: ['ctmask', 'nfmask'],
      explanation: 'Which bits of both marks are copied.',
      example: '0xff',
    },
    {
      name: 'left-shift-mark',
      value: 'integer',
      maximum: 32,
      since: '1.8.0',
      explanation: 'Shifts the mark to the left by so many bits.',
      example: '8',
    },
    {
      name: 'right-shift-mark',
      value: 'integer',
      maximum: 32,
      since: '1.8.0',
      explanation: 'Shifts the mark to the right by so many bits.',
      example: '8',
    },
  ],
};
