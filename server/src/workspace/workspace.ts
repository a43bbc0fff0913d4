// All files that the server knows, and what is known of them: open documents before files on disk, C sources as one
// project, rule files read with the extensions that the project teaches. Everything derived is worked out when it is
// asked for and kept until a file it depends on changes. No file is read here: files.ts does, and tells.
import { URI } from 'vscode-uri';
import { kernelOf } from '../module/kernel-api/description';
import type { KernelDescription } from '../module/kernel-api/description';
import { kernelsOfVersions } from '../module/kernel-api/kernel';
import type { Kernel } from '../module/kernel-api/kernel';
import { readBuildFile } from '../module/model/build-file';
import type { BuildFile } from '../module/model/build-file';
import { canonicalUri, createProject } from '../module/project';
import type { ModuleProject } from '../module/project';
import type { ModuleService, SourceModel, SourceSnapshot } from '../module/service';
import type { InstalledIptables } from '../protocol';
import { createCatalog, createRuleService, explainProfile, headLength, SourceText } from '../rules/service';
import type { ExtensionFact } from '../rules/facts/fact';
import type { Catalog, ExplainedProfile, Profile, RuleService, RuleSnapshot } from '../rules/service';
import type { ReadScript } from '../shell/service';
import { EmbeddedFiles } from './embedded-files';
import type { EmbeddedFile } from './embedded-files';
import { fileKind, isC } from './file-kind';
import type { FileKind } from './file-kind';
import { releaseFilesAbove, releaseIn } from './iptables-tree';
import { learnExtensions } from './learn';
import { learnInstalled } from './learn-installed';
import { defaultSettings } from './settings';
import type { ServerSettings } from './settings';

class KnownFile {
  constructor(
    readonly kind: FileKind,
    readonly source: SourceText,
    /** Whether the text is that of an open document. */
    readonly open: boolean,
  ) {}

  /** As a whole, which a large document that is being edited is not otherwise put together to. */
  get text(): string {
    return this.source.text;
  }
}

/** A profile, and the name of the connected target, of which parts of it may be. */
export interface FileProfile extends ExplainedProfile {
  readonly target: string | undefined;
}

interface ReadRules {
  readonly snapshot: RuleSnapshot;
  readonly settings: ServerSettings;
}

export class Workspace {
  private readonly disk = new Map<string, KnownFile>();
  private readonly documents = new Map<string, KnownFile>();
  private readonly sources = new Map<string, SourceSnapshot>();
  private readonly buildFiles = new Map<string, BuildFile>();
  private readonly ruleSnapshots = new Map<string, ReadRules>();
  /** Files that changed since what is derived from them was last asked for. */
  private readonly stale = new Set<string>();
  private currentProject: ModuleProject | undefined;
  private currentCatalog:
    { catalog: Catalog; rows: readonly ExtensionFact[]; project: ModuleProject } | undefined;

  private installed: InstalledIptables | undefined;
  private kernelVersions: readonly string[] = [];
  private describedKernels: readonly Kernel[] = [];

  readonly rules: RuleService = createRuleService();
  private readonly embeddedFiles = new EmbeddedFiles(this.rules);

  constructor(private readonly module: ModuleService) {}

  /** A file as it is on disk; undefined when it is gone. Files of no kind are passed over. */
  setFile(uri: string, text: string | undefined): void {
    const key = canonicalUri(uri);
    const kind = text === undefined ? undefined : kindOfFile(URI.parse(key).path, text);
    if (text === undefined || kind === undefined) this.disk.delete(key);
    else this.disk.set(key, new KnownFile(kind, SourceText.of(text), false));
    if (!this.documents.has(key)) this.stale.add(key);
  }

  /** Everything on disk below a folder is forgotten. */
  removeFolder(folderUri: string): void {
    const prefix = `${canonicalUri(folderUri)}/`;
    for (const uri of [...this.disk.keys()].filter((known) => known.startsWith(prefix))) {
      this.setFile(uri, undefined);
    }
  }

  /** What the machine has that rules are going to; undefined when none is connected. */
  setInstalled(installed: InstalledIptables | undefined): void {
    this.installed = installed;
    this.currentCatalog = undefined;
  }

  /** The kernels that modules are built for, besides those of targets, from here on. */
  useKernelVersions(versions: readonly string[]): void {
    if (versions.join() === this.kernelVersions.join()) return;
    this.kernelVersions = versions;
    this.currentProject = undefined;
  }

  /** The kernels of the targets whose headers are known. */
  setDescribedKernels(descriptions: readonly KernelDescription[]): void {
    this.describedKernels = descriptions.map(kernelOf);
    this.currentProject = undefined;
  }

