// The face of the rule service: snapshots of rule files, and pure functions on them. server.ts and nfw call this
// and nothing behind it. A snapshot is immutable; updating one gives another that shares what did not change.
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Position,
  Range,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
} from 'vscode-languageserver-types';
import { diagnose } from './diagnostics';
import type { Catalog } from './facts/catalog';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/call-hierarchy';
import { codeActions } from './features/code-actions';
import { isFullyDescribed } from './features/certainty';
import { completions } from './features/completion';
import { resolveCompletion } from './features/completion-item';
import type { CompletionClient } from './features/completion-item';
import { definition } from './features/definition';
import type { ExtensionName, RuleDefinition } from './features/definition';
import { foldingRanges } from './features/folding';
import { formatting, savedRuleAt } from './features/formatting';
import type { SavedRule } from './format/saved-rule';
import { highlights } from './features/highlight';
import { hover } from './features/hover';
import { chainNameAt, chainsNamed, unknownChainNames } from './features/named-chain';
import type { ChainName, ChainWord, NamedChain } from './features/named-chain';
import { references } from './features/references';
import { prepareRename, rename } from './features/rename';
import type { Refusal, RenameSubject } from './features/rename';
import { ruleNumbers } from './features/rule-numbers';
import { semanticTokens, semanticTokensIn } from './features/semantic-tokens';
import { signatureHelp } from './features/signature-help';
import { documentSymbols } from './features/symbols';
import { uses } from './features/uses';
import { createSnapshot, readWithCatalog, updateSnapshot } from './snapshot';
import type { RuleSettings, RuleSnapshot } from './snapshot';
import type { SourceText } from './syntax/source';

export { actionsOf } from './features/code-actions';
export type { Catalog } from './facts/catalog';
export { createCatalog } from './facts/catalog';
export type { ExplainedProfile, Profile } from './profile';
export { deriveProfile, explainProfile, headLength } from './profile';
export { ruleChecks } from './checks/registry';
export type { BrokenLimit, RuleCheckDescription } from './checks/rule-check';
export type { RuleDiagnosticData } from './diagnostics';
export type { ExtensionName, RuleDefinition } from './features/definition';
export type { ChainName, ChainWord, NamedChain } from './features/named-chain';
export type { SavedRule } from './format/saved-rule';
export { semanticTokensLegend } from './features/semantic-tokens';
export type { Refusal, RenameSubject } from './features/rename';
export type { RuleSettings, RuleSnapshot } from './snapshot';
export { SourceText } from './syntax/source';
export type { Change } from './syntax/source';

export interface RuleService {
  open(text: SourceText | string, settings: RuleSettings): RuleSnapshot;
  /**
   * The same as opening the text with the settings of `previous`, but at the cost of what differs: least for a text
   * that was made by changing the one before.
   */
  update(previous: RuleSnapshot, text: SourceText | string): RuleSnapshot;
  /** The same as opening the text of `previous` with another catalog, but at the cost of what that changes for it. */
  withCatalog(previous: RuleSnapshot, catalog: Catalog): RuleSnapshot;
  /** In document order. Each has `code` and `data.tier` (`DiagnosticData` of server/src/check.ts). */
  diagnostics(snapshot: RuleSnapshot): Diagnostic[];
  /** Whether no finding on a line means that iptables takes it, because nothing in it is unknown. */
  isFullyDescribed(snapshot: RuleSnapshot, line: number): boolean;
  /** `client` says what the editor can do with an item; nothing special when left out. */
  completions(snapshot: RuleSnapshot, position: Position, client?: CompletionClient): CompletionList;
  /** An item of `completions` with its explanation. */
  resolveCompletion(catalog: Catalog, item: CompletionItem): CompletionItem;
  hover(snapshot: RuleSnapshot, position: Position): Hover | undefined;
  /** The form of the value being typed. */
  signatureHelp(snapshot: RuleSnapshot, position: Position): SignatureHelp | undefined;
  symbols(snapshot: RuleSnapshot): DocumentSymbol[];
  /** Of the whole file; undefined for one so long that only parts of it should be asked for. */
  semanticTokens(snapshot: RuleSnapshot): SemanticTokens | undefined;
  semanticTokensIn(snapshot: RuleSnapshot, range: Range): SemanticTokens;
  /** Of the rules in a range, the number each has in its chain. */
  ruleNumbers(snapshot: RuleSnapshot, range: Range): InlayHint[];
  foldingRanges(snapshot: RuleSnapshot): FoldingRange[];
  definition(snapshot: RuleSnapshot, position: Position): RuleDefinition | undefined;
  references(snapshot: RuleSnapshot, position: Position, includeDeclaration: boolean): Range[];
  chainNameAt(snapshot: RuleSnapshot, position: Position): ChainWord | undefined;
  chainsNamed(snapshot: RuleSnapshot, name: ChainName): NamedChain[];
  unknownChainNames(snapshot: RuleSnapshot): ChainWord[];
  highlights(snapshot: RuleSnapshot, position: Position): DocumentHighlight[];
  /** Whether the chain under the cursor can have another name; undefined where no chain is named. */
  prepareRename(snapshot: RuleSnapshot, position: Position): RenameSubject | Refusal | undefined;
  rename(snapshot: RuleSnapshot, position: Position, newName: string): TextEdit[] | Refusal | undefined;
  prepareCallHierarchy(snapshot: RuleSnapshot, position: Position): CallHierarchyItem[];
  incomingCalls(snapshot: RuleSnapshot, item: CallHierarchyItem): CallHierarchyIncomingCall[];
  outgoingCalls(snapshot: RuleSnapshot, item: CallHierarchyItem): CallHierarchyOutgoingCall[];
  codeActions(snapshot: RuleSnapshot, range: Range): CodeAction[];
  /** The edits that write the file, or the lines a range touches, as iptables-save would. */
  formatting(snapshot: RuleSnapshot, range?: Range): TextEdit[];
  /** What iptables-save prints of the rule on a line, as far as that is certain. */
  savedRule(snapshot: RuleSnapshot, line: number): SavedRule | undefined;
  /** Where a file uses an extension (`-j CLONE`), or one option of it (`--mark`): workspace/ asks this from the C side. */
  uses(snapshot: RuleSnapshot, extension: ExtensionName, option?: string): Range[];
}

export function createRuleService(): RuleService {
  return {
    open: createSnapshot,
    update: updateSnapshot,
    withCatalog: readWithCatalog,
    diagnostics: diagnose,
    isFullyDescribed,
    completions,
    resolveCompletion,
    hover,
    signatureHelp,
    symbols: documentSymbols,
    semanticTokens,
    semanticTokensIn,
    ruleNumbers,
    foldingRanges,
    definition,
    references,
    chainNameAt,
    chainsNamed,
    unknownChainNames,
    highlights,
    prepareRename,
    rename,
    prepareCallHierarchy,
    incomingCalls,
    outgoingCalls,
    codeActions,
    formatting,
    savedRule: savedRuleAt,
    uses,
  };
}
