// Which Debian mirrors this machine uses, read from its apt sources, and from that the sources of any suite.
// private-apt.ts writes them into apt's private folder; the machine's own files are only read.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../user-error';
import type { Suite } from './suites';

/** One source, of either of apt's two formats (sources.list(5)). */
export interface AptSource {
  readonly types: readonly string[];
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Path of a keyring, fingerprints, or a whole key, as it was written. */
  readonly signedBy: string | undefined;
  readonly trusted: boolean;
}

/** Debian's suites by name and by role; what else a source may name belongs to another distribution. */
const debianSuite =
  /^(buster|bullseye|bookworm|trixie|forky|duke|sid|oldoldstable|oldstable|stable|testing|unstable)(-|\/|$)/;

/** Reads the sources of this machine; a file that cannot be read counts as empty. */
export async function readMachineSources(configuration: AptPaths): Promise<AptSource[]> {
  const parts = await readdir(configuration.sourceParts).catch(() => []);
  const files = [
    configuration.sourceList,
    ...parts.sort().map((name) => join(configuration.sourceParts, name)),
  ].filter((path) => path.endsWith('.list') || path.endsWith('.sources'));
  const sources = await Promise.all(
    files.map(async (path) => {
      const text = await readFile(path, 'utf8').catch(() => '');
      return path.endsWith('.sources') ? parseStanzas(text) : parseLines(text);
    }),
  );
  return sources.flat();
}

export interface AptPaths {
  readonly sourceList: string;
  readonly sourceParts: string;
}

/** The one-line format: `deb [signed-by=/…] http://… bookworm main contrib`. */
export function parseLines(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(deb|deb-src)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)([^#]*)/.exec(line);
    if (match === null) return [];
    const [, type = '', optionText = '', uri = '', suite = '', components = ''] = match;
    const options = new Map(
      words(optionText).map((option): [string, string] => {
        const [name = '', ...value] = option.split('=');
        return [name.toLowerCase(), value.join('=')];
      }),
    );
    return [
      {
        types: [type],
        uris: [uri],
        suites: [suite],
        components: words(components),
        signedBy: options.get('signed-by'),
        trusted: options.get('trusted') === 'yes',
      },
    ];
  });
}

/** The deb822 format: stanzas of `Field: value`, a value going on in lines that begin with a blank. */
export function parseStanzas(text: string): AptSource[] {
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map(parseFields)
    .filter((fields) => fields.get('enabled')?.toLowerCase() !== 'no' && fields.has('uris'))
    .map((fields) => ({
      types: words(fields.get('types')),
      uris: words(fields.get('uris')),
      suites: words(fields.get('suites')),
      components: words(fields.get('components')),
      signedBy: fields.get('signed-by'),
      trusted: fields.get('trusted')?.toLowerCase() === 'yes',
    }));
}

function parseFields(stanza: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue;
    const field = /^([A-Za-z-]+):[ \t]*(.*)$/.exec(line);
    if (field !== null) {
      name = (field[1] ?? '').toLowerCase();
      fields.set(name, field[2] ?? '');
    } else if (/^[ \t]/.test(line) && name !== '') {
      fields.set(name, `${fields.get(name) ?? ''}\n${line}`);
    }
  }
  return fields;
}

function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}

/** The two halves of an archive: packages, and the sources they are built from. */
export type ArchiveType = 'deb' | 'deb-src';

/**
 * The sources of `suite` for apt, in deb822 format, from the machine's own mirrors: no other host is asked.
 *
 * @param keyring Debian's archive keyring on this machine, which knows the keys of every suite; undefined when
 *   it is not installed, and then the key of the machine's own source has to do.
 * @throws UserError when the machine's sources name no Debian archive.
 */
export function sourcesFor(
  suite: Pick<Suite, 'name' | 'security'>,
  machine: readonly AptSource[],
  keyring: string | undefined,
  type: ArchiveType = 'deb',
): string {
  const debian = machine.filter(isDebian);
  const archive = debian.find((source) => !isSecurity(source));
  const security = debian.find(isSecurity);
  if (archive === undefined) throw noArchive();
  const stanzas = [stanza(archive, suite.name, keyring, type)];
  // A machine with a mirror of its own and no security archive may well have no way to Debian's.
  if (suite.security !== undefined && security !== undefined) {
    stanzas.push(stanza(security, suite.security, keyring, type));
  }
  return stanzas.join('\n');
}

function noArchive(): UserError {
  return new UserError(
    "The apt sources of this machine name no Debian archive, and the test VM is made of Debian's packages.",
    'Add a Debian mirror to /etc/apt/sources.list.d, or choose a target that is reached over SSH.',
    { code: 'no-debian-archive' },
  );
}

function isDebian(source: AptSource): boolean {
  return (
    source.types.includes('deb') &&
    source.components.includes('main') &&
    source.suites.some((suite) => debianSuite.test(suite)) &&
    !source.uris.some((uri) => uri.startsWith('cdrom:'))
  );
}

function isSecurity(source: AptSource): boolean {
  return source.suites.some((suite) => suite.includes('-security') || suite.endsWith('/updates'));
}

function stanza(source: AptSource, suite: string, keyring: string | undefined, type: ArchiveType): string {
  const signedBy = keyring ?? source.signedBy;
  const fields = [`Types: ${type}`, `URIs: ${source.uris[0] ?? ''}`, `Suites: ${suite}`, 'Components: main'];
  if (signedBy !== undefined) fields.push(`Signed-By: ${signedBy}`);
  if (source.trusted) fields.push('Trusted: yes');
  return `${fields.join('\n')}\n`;
}
