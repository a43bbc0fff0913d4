// The requests of protocol.ts, and the notification that says when the answer to one of them has changed.
import { allExtensions } from '../all-extensions';
import {
  extensionExistsRequest,
  extensionsRequest,
  installedIptablesNotification,
  printkCallsChangedNotification,
  printkCallsRequest,
  profileRequest,
} from '../protocol';
import { listExtensions } from '../workspace/extensions';
import { printkCallsOf } from '../workspace/printk-calls';
import { coalesce } from './coalesce';
import { guard, guardQuietly } from './context';
import type { ServerContext } from './context';

/** Milliseconds without a change before the client is told. */
const pause = 300;

export function serveCustomRequests(context: ServerContext): void {
  const { connection } = context;
  const printkCalls = guard<void, ReturnType<typeof printkCallsOf>>(
    context,
    printkCallsRequest.method,
    [],
    async (_, workspace) => {
      await context.scanned;
      return printkCallsOf(workspace.project);
    },
  );
  connection.onRequest(printkCallsRequest, (token) => printkCalls(undefined, token));
  const extensions = guard<void, ReturnType<typeof listExtensions>>(
    context,
    extensionsRequest.method,
    [],
    async (_, workspace) => {
      await context.scanned;
      return listExtensions(workspace.project);
    },
  );
  connection.onRequest(extensionsRequest, (token) => extensions(undefined, token));
  connection.onRequest(
    extensionExistsRequest,
    guard(context, extensionExistsRequest.method, false, async ({ kind, name }, workspace) => {
      await context.scanned;
      const known = [...allExtensions, ...listExtensions(workspace.project)];
      return known.some((extension) => extension.kind === kind && extension.name === name);
    }),
  );
  connection.onRequest(
    profileRequest,
    guard(context, profileRequest.method, null, async ({ uri }, workspace) => {
      const explained = workspace.explainProfile(uri, await context.settings.for(uri));
      if (!explained) return null;
      const { profile, sources, isForBoth, target } = explained;
      return { ...profile, sources, isForBoth, target };
    }),
  );
  connection.onNotification(installedIptablesNotification, (installed) => {
    void guardQuietly(context, installedIptablesNotification.method, async () => {
      (await context.workspace).setInstalled(installed ?? undefined);
      context.filesChanged({ uri: undefined, cause: 'elsewhere' });
    });
  });
  tellOfPrintkCalls(context);
}

function tellOfPrintkCalls(context: ServerContext): void {
  const { connection } = context;
  let told = '[]';
  const tell = coalesce(pause, () => {
    void guardQuietly(context, printkCallsChangedNotification.method, async () => {
      const calls = JSON.stringify(printkCallsOf((await context.workspace).project));
      if (calls === told) return;
      told = calls;
      await connection.sendNotification(printkCallsChangedNotification);
    });
  });
  context.onFilesChanged(tell);
}
