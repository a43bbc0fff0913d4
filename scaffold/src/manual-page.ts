// libxt_NAME.man: the piece of iptables-extensions(8) that describes the extension.
import type { NewExtension } from './names';

export function manualPage({ name, kind, secondRevision }: NewExtension): string {
  const mask = secondRevision ? '[\\fB/\\fP\\fImask\\fP]' : '';
  const [what, meaning] =
    kind === 'target'
      ? [
          `The \\fB${name}\\fP target sets the mark of a packet. It is valid in the \\fBmangle\\fP table.`,
          'The mark that the packet gets, decimal or hexadecimal.',
        ]
      : [
          `The \\fB${name}\\fP match compares the mark of a packet.`,
          'The mark that the packet must have, decimal or hexadecimal.',
        ];
  const lines = [
    '.\\" SPDX-License-Identifier: GPL-2.0-only',
    what,
    '.TP',
    `${kind === 'match' ? '[\\fB!\\fP] ' : ''}\\fB\\-\\-mark\\fP \\fIvalue\\fP${mask}`,
    `${meaning}${secondRevision ? ' With a mask, only the bits set in it count.' : ''} This option is required.`,
  ];
  return `${lines.join('\n')}\n`;
}
