// Diagnostics, the way the client wants them: it asks for them (pull), and is told when answers it has are out of
// date; or they are sent (push). Either way a burst of changes makes one round.
import {
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnose } from '../workspace/diagnose';
import type { Workspace } from '../workspace/workspace';
import { coalesce } from './coalesce';
import { guard, logFailure } from './context';
import { toSend } from './sent-diagnostics';
import type { ServerContext } from './context';
import type { Documents } from './documents';

/** Milliseconds without a change before a round begins. */
const pause = { push: 150, refresh: 300 };

export function serveDiagnostics(context: ServerContext, documents: Documents): void {
  if (context.client.textDocument?.diagnostic) answerPulls(context);
  else pushDiagnostics(context, documents);
}

function answerPulls(context: ServerContext): void {
  const { connection, client } = context;
  const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(
    guard(context, 'textDocument/diagnostic', empty, async ({ textDocument: { uri } }, workspace) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: await diagnosticsOf(context, workspace, uri),
      ...(client.textDocument?.diagnostic?.relatedDocumentSupport && {
        relatedDocuments: await relatedReports(context, workspace, uri),
      }),
    })),
  );
  if (!client.workspace?.diagnostics?.refreshSupport) return;
  const refresh = coalesce(pause.refresh, () => {
    Promise.resolve(connection.languages.diagnostics.refresh()).catch((error: unknown) =>
      logFailure(connection, 'workspace/diagnostic/refresh', error),
    );
  });
  let catalog: unknown;
  context.onFilesChanged(({ uri, cause }) => {
    void context.workspace.then((workspace) => {
      // What is typed into a rule file concerns nobody else; C concerns its twin, and rules when it teaches them anew.
      const kind = uri === undefined ? undefined : workspace.kindOf(uri);
      const isC = kind === 'source' || kind === 'build';
      if (cause === 'elsewhere' || isC || catalog !== workspace.catalog) refresh();
      catalog = workspace.catalog;
    });
  });
}

/** Reports of the other halves of a source's extensions: their findings change with its own. */
async function relatedReports(
  context: ServerContext,
  workspace: Workspace,
  uri: string,
): Promise<Record<string, FullDocumentDiagnosticReport>> {
  const source = workspace.source(uri);
  if (!source) return {};
  const { project } = workspace;
  const twins = project.extensionsOf(source).flatMap((extension) => project.twinsOf(extension));
  const related = [...new Set(twins.map((twin) => twin.source.uri))];
  const reports = related.map(async (twin): Promise<[string, FullDocumentDiagnosticReport]> => [
    twin,
    { kind: DocumentDiagnosticReportKind.Full, items: await diagnosticsOf(context, workspace, twin) },
  ]);
  return Object.fromEntries(await Promise.all(reports));
}

function pushDiagnostics(context: ServerContext, documents: Documents): void {
  const { connection } = context;
  const sent = new Map<string, string>();
  const send = async (uri: string, version: number, diagnostics: Diagnostic[]) => {
    const content = JSON.stringify(diagnostics);
    if (sent.get(uri) === content) return;
    sent.set(uri, content);
    await connection.sendDiagnostics({ uri, version, diagnostics });
  };
  const push = coalesce(pause.push, () => {
    const round = documents.all().map(async ({ uri, version }) => {
      const diagnostics = await diagnosticsOf(context, await context.workspace, uri);
      // What was typed meanwhile starts a round of its own.
      if (documents.get(uri)?.version === version) await send(uri, version, diagnostics);
    });
    Promise.all(round).catch((error: unknown) => logFailure(connection, 'Pushing diagnostics', error));
  });
  context.onFilesChanged(push);
  documents.onDidClose(({ document: { uri, version } }) => {
    send(uri, version, []).catch((error: unknown) => logFailure(connection, 'Clearing diagnostics', error));
    sent.delete(uri);
  });
}

async function diagnosticsOf(
  context: ServerContext,
  workspace: Workspace,
  uri: string,
): Promise<Diagnostic[]> {
  // A client that cannot be told to ask again is answered when all is known.
  if (!context.client.workspace?.diagnostics?.refreshSupport) await context.scanned;
  const settings = await context.settings.for(uri);
  try {
    const found = diagnose(workspace, uri, settings, (code, error) =>
      logFailure(context.connection, `The check ${code}`, error),
    );
    return toSend(found);
  } catch (error) {
    logFailure(context.connection, `Diagnosing ${uri}`, error);
    return [];
  }
}