  /** A document as it is in the editor; its language, not its name, says what it is. */
  setDocument(uri: string, kind: FileKind, text: SourceText | string): void {
    const key = canonicalUri(uri);
    this.documents.set(key, new KnownFile(kind, SourceText.of(text), true));
    this.stale.add(key);
  }

  /** The file on disk counts again. */
  closeDocument(uri: string): void {
    const key = canonicalUri(uri);
    this.documents.delete(key);
    this.stale.add(key);
  }

  /** Whether a folder holds C of an extension, so that whatever C lies beside it matters too. */
  hasSourcesIn(folderUri: string): boolean {
    const prefix = `${canonicalUri(folderUri)}/`;
    return [...this.disk].some(([uri, { kind }]) => kind === 'source' && uri.startsWith(prefix));
  }

  kindOf(uri: string): FileKind | undefined {
    return this.find(uri)?.kind;
  }

  textOf(uri: string): string | undefined {
    return this.find(uri)?.text;
  }

  source(uri: string): SourceModel | undefined {
    this.settle();
    return this.sources.get(canonicalUri(uri))?.model;
  }

  buildFile(uri: string): BuildFile | undefined {
    this.settle();
    return this.buildFiles.get(canonicalUri(uri));
  }

  /** The C of the workspace. */
  get project(): ModuleProject {
    this.settle();
    this.currentProject ??= createProject(
      [...this.sources.values()].map(({ model }) => model),
      [...this.buildFiles.values()],
      [...kernelsOfVersions(this.kernelVersions), ...this.describedKernels],
    );
    return this.currentProject;
  }

  /** The extensions rule files may use. The same object for as long as the C teaches the same. */
  get catalog(): Catalog {
    const { project } = this;
    if (this.currentCatalog?.project === project) return this.currentCatalog.catalog;
    const rows = this.learnedRows();
    const known = this.currentCatalog;
    const catalog =
      known && teachTheSame(known.rows, rows)
        ? known.catalog
        : createCatalog({ learned: rows, complete: this.installed !== undefined });
    this.currentCatalog = { catalog, rows, project };
    return catalog;
  }

  /** What the C teaches wins over what is installed on the target, which may be an older build of it. */
  private learnedRows(): ExtensionFact[] {
    const rows = learnExtensions(this.project);
    const installed = this.installed ? learnInstalled(this.installed) : [];
    const isNew = ({ kind, name }: ExtensionFact) =>
      !rows.some((row) => row.kind === kind && row.name === name);
    return [...rows, ...installed.filter(isNew)];
  }

  /** Whether there are scripts, which have no rules before `useShell`. */
  get hasScripts(): boolean {
    return [...this.disk.values(), ...this.documents.values()].some(({ kind }) => kind === 'script');
  }

  /** URIs of all files with rules in which a word stands somewhere, open or on disk; the kind says how they are read. */
  filesWithRules(word: string): { readonly uri: string; readonly kind: FileKind }[] {
    return [...new Set([...this.documents.keys(), ...this.disk.keys()])].flatMap((uri) => {
      const file = this.find(uri);
      const mayUse = file && kindsWithRules.has(file.kind) && file.text.includes(word);
      return mayUse ? [{ uri, kind: file.kind }] : [];
    });
  }

  /**
   * A rule file read with the settings (those of the last reading, when none are given) and what the C teaches now;
   * undefined if it isn't one.
   */
  ruleSnapshot(uri: string, given?: ServerSettings): RuleSnapshot | undefined {
    const key = canonicalUri(uri);
    const file = this.find(key);
    if (file?.kind !== 'rules') return undefined;
    const settings = given ?? this.ruleSnapshots.get(key)?.settings ?? defaultSettings;
    return this.readRules(key, key, file.source, this.profileOf(key, file, settings).profile, settings);
  }

  /** A rule file read as the other variant would; undefined unless it is meant for both. */
  otherVariant(uri: string, settings: ServerSettings): RuleSnapshot | undefined {
    const key = canonicalUri(uri);
    const file = this.find(key);
    if (file?.kind !== 'rules') return undefined;
    const { profile, isForBoth } = this.profileOf(key, file, settings);
    const variant = profile.variant === 'nft' ? 'legacy' : 'nft';
    return isForBoth
      ? this.readRules(`${key} ${variant}`, key, file.source, { ...profile, variant }, settings)
      : undefined;
  }

