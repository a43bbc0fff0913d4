// The loop itself: build, check, load, unload and reload of one module on one target, and the news of it. Commands and tasks
// call it; problems, the status bar and the inline log listen.
import * as vscode from 'vscode';
import type { BuildResult } from '../../../remote/src/jobs/build';
import type { CheckResult } from '../../../remote/src/jobs/check';
import type { JobContext } from '../../../remote/src/jobs/job';
import type { LoadResult } from '../../../remote/src/jobs/load';
import type { ModuleState } from '../../../remote/src/jobs/module-state';
import type { ReloadResult } from '../../../remote/src/jobs/reload';
import type { ModuleSources } from '../../../remote/src/jobs/sources';
import type { UnloadResult } from '../../../remote/src/jobs/unload';
import type { Target } from '../../../remote/src/target';
import { loadRemote } from '../remote';
import type { Fingerprints, Freshness } from '../sources/loaded-sources';
import { SourceMemory, sourcesOf } from './source-memory';

export interface Built {
  readonly module: ModuleSources;
  readonly result: BuildResult;
}

export interface Checked {
  readonly module: ModuleSources;
  readonly result: CheckResult;
}

/** How long a target may take to say what runs there, in milliseconds. */
const refreshLimit = 60_000;

interface SeenModule {
  readonly sources: ModuleSources;
  readonly state: ModuleState;
}

export class ModuleLoop implements vscode.Disposable {
  private readonly willBuild = new vscode.EventEmitter<ModuleSources>();
  private readonly built = new vscode.EventEmitter<Built>();
  private readonly checked = new vscode.EventEmitter<Checked>();
  private readonly willLoad = new vscode.EventEmitter<ModuleSources>();
  private readonly loaded = new vscode.EventEmitter<ModuleSources>();
  private readonly notLoaded = new vscode.EventEmitter<ModuleSources>();
  private readonly changed = new vscode.EventEmitter<Target>();
  /** By name of the target, then of the module. */
  private readonly states = new Map<string, Map<string, SeenModule>>();

  readonly onWillBuild = this.willBuild.event;
  readonly onDidBuild = this.built.event;
  /** The compiler has looked at sources that were saved. */
  readonly onDidCheck = this.checked.event;
  /** A module is about to be loaded or swapped. */
  readonly onWillLoad = this.willLoad.event;
  /** What followed `onWillLoad`: this build of the module runs now, or what ran before still does. */
  readonly onDidLoad = this.loaded.event;
  readonly onDidNotLoad = this.notLoaded.event;
  /** What is known of a target's modules has changed. */
  readonly onDidChange = this.changed.event;

  private readonly memory: SourceMemory;

  constructor(workspaceState: vscode.Memento) {
    this.memory = new SourceMemory(workspaceState);
  }

  async build(job: JobContext, module: ModuleSources): Promise<BuildResult> {
    const remote = await loadRemote();
    const sources = await this.beginBuild(module);
    const result = await remote.build(job, module);
    await this.endBuild(job, module, sources, result);
    return result;
  }

  /** Asks the target's compiler about saved files; nothing that was built or loaded changes. */
  async check(job: JobContext, module: ModuleSources, saved: readonly string[]): Promise<void> {
    const remote = await loadRemote();
    this.checked.fire({ module, result: await remote.check(job, module, saved) });
  }

  async load(job: JobContext, module: ModuleSources): Promise<LoadResult> {
    const remote = await loadRemote();
    return this.loading(
      job,
      module,
      () => remote.load(job, module),
      () => true,
    );
  }

  async unload(job: JobContext, module: ModuleSources): Promise<UnloadResult> {
    const remote = await loadRemote();
    const result = await remote.unload(job, module);
    await this.memory.unloaded(job.target, module);
    await this.refreshQuietly(job, module);
    return result;
  }

  async reload(job: JobContext, module: ModuleSources): Promise<ReloadResult> {
    const remote = await loadRemote();
    const sources = await this.beginBuild(module);
    const swap = async (): Promise<ReloadResult> => {
      const result = await remote.reload(job, module);
      await this.endBuild(job, module, sources, result.build);
      return result;
    };
    return this.loading(job, module, swap, ({ swapped }) => swapped);
  }

