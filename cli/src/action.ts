// Commands with a second word (`nfw vm up`, `nfw rules check`): choosing what that word names.
import { nearest } from './nearest';
import { UsageError } from './usage-error';

/** The action that the word names; a `UsageError` that helps when it names none. */
export function chooseAction<Action>(
  command: string,
  actions: Readonly<Record<string, Action>>,
  word: string | undefined,
): Action {
  const action = word !== undefined && Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (action !== undefined) return action;
  const words = Object.keys(actions);
  const suggestion = word === undefined ? undefined : nearest(word, words);
  throw new UsageError(
    suggestion === undefined
      ? `${command} takes one of ${words.join(', ')}.`
      : `There is no "${command} ${word}"; did you mean "${command} ${suggestion}"?`,
    command,
  );
}
