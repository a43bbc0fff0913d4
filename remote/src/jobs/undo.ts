// What a job has to do to put back what it changed, if a later step fails (invariant 6).
import { sentenceOf, UserError } from '../user-error';

interface Step {
  /** What is put back, as the subject of a sentence: `the old module`; nothing for what goes without saying. */
  readonly what: string | undefined;
  readonly run: () => Promise<unknown>;
}

export class UndoList {
  private readonly steps: Step[] = [];

  add(what: string | undefined, run: () => Promise<unknown>): void {
    this.steps.push({ what, run });
  }

  /**
   * Undoes all steps, the last first, and gives the error to throw: the failure's own sentence, with what was
   * put back and what could not be. An `AbortError` stays one when everything was put back.
   */
  async undo(failure: unknown, advice: string): Promise<unknown> {
    const back: string[] = [];
    const lost: string[] = [];
    for (const { what, run } of this.steps.reverse()) {
      await run().then(
        () => (what === undefined ? 0 : back.push(what)),
        (error: unknown) =>
          lost.push(`${what ?? 'what was begun'} (${sentenceOf(error).replace(/\.$/, '')})`),
      );
    }
    if (lost.length === 0 && (back.length === 0 || !(failure instanceof UserError))) return failure;
    const what = failure instanceof UserError ? failure.what : asSentence(sentenceOf(failure));
    const outcome = [
      back.length > 0 ? `${capitalised(list(back))} ${back.length > 1 ? 'were' : 'was'} put back.` : '',
      lost.length > 0 ? `What could not be put back: ${list(lost)}.` : '',
    ].filter((sentence) => sentence !== '');
    const nextStep = lost.length > 0 ? advice : failure instanceof UserError ? failure.nextStep : '';
    const code = lost.length > 0 ? 'not-put-back' : failure instanceof UserError ? failure.code : 'failed';
    return new UserError(`${what} ${outcome.join(' ')}`, nextStep, { code, cause: failure });
  }
}

function asSentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

function list(items: readonly string[]): string {
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : (items[0] ?? '');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
