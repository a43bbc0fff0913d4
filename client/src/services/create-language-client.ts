// The language client's configuration: how the server is started, which documents it serves, which files it watches.
// Loaded apart from the rest because the client library is large.
import * as vscode from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from 'vscode-languageclient/node';
import { ruleLanguage } from '../../../server/src/protocol';
import { section } from '../config';

/** C that concerns the server: both halves of an extension, and the headers they share. */
const sourcePattern = '**/{xt,ipt,ip6t,libxt,libipt,libip6t,arpt,libarpt,ebt}_*.{c,h}';

/** Files that the server reads without their being open. */
const watchedPatterns = [sourcePattern, '**/{Kbuild,Makefile,Mbuild}', '**/*.{rules,iptables,v4,v6}'];

export function createLanguageClient(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): LanguageClient {
  const module = extension.asAbsolutePath('dist/server.js');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: ruleLanguage },
      { scheme: 'file', language: 'c', pattern: sourcePattern },
      { scheme: 'file', language: 'makefile', pattern: '**/{Kbuild,Makefile,Mbuild}' },
    ],
    synchronize: {
      configurationSection: section,
      fileEvents: watchedPatterns.map((pattern) => vscode.workspace.createFileSystemWatcher(pattern)),
    },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'netfilter',
  };
  return new LanguageClient(section, 'Netfilter Workbench', server, options);
}
