// The language client's configuration: how the server is started, which documents it serves.
// Loaded apart from the rest because the client library is large.
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
  type StaticFeature,
} from 'vscode-languageclient/node';
import { ruleLanguage, scriptLanguage, testLanguage } from '../../../server/src/protocol';
import type { ClientExtras } from '../../../server/src/protocol';
import { section } from '../config';
import { withLineFeedFix } from './line-feed-fix';

/** Extensions that colour all of C: an editor takes the colours of one source alone. */
const otherColours = ['llvm-vs-code-extensions.vscode-clangd', 'ms-vscode.cpptools'];

/** Tells the server what this client has: commands, and colours of C from elsewhere. */
const extras: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    const hasColours = otherColours.some((id) => vscode.extensions.getExtension(id) !== undefined);
    const known: ClientExtras = {
      netfilterWorkbench: { showRules: true, ...(hasColours && { coloursOfC: 'elsewhere' }) },
    };
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), ...known };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** What becomes of a server after it was started. */
export interface ServerEvents {
  /** It is ready for requests. */
  readonly onReady: () => void;
  /** It has ended without being told to. */
  readonly onCrash: () => void;
}

export function createLanguageClient(
  extension: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  { onReady, onCrash }: ServerEvents,
): LanguageClient {
  const module = extension.asAbsolutePath('dist/server.js');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const options: LanguageClientOptions = {
    // A header is C++ to the editor, whatever it holds.
    documentSelector: [
      { language: ruleLanguage },
      { language: testLanguage },
      { scheme: 'file', language: scriptLanguage },
      { scheme: 'file', language: 'c' },
      { scheme: 'file', language: 'cpp', pattern: '**/*.h' },
      { scheme: 'file', language: 'makefile' },
      { scheme: 'file', pattern: '**/{Kbuild,Makefile,Mbuild}*' },
      { scheme: 'file', pattern: '**/lib{xt,ipt,ip6t,arpt,ebt}_*.man' },
    ],
    // The server asks for settings and watches files by itself; why it does not start is told once, by its caller.
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        onCrash();
        return { action: CloseAction.DoNotRestart, message: 'The language server has ended.', handled: true };
      },
    },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'netfilter',
    middleware: {
      provideCodeActions: async (document, range, context, token, next) =>
        withLineFeedFix(await next(document, range, context, token)),
    },
  };
  const client = new QuietClient(section, 'Netfilter Workbench', server, options);
  client.registerFeature(extras);
  client.onDidChangeState(({ newState }) => newState === State.Running && onReady());
  return client;
}

/** What goes wrong is told by whoever started the client, once and with a way on; here it goes to the log. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
