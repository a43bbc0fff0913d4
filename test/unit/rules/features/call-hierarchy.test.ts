import type { CallHierarchyItem } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { withCursor } from '../../../support/markers';
import { legacy, open, rules } from '../../../support/rule-fixtures';

const file = `*filter
:INPUT ACCEPT [0:0]
:web - [0:0]
:log - [0:0]
-A INPUT -p tcp -j web
-A FORWARD -g web
-A web -m limit --limit 1/s -j log
-A web -j log
-A log -j LOG
-D INPUT -j log
COMMIT
`;

function prepared(fixture: string) {
  const { text, position } = withCursor(fixture);
  const snapshot = open(text);
  const [item] = rules.prepareCallHierarchy(snapshot, position);
  if (!item) throw new Error('There is nothing to show.');
  return { snapshot, item };
}

const described = ({ name, detail }: CallHierarchyItem) => `${name}: ${detail ?? ''}`;
const linesOf = (ranges: readonly { start: { line: number } }[]) => ranges.map(({ start }) => start.line);

describe('the call hierarchy', () => {
  it('begins at a chain, wherever it is named', () => {
    for (const mark of [':we$0b', '-A we$0b -j log', '-p tcp -j we$0b']) {
      const { item } = prepared(file.replace(mark.replace('$0', ''), mark));
      expect(described(item)).toBe('web: filter, 2 rules');
    }
  });

  it('begins at the chain of a rule elsewhere in it', () => {
    expect(prepared(file.replace('--limit 1', '--lim$0it 1')).item.name).toBe('web');
  });

  it('shows who jumps to a chain, gotos too', () => {
    const { snapshot, item } = prepared(file.replace(':web', ':we$0b'));
    const calls = rules.incomingCalls(snapshot, item);
    expect(calls.map(({ from }) => described(from))).toEqual([
      'INPUT: filter, 1 rule',
      'FORWARD: filter, 1 rule',
    ]);
    expect(calls.map(({ fromRanges }) => linesOf(fromRanges))).toEqual([[4], [5]]);
  });

  it('shows where a chain jumps, each chain once', () => {
    const { snapshot, item } = prepared(file.replace(':web', ':we$0b'));
    const calls = rules.outgoingCalls(snapshot, item);
    expect(calls.map(({ to }) => to.name)).toEqual(['log']);
    expect(calls.map(({ fromRanges }) => linesOf(fromRanges))).toEqual([[6, 7]]);
  });

  it('leaves out the jump of a rule that is deleted', () => {
    const { snapshot, item } = prepared(file.replace(':log', ':lo$0g'));
    expect(rules.incomingCalls(snapshot, item).map(({ from }) => from.name)).toEqual(['web']);
  });

  it('shows a chain that others have made, by the first jump to it', () => {
    const text = '*filter\n-A INPUT -j theirs\nCOMMIT\n';
    const snapshot = open(text, { ...legacy, consumer: 'noflush' });
    const [input] = rules.prepareCallHierarchy(snapshot, { line: 1, character: 4 });
    const [call] = input ? rules.outgoingCalls(snapshot, input) : [];
    expect(call?.to).toMatchObject({ name: 'theirs', selectionRange: { start: { line: 1, character: 12 } } });
  });

  it('can be walked from item to item, to the built-in chains at its root', () => {
    const { snapshot, item } = prepared(file.replace(':log', ':lo$0g'));
    const [web] = rules.incomingCalls(snapshot, item);
    const [input, forward] = web ? rules.incomingCalls(snapshot, web.from) : [];
    expect([input?.from.name, forward?.from.name]).toEqual(['INPUT', 'FORWARD']);
    // FORWARD is not declared: the first rule that names it stands for it.
    expect(forward?.from.selectionRange.start).toEqual({ line: 5, character: 3 });
    expect(forward && rules.incomingCalls(snapshot, forward.from)).toEqual([]);
    expect(forward && rules.outgoingCalls(snapshot, forward.from).map(({ to }) => to.name)).toEqual(['web']);
  });
});
