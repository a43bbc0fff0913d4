// The user's settings, asked from the client for each document and kept until it says that they changed. A client that
// cannot be asked sends them with that notification, or with `initialize`; one that does neither gets the defaults.
import type { Connection } from 'vscode-languageserver';
import { defaultSettings, readSettings, section } from '../workspace/settings';
import type { ServerSettings } from '../workspace/settings';

export class SettingsCache {
  private readonly byUri = new Map<string, Promise<ServerSettings>>();
  private pushed: ServerSettings = defaultSettings;
  private canAsk = false;

  constructor(private readonly connection: Connection) {}

  /** `options` are the `initializationOptions`, which hold the section's value or `{ netfilterWorkbench: … }`. */
  start(canAsk: boolean, options: unknown): void {
    this.canAsk = canAsk;
    this.pushed = readSettings(sectionOf(options));
  }

  /** The settings for a document. Equal ones are one object, so that they can be compared. */
  for(uri: string): Promise<ServerSettings> {
    if (!this.canAsk) return Promise.resolve(this.pushed);
    const known = this.byUri.get(uri) ?? this.ask(uri);
    this.byUri.set(uri, known);
    return known;
  }

  /** Forgets what was asked; takes what was sent. */
  changed(settings: unknown): void {
    this.byUri.clear();
    if (!this.canAsk) this.pushed = readSettings(sectionOf(settings));
  }

  forget(uri: string): void {
    this.byUri.delete(uri);
  }

  private async ask(uri: string): Promise<ServerSettings> {
    try {
      const value: unknown = await this.connection.workspace.getConfiguration({ scopeUri: uri, section });
      return readSettings(value);
    } catch {
      // A client that announces the request and then refuses it is as one that never could.
      return this.pushed;
    }
  }
}

function sectionOf(value: unknown): unknown {
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return section in record ? record[section] : record;
}
