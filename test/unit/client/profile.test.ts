// A rule profile in words, and the comment in which a file says its own.
import { describe, expect, it } from 'vitest';
import { explainProfile, nameProfile } from '../../../client/src/rules/describe-profile';
import { editProfileComment } from '../../../client/src/rules/profile-comment';
import { explainProfile as explainText } from '../../../server/src/rules/profile';
import type { DocumentProfile } from '../../../server/src/protocol';

const profile: DocumentProfile = {
  variant: 'nft',
  version: '1.8.9',
  family: 'ipv4',
  consumer: 'restore',
  isForBoth: false,
  target: undefined,
  sources: { variant: 'default', version: 'default', family: 'name', consumer: 'default' },
};

describe('a profile in words', () => {
  it('names the program', () => {
    expect(nameProfile(profile)).toBe('iptables-nft 1.8.9');
    expect(nameProfile({ ...profile, family: 'ipv6', variant: 'legacy' })).toBe('ip6tables-legacy 1.8.9');
    expect(nameProfile({ ...profile, isForBoth: true })).toBe('iptables 1.8.9, legacy and nft');
  });

  it('says where all of it comes from, when that is one place', () => {
    const sources = {
      variant: 'comment',
      version: 'comment',
      family: 'comment',
      consumer: 'default',
    } as const;
    expect(explainProfile({ ...profile, sources })).toBe('from its comment');
  });

  it('says where each part comes from', () => {
    expect(explainProfile(profile)).toBe('variant and version by default, family from its name');
    const sources = { variant: 'target', version: 'target', family: 'stamp', consumer: 'name' } as const;
    expect(explainProfile({ ...profile, sources, target: 'vm', consumer: 'ufw' })).toBe(
      'variant and version from the target vm, family from its first lines, the chains of ufw from its name',
    );
  });
});

/** The text after the edit. */
function edited(text: string, ...[part, value]: [Parameters<typeof editProfileComment>[1], string?]): string {
  const edit = editProfileComment(text, part, value);
  if (!edit) return text;
  const lines = text.split('\n');
  lines.splice(edit.line, edit.replaces ? 1 : 0, ...(edit.text === undefined ? [] : [edit.text]));
  return lines.join('\n');
}

describe('the comment of a profile', () => {
  it.each([
    ['*filter\nCOMMIT\n', 'variant', 'legacy', '# nfw-profile: legacy\n*filter\nCOMMIT\n'],
    ['#!/bin/sh\niptables -L\n', 'version', '1.8.11', '#!/bin/sh\n# nfw-profile: 1.8.11\niptables -L\n'],
    ['# nfw-profile: legacy 1.8.7\n', 'variant', 'nft', '# nfw-profile: 1.8.7 nft\n'],
    ['# nfw-profile: legacy ipv6\n', 'variant', undefined, '# nfw-profile: ipv6\n'],
    ['# nfw-profile: legacy\n*filter\n', 'variant', undefined, '*filter\n'],
    ['# nfw-profile: legacy\n', 'variant', 'legacy', '# nfw-profile: legacy\n'],
    ['*filter\n', 'family', undefined, '*filter\n'],
  ] as const)('of %j with %s %s is %j', (text, part, value, result) => {
    expect(edited(text, part, value)).toBe(result);
  });

  it('is what the server reads', () => {
    const text = edited(
      edited(edited('*filter\n', 'variant', 'both'), 'version', '1.8.11'),
      'family',
      'ipv6',
    );
    expect(explainText('/x/rules', text)).toMatchObject({
      profile: { version: '1.8.11', family: 'ipv6' },
      sources: { variant: 'comment', version: 'comment', family: 'comment' },
      isForBoth: true,
    });
  });
});
