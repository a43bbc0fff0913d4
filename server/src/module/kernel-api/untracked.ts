// The four lines by which modules took a packet out of connection tracking before 4.12, and the two that do it since: a rewrite
// that no single use allows, because the lines mean something together only.
import type { Range } from 'vscode-languageserver-types';
import type { Fix } from '../../check';
import type { SourceModel } from '../model/source';
import { offsetAt, rangeBetween } from '../model/text';

/** Puts the old connection, sets the untracked one and its state, takes a reference; the first and the last may be missing. */
const idiom =
  /(?:nf_conntrack_put\((\w+)->nfct\);\s*)?(\w+)->nfct\s*=\s*&(?:nf_conntrack_untracked\.|nf_ct_untracked_get\(\)->)ct_general;(\s*)\2->nfctinfo\s*=\s*IP_CT_NEW;(?:\s*nf_conntrack_get\(\2->nfct\);)?/g;

/** The rewrite for kernels from 4.12 on, when the use is part of these lines. */
export function untrackedFix(source: SourceModel, use: Range): Fix | undefined {
  const at = offsetAt(source, use.start);
  for (const found of source.text.matchAll(idiom)) {
    const [lines, put, packet = '', separator = ''] = found;
    if (at < found.index || at >= found.index + lines.length) continue;
    if (put !== undefined && put !== packet) return undefined;
    const range = rangeBetween(source, found.index, found.index + lines.length);
    const release = put === undefined ? '' : `nf_conntrack_put(skb_nfct(${packet}));${separator}`;
    const newText = `${release}nf_ct_set(${packet}, NULL, IP_CT_UNTRACKED);`;
    return { title: 'Leave the packet untracked by nf_ct_set()', edits: [{ range, newText }] };
  }
  return undefined;
}
