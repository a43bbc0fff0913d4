// One mutation of one source of a workspace: asks everything there is to ask, and says what went wrong.
import { isDeepStrictEqual } from 'node:util';
import type { ModuleService } from '../../../server/src/module/service';
import { sourceSymbols } from '../../../server/src/module/features/symbols';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { hoverSource } from '../../../server/src/workspace/hover';
import { printkCallsOf } from '../../../server/src/workspace/printk-calls';
import { defaultSettings } from '../../../server/src/workspace/settings';
import type { Workspace } from '../../../server/src/workspace/workspace';
import type { Random } from '../random';

export interface Question {
  readonly workspace: Workspace;
  readonly service: ModuleService;
  readonly uri: string;
  readonly text: string;
  readonly random: Random;
}

/** How seldom the whole model is compared with that of the text alone, which costs more than all else. */
const comparedOnceIn = 10;

/** The reasons for which the answers are wrong: exceptions, and a model that another history would not have given. */
export function askAll(question: Question): string[] {
  const failures: string[] = [];
  const fail = (what: string, error: unknown) =>
    failures.push(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  try {
    ask(question, fail);
  } catch (error) {
    fail('an answer', error);
  }
  return failures;
}

function ask(
  { workspace, service, uri, text, random }: Question,
  fail: (what: string, error: unknown) => void,
): void {
  workspace.setDocument(uri, 'source', text);
  diagnose(workspace, uri, defaultSettings, (code, error) => fail(`the check ${code}`, error));
  const source = workspace.source(uri);
  if (!source) return fail('the source', 'is not known any more');
  sourceSymbols(source, workspace.project.extensionsOf(source));
  printkCallsOf(workspace.project);
  void workspace.catalog;
  const line = random.below(text.split('\n').length);
  hoverSource(workspace, source, { line, character: random.below(40) });
  const isCompared = random.below(comparedOnceIn) === 0;
  if (isCompared && !isDeepStrictEqual(source, service.read(uri, text).model)) {
    fail('the model', 'is another than that of the text alone');
  }
}