  private readRules(
    key: string,
    uri: string,
    source: SourceText,
    profile: Profile,
    settings: ServerSettings,
  ): RuleSnapshot {
    const known = this.ruleSnapshots.get(key);
    const sameReading =
      known?.settings === settings &&
      JSON.stringify(known.snapshot.settings.profile) === JSON.stringify(profile);
    const snapshot = sameReading
      ? this.rules.update(this.rules.withCatalog(known.snapshot, this.catalog), source)
      : this.rules.open(source, { uri, profile, catalog: this.catalog, severities: settings.severities });
    this.ruleSnapshots.set(key, { snapshot, settings });
    return snapshot;
  }

  /**
   * A file that has rules in it and is none, read with the settings (those of the last reading, when none are given);
   * undefined if it isn't one.
   */
  embedded(uri: string, given?: ServerSettings): EmbeddedFile | undefined {
    const key = canonicalUri(uri);
    const file = this.find(key);
    if (file?.kind !== 'tests' && file?.kind !== 'script') return undefined;
    const { kind, text } = file;
    const settings = given ?? this.embeddedFiles.settingsOf(key) ?? defaultSettings;
    const { profile } = this.profileOf(key, file, settings);
    const { path } = URI.parse(key);
    return this.embeddedFiles.read(key, { kind, path, text, profile, settings, catalog: this.catalog });
  }

  /** From here on the commands of shell scripts are read. */
  useShell(readScript: ReadScript): void {
    this.embeddedFiles.useShell(readScript);
  }

  /** What the rules of a file are read as, and why; undefined for files without any. */
  explainProfile(uri: string, settings: ServerSettings): FileProfile | undefined {
    const key = canonicalUri(uri);
    const file = this.find(key);
    const hasRules = file?.kind === 'rules' || (this.embedded(uri, settings)?.regions.length ?? 0) > 0;
    if (!file || !hasRules) return undefined;
    const explained = this.profileOf(key, file, settings);
    const target = this.installed?.target;
    if (file.kind === 'rules') return { ...explained, target };
    return { ...explained, profile: { ...explained.profile, consumer: 'shell' }, target };
  }

  private profileOf(uri: string, { source }: KnownFile, settings: ServerSettings): ExplainedProfile {
    const target = this.installed;
    const tree = this.releaseOf(uri);
    return explainProfile(URI.parse(uri).path, source.head(headLength), {
      ...settings.profile,
      ...(target && { target }),
      ...(tree !== undefined && { tree }),
    });
  }

  /** The version of iptables in whose sources a file lies, if it does. */
  private releaseOf(uri: string): string | undefined {
    const place = URI.parse(uri);
    for (const path of releaseFilesAbove(place.path)) {
      const file = this.find(place.with({ path }).toString());
      if (file?.kind === 'release') return releaseIn(file.text);
    }
    return undefined;
  }

  private find(uri: string): KnownFile | undefined {
    const key = canonicalUri(uri);
    return this.documents.get(key) ?? this.disk.get(key);
  }

  private settle(): void {
    for (const key of this.stale) this.refresh(key);
    this.stale.clear();
  }

  /** Brings what is derived from one file in line with its text. */
  private refresh(key: string): void {
    const file = this.find(key);
    if (file?.kind !== 'rules') this.forgetRules(key);
    if (file === undefined) this.embeddedFiles.forget(key);
    this.refreshBuildFile(key, file);
    this.refreshSource(key, file);
  }

  private forgetRules(key: string): void {
    for (const name of [key, `${key} legacy`, `${key} nft`]) this.ruleSnapshots.delete(name);
  }

  private refreshBuildFile(key: string, file: KnownFile | undefined): void {
    if (file?.kind === 'build') this.buildFiles.set(key, readBuildFile(key, file.text));
    else if (!this.buildFiles.delete(key)) return;
    this.currentProject = undefined;
  }

  private refreshSource(key: string, file: KnownFile | undefined): void {
    if (file?.kind !== 'source') {
      if (this.sources.delete(key)) this.currentProject = undefined;
      return;
    }
    const known = this.sources.get(key);
    if (known?.text === file.text) return;
    this.sources.set(key, this.module.read(key, file.text, known));
    this.currentProject = undefined;
  }
}

/** Rows of sources that did not change are the same objects. */
function teachTheSame(a: readonly ExtensionFact[], b: readonly ExtensionFact[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, index) => row === b[index] || JSON.stringify(row) === JSON.stringify(b[index]))
  );
}

const kindsWithRules: ReadonlySet<FileKind> = new Set(['rules', 'tests', 'script']);

/** Whoever hands over C has a reason to, also when its name is not that of an extension. */
function kindOfFile(path: string, text: string): FileKind | undefined {
  return fileKind(path, text) ?? (isC(path) ? 'source' : undefined);
}
