// The loop as tasks, for those who bind and chain tasks.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { openFile, placeOf, replace } from '../support/files';

describe('tasks', function () {
  this.timeout(300_000);

  it('are there for each module', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'netfilter' });
    const ofClone = tasks.filter(({ definition }) => definition['module'] === 'xt_CLONE');
    assert.deepEqual(
      ofClone.map(({ definition }) => definition['task'] as string),
      ['build', 'load', 'unload', 'reload'],
    );
    assert.equal(ofClone[0]?.group, vscode.TaskGroup.Build);
  });

  it('end with the status of the build', async () => {
    assert.equal(await runTask('build'), 0);
    const document = await openFile('xt_CLONE.c');
    await replace(document, 'return XT_CONTINUE;', 'return XT_KONTINUE;');
    assert.equal(await runTask('build'), 1);
    await replace(document, 'return XT_KONTINUE;', 'return XT_CONTINUE;');
    assert.equal(placeOf(document, 'XT_CONTINUE').line > 0, true);
  });
});

/** Runs a task of xt_CLONE and resolves to its exit status. */
async function runTask(name: string): Promise<number | undefined> {
  const tasks = await vscode.tasks.fetchTasks({ type: 'netfilter' });
  const task = tasks.find(
    ({ definition }) => definition['task'] === name && definition['module'] === 'xt_CLONE',
  );
  assert.ok(task);
  const ended = new Promise<number | undefined>((resolve) => {
    const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      subscription.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}
