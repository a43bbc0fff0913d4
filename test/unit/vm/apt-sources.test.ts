import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseLines, parseStanzas, readMachineSources, sourcesFor } from '../../../remote/src/vm/apt-sources';
import { findSuite } from '../../../remote/src/vm/suites';
import { temporaryFolder } from '../../support/temporary-folder';

const bookworm = findSuite('bookworm');
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

describe('the one-line format', () => {
  it('reads options, suites and components', () => {
    const text =
      'deb [arch=amd64 signed-by=/k.gpg trusted=yes] http://mirror.lan/debian bookworm main contrib\n';
    expect(parseLines(text)).toEqual([
      {
        types: ['deb'],
        uris: ['http://mirror.lan/debian'],
        suites: ['bookworm'],
        components: ['main', 'contrib'],
        signedBy: '/k.gpg',
        trusted: true,
      },
    ]);
  });

  it('passes over comments, blank lines and what follows a #', () => {
    const text = '# deb http://a/debian bookworm main\n\n  deb http://b/debian trixie main # contrib\n';
    const sources = parseLines(text);
    expect(sources.map(({ uris, components }) => [uris, components])).toEqual([
      [['http://b/debian'], ['main']],
    ]);
  });
});

describe('the deb822 format', () => {
  it('reads several stanzas, comments within them, and lists', () => {
    const text = [
      'Types: deb deb-src',
      '# a comment',
      'URIs: http://mirror.lan/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main',
      'Signed-By: /k.gpg',
      '',
      '',
      'Types: deb',
      'URIs: http://mirror.lan/debian-security',
      'Suites: bookworm-security',
      'Components: main',
    ].join('\n');
    const [archive, security] = parseStanzas(text);
    expect(archive).toMatchObject({ types: ['deb', 'deb-src'], suites: ['bookworm', 'bookworm-updates'] });
    expect(archive?.signedBy).toBe('/k.gpg');
    expect(security).toMatchObject({ uris: ['http://mirror.lan/debian-security'], signedBy: undefined });
  });

  it('keeps a key that is written into the stanza', () => {
    const key = '\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----';
    const text = `Types: deb\nURIs: http://m/debian\nSuites: bookworm\nComponents: main\nSigned-By:${key}\n`;
    expect(parseStanzas(text)[0]?.signedBy).toBe(key);
  });

  it('passes over a stanza that is switched off', () => {
    expect(parseStanzas('Enabled: no\nTypes: deb\nURIs: http://m/debian\nSuites: bookworm\n')).toEqual([]);
  });
});

describe('the sources of a suite', () => {
  const debian = 'deb http://mirror.lan/debian bookworm main';
  const security = 'deb http://mirror.lan/debian-security bookworm-security main';

  it("come from the machine's own mirrors", () => {
    expect(sourcesFor(bookworm, parseLines(`${debian}\n${security}`), keyring)).toBe(
      `Types: deb\nURIs: http://mirror.lan/debian\nSuites: bookworm\nComponents: main\nSigned-By: ${keyring}\n` +
        '\n' +
        `Types: deb\nURIs: http://mirror.lan/debian-security\nSuites: bookworm-security\nComponents: main\nSigned-By: ${keyring}\n`,
    );
  });

  it('of another suite come from the same mirrors', () => {
    const text = sourcesFor(findSuite('trixie'), parseLines(`${debian}\n${security}`), keyring);
    expect(text).toContain('URIs: http://mirror.lan/debian\nSuites: trixie\n');
    expect(text).toContain('URIs: http://mirror.lan/debian-security\nSuites: trixie-security\n');
  });

  it('may be those of source packages', () => {
    const text = sourcesFor(bookworm, parseLines(debian), keyring, 'deb-src');
    expect(text).toContain('Types: deb-src\nURIs: http://mirror.lan/debian\n');
  });

  it('are asked for on a machine of another distribution', () => {
    const ubuntu = parseLines('deb http://archive.ubuntu.lan/ubuntu noble main');
    expect(() => sourcesFor(bookworm, ubuntu, keyring)).toThrow(
      /name no Debian archive.* Add a Debian mirror/,
    );
  });

  it('leave security out when the machine has a mirror of its own and none for security', () => {
    expect(sourcesFor(bookworm, parseLines(debian), keyring)).not.toContain('security');
  });

  it("use the key of the machine's source when Debian's keyring is not installed", () => {
    const sources = parseLines(
      'deb [signed-by=/etc/apt/keyrings/lan.gpg] http://mirror.lan/debian bookworm main',
    );
    expect(sourcesFor(bookworm, sources, undefined)).toContain('Signed-By: /etc/apt/keyrings/lan.gpg\n');
  });

  it('take neither a disc nor a third party for the archive', () => {
    const text = `deb cdrom:[Debian]/ bookworm main\ndeb https://node.lan/node_20.x nodistro main\n${debian}`;
    const sources = sourcesFor(bookworm, parseLines(text), keyring);
    expect(sources).toContain('URIs: http://mirror.lan/debian\n');
    expect(sources).not.toMatch(/cdrom|node\.lan/);
  });
});

describe("this machine's files", () => {
  it('are read in both formats, and what is neither is passed over', async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    const sourceParts = join(folder.path, 'sources.list.d');
    await mkdir(sourceParts);
    await writeFile(
      join(sourceParts, 'a.sources'),
      'Types: deb\nURIs: http://a/debian\nSuites: sid\nComponents: main\n',
    );
    await writeFile(join(sourceParts, 'b.list'), 'deb http://b/debian sid main\n');
    await writeFile(join(sourceParts, 'c.list.disabled'), 'deb http://c/debian sid main\n');
    const sourceList = join(folder.path, 'sources.list');
    const sources = await readMachineSources({ sourceList, sourceParts });
    expect(sources.flatMap(({ uris }) => uris)).toEqual(['http://a/debian', 'http://b/debian']);
  });

  it('that are not there count as empty', async () => {
    const paths = { sourceList: '/nonexistent/sources.list', sourceParts: '/nonexistent/sources.list.d' };
    expect(await readMachineSources(paths)).toEqual([]);
  });
});
