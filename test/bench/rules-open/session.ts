// A program of its own: the rule service in a new process, with one file open that somebody works on. Prints what each thing
// took.
import process from 'node:process';
import { SourceText } from '../../../server/src/rules/service';
import { times, typed, type Session } from './session-plan';
import { ready, service, settings, timed } from './warm-service';

async function main(): Promise<void> {
  const text = await ready();
  let source = SourceText.of(text);
  let snapshot = service.open(source, settings);
  service.diagnostics(snapshot);
  const middle = text.indexOf('\n', text.length / 2);
  const edits: number[] = [];
  const completions: number[] = [];
  const hovers: number[] = [];
  for (let index = 0; index < times; index += 1) {
    // A rule is typed letter by letter, then the next; what an editor sends says where.
    const at = middle + index;
    const change = { start: at, end: at, text: typed.charAt(index % typed.length) };
    edits.push(
      timed(() => {
        source = source.changed(change);
        return service.diagnostics((snapshot = service.update(snapshot, source)));
      }),
    );
    const position = { line: Math.floor(source.count / 2) + index, character: 4 + (index % 40) };
    completions.push(timed(() => service.completions(snapshot, position)));
    hovers.push(timed(() => service.hover(snapshot, position)));
  }
  const resident = process.memoryUsage().rss / 1e6;
  process.stdout.write(JSON.stringify({ edits, completions, hovers, resident } satisfies Session));
}

void main();
