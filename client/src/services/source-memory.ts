// Remembers, across restarts of the editor, which text of each source was built and loaded on which target.
import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import type { ModuleSources } from '../../../remote/src/jobs/sources';
import type { Target } from '../../../remote/src/target';
import {
  afterBuild,
  afterLoad,
  afterReset,
  afterUnload,
  fingerprint,
  freshness,
  nothingLoaded,
  type Fingerprints,
  type Freshness,
  type LoadedSourcesState,
} from '../sources/loaded-sources';

const stateKey = 'loadedSources';

export class SourceMemory {
  constructor(private readonly memory: vscode.Memento) {}

  /** The sources as they are on the disk, which is what a build takes. */
  async read(module: ModuleSources): Promise<Fingerprints> {
    const contents = sourcesOf(module).map(
      async (file) => [file, fingerprint(await readText(file))] as const,
    );
    return Object.fromEntries(await Promise.all(contents));
  }

  async built(target: Target, sources: Fingerprints): Promise<void> {
    await this.remember(afterBuild(this.state, target.name, sources));
  }

  async loaded(target: Target, module: ModuleSources): Promise<void> {
    await this.remember(afterLoad(this.state, target.name, sourcesOf(module)));
  }

  async unloaded(target: Target, module: ModuleSources): Promise<void> {
    await this.remember(afterUnload(this.state, target.name, sourcesOf(module)));
  }

  /** The target was stopped or reset. */
  async reset(target: Target): Promise<void> {
    await this.remember(afterReset(this.state, target.name));
  }

  /** Whether a document, saved or not, is what runs on the target. */
  freshness(target: Target, document: vscode.TextDocument): Freshness {
    return freshness(this.state, target.name, document.uri.fsPath, document.getText());
  }

  private get state(): LoadedSourcesState {
    return this.memory.get<LoadedSourcesState>(stateKey, nothingLoaded);
  }

  private async remember(state: LoadedSourcesState): Promise<void> {
    await this.memory.update(stateKey, state);
  }
}

export function sourcesOf(module: ModuleSources): string[] {
  return [...module.kernelSources, ...module.librarySources];
}

/** A source as the editor reads it, which drops a byte order mark. */
async function readText(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
}
