// What the server says it can do: exactly what the files beside this one do.
import {
  TextDocumentSyncKind,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { ruleLanguage, scriptLanguage } from '../protocol';
import { semanticTokensLegend } from '../rules/service';
import { formattingCapabilities } from './formatting';

const ruleFiles = [{ language: ruleLanguage }];

export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: {
      // The dot is for fields in C, all else for rules.
      triggerCharacters: ['-', ' ', ',', '!', ':', '=', '*', '/', '.'],
      resolveProvider: true,
    },
    signatureHelpProvider: { triggerCharacters: [' ', ',', '='], retriggerCharacters: [' ', ','] },
    semanticTokensProvider: {
      documentSelector: [...ruleFiles, { language: 'c' }],
      legend: semanticTokensLegend,
      full: true,
      range: true,
    },
    inlayHintProvider: { documentSelector: ruleFiles },
    hoverProvider: true,
    documentSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    callHierarchyProvider: { documentSelector: [...ruleFiles, { language: scriptLanguage }] },
    codeLensProvider: {},
    codeActionProvider: { codeActionKinds: ['quickfix'] },
    // Only for rule files: an editor that is told of a provider for C stops folding C by itself.
    foldingRangeProvider: { documentSelector: ruleFiles },
    ...formattingCapabilities(client),
    ...(client.textDocument?.diagnostic && {
      diagnosticProvider: {
        identifier: 'netfilter',
        interFileDependencies: true,
        workspaceDiagnostics: false,
      },
    }),
    ...(client.workspace?.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}
