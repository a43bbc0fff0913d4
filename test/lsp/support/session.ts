// Servers and folders of one test, ended and removed when it is over.
import { afterEach } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { TestClient, type ClientOptions } from './client';
import { writeFixture, type Fixture } from './fixture';

export interface Session {
  /** A folder with the extension FOO and rules that use it. */
  fixture(): Promise<Fixture>;
  start(options?: ClientOptions): Promise<TestClient>;
}

/** To be called once at the top of a test file. */
export function useSessions(): Session {
  const folders: TemporaryFolder[] = [];
  const clients: TestClient[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.kill()));
    await Promise.all(folders.splice(0).map((folder) => folder.remove()));
  });
  return {
    fixture: async () => {
      const folder = await temporaryFolder();
      folders.push(folder);
      return writeFixture(folder.path);
    },
    start: async (options) => {
      const client = await TestClient.start(options);
      clients.push(client);
      return client;
    },
  };
}
