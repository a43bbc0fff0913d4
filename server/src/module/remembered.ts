// What was worked out of one source within its project, kept for as long as it holds: a keystroke in one file must not
// cost the work of two hundred. Whoever works it out is handed a project that notes every question it is asked; when
// a later project gives the same answers, the result is the same, and nobody has to list what it depends on.
import type { SourceModel } from './model/source';
import type { ModuleProject } from './project';

interface Kept<Value> {
  readonly value: Value;
  readonly answers: Answers;
}

/** By the project's member, then by what it was asked about; a member that is no function is asked about nothing. */
type Answers = Map<keyof ModuleProject, Map<unknown, unknown>>;

export class Remembered<Value> {
  private readonly kept = new WeakMap<SourceModel, Kept<Value>>();

  /** The value kept for a source, or the one that `workOut` makes now. */
  of(source: SourceModel, project: ModuleProject, workOut: (project: ModuleProject) => Value): Value {
    const known = this.kept.get(source);
    if (known && stillHold(known.answers, project)) return known.value;
    const answers: Answers = new Map();
    const value = workOut(noting(project, answers));
    this.kept.set(source, { value, answers });
    return value;
  }
}

/** The same project, which notes what it is asked and what it answers. */
function noting(project: ModuleProject, answers: Answers): ModuleProject {
  return new Proxy(project, {
    get: (_, name: keyof ModuleProject) =>
      typeof project[name] === 'function'
        ? (about: unknown) => noted(project, answers, name, about)
        : noted(project, answers, name, undefined),
  });
}

function noted(project: ModuleProject, answers: Answers, name: keyof ModuleProject, about: unknown): unknown {
  const known = answers.get(name) ?? new Map<unknown, unknown>();
  answers.set(name, known);
  if (!known.has(about)) known.set(about, ask(project, name, about));
  return known.get(about);
}

function ask(project: ModuleProject, name: keyof ModuleProject, about: unknown): unknown {
  const member: unknown = project[name];
  return typeof member === 'function' ? (member as (about: unknown) => unknown)(about) : member;
}

function stillHold(answers: Answers, project: ModuleProject): boolean {
  return [...answers].every(([name, known]) =>
    [...known].every(([about, answer]) => isSame(ask(project, name, about), answer)),
  );
}

/** The models are immutable, so the same objects mean the same; lists are made anew for each answer. */
function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((element, index) => element === b[index]);
}