  /** Asks the target for a module's state and tells the listeners. */
  async refresh(job: JobContext, module: ModuleSources): Promise<ModuleState> {
    const { moduleState } = await loadRemote();
    const state = await moduleState(job, module);
    const states = this.states.get(job.target.name) ?? new Map<string, SeenModule>();
    this.states.set(job.target.name, states.set(module.module, { sources: module, state }));
    this.changed.fire(job.target);
    return state;
  }

  /**
   * The modules' states as they were last seen, with what has been typed since; none when the target was not asked
   * since it was connected.
   */
  statesOf(target: Target): readonly ModuleState[] {
    const seen = [...(this.states.get(target.name)?.values() ?? [])];
    return seen.map(({ sources, state }) => ({
      ...state,
      sourceIsNewer: this.isNewer(target, sources, state),
    }));
  }

  /** What was known of the target's modules is void: it was disconnected. */
  forget(target: Target): void {
    this.states.delete(target.name);
    this.changed.fire(target);
  }

  /** The target was stopped or reset, so nothing is loaded on it. */
  async reset(target: Target): Promise<void> {
    await this.memory.reset(target);
    this.forget(target);
  }

  /** Whether a source is what runs on the target. */
  freshness(target: Target, document: vscode.TextDocument): Freshness {
    return this.memory.freshness(target, document);
  }

  dispose(): void {
    vscode.Disposable.from(
      this.willBuild,
      this.built,
      this.checked,
      this.willLoad,
      this.loaded,
      this.notLoaded,
      this.changed,
    ).dispose();
  }

  /** Tells the listeners around the loading of a module what happens to it. */
  private async loading<T>(
    job: JobContext,
    module: ModuleSources,
    work: () => Promise<T>,
    hasLoaded: (result: T) => boolean,
  ): Promise<T> {
    let worked = false;
    this.willLoad.fire(module);
    try {
      const result = await work();
      worked = hasLoaded(result);
      if (worked) await this.memory.loaded(job.target, module);
      return result;
    } finally {
      (worked ? this.loaded : this.notLoaded).fire(module);
      await this.refreshQuietly(job, module);
    }
  }

  /** After a job: whether it worked does not depend on this, and a state that is not known is not shown. */
  private async refreshQuietly(job: JobContext, module: ModuleSources): Promise<void> {
    try {
      // A job that was cancelled has left the target as it is, and that is still worth knowing.
      await this.refresh({ ...job, signal: AbortSignal.timeout(refreshLimit) }, module);
    } catch {
      this.forget(job.target);
    }
  }

  private async beginBuild(module: ModuleSources): Promise<Fingerprints> {
    await saveFolder(module.folder);
    this.willBuild.fire(module);
    return this.memory.read(module);
  }

  private async endBuild(
    job: JobContext,
    module: ModuleSources,
    sources: Fingerprints,
    result: BuildResult,
  ): Promise<void> {
    if (result.ok) await this.memory.built(job.target, sources);
    this.built.fire({ module, result });
  }

  /** The target knows of saved files only, and of these only what they were when it was asked. */
  private isNewer(target: Target, sources: ModuleSources, state: ModuleState): boolean | undefined {
    const files = sourcesOf(sources);
    const open = vscode.workspace.textDocuments.filter(({ uri }) => files.includes(uri.fsPath));
    const known = open
      .map((document) => this.freshness(target, document))
      .filter((found) => found !== 'unknown');
    return known.length === 0 ? state.sourceIsNewer : known.includes('changed');
  }
}

/** What is built is what is on the disk, so unsaved edits of the module's folder are written first. */
async function saveFolder(folder: string): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter(
    (document) => document.isDirty && document.uri.scheme === 'file' && isInside(document.uri.fsPath, folder),
  );
  await Promise.all(unsaved.map((document) => document.save()));
}

function isInside(file: string, folder: string): boolean {
  return vscode.Uri.file(file).path.startsWith(`${vscode.Uri.file(folder).path}/`);
}
