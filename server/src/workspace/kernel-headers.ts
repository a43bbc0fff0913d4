// The headers of a kernel, as they lie in the folders of a build tree → its description for the checks of C: what the
// sources of the workspace include, and what those headers include in turn, read once a file.
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { KernelDescription } from '../module/kernel-api/description';
import { readOptions, readSymbols, watched } from '../module/kernel-api/description';
import { readHeader } from '../module/kernel-api/header';
import type { Header } from '../module/kernel-api/header';
import { apiHistory } from '../module/kernel-api/history';
import type { SourceModel } from '../module/service';
import type { KernelHeaders } from '../protocol';

/** A build tree whose headers are read as they are asked for, and kept. */
export class HeaderTree {
  private readonly headers = new Map<string, Promise<Header | undefined>>();

  constructor(private readonly place: KernelHeaders) {}

  /** What the kernel is to sources that include these headers; undefined where there is no build tree. */
  async describe(includes: ReadonlySet<string>): Promise<KernelDescription | undefined> {
    const { build, name } = this.place;
    const versionCode = await versionCodeOf(build);
    if (versionCode === undefined) return undefined;
    const rows = apiHistory.flatMap(({ headers }) => headers);
    const [headers, symbols, options] = await Promise.all([
      this.readAll([...rows, ...includes]),
      readText(join(build, 'Module.symvers')),
      readText(join(build, 'include/config/auto.conf')),
    ]);
    return {
      ...{ name, versionCode, headers },
      symbols: readSymbols(symbols ?? ''),
      options: readOptions(options ?? ''),
    };
  }

  /** The headers named and all that they include. */
  private async readAll(paths: readonly string[]): Promise<ReadonlyMap<string, Header>> {
    const found = new Map<string, Header>();
    const asked = new Set(paths);
    for (let wanted = [...asked]; wanted.length > 0;) {
      const read = await Promise.all(wanted.map(async (path) => ({ path, header: await this.read(path) })));
      wanted = [];
      for (const { path, header } of read) {
        if (!header) continue;
        found.set(path, header);
        for (const include of header.includes.flatMap((written) => placesOf(written, path))) {
          if (!asked.has(include)) wanted.push(include);
          asked.add(include);
        }
      }
    }
    return found;
  }

  private read(path: string): Promise<Header | undefined> {
    const known = this.headers.get(path) ?? this.readFrom(path);
    this.headers.set(path, known);
    return known;
  }

  private async readFrom(path: string): Promise<Header | undefined> {
    for (const folder of this.place.includes) {
      const text = await readText(join(folder, path));
      if (text !== undefined) return readHeader(text, watched);
    }
    return undefined;
  }
}

/** What an include of a header may mean: with quotes first what lies beside it. */
function placesOf(include: string, from: string): string[] {
  if (!include.startsWith('./')) return [include];
  return [posix.join(posix.dirname(from), include), include.slice('./'.length)];
}

/** The kernel headers that sources include themselves. */
export function kernelIncludes(sources: readonly SourceModel[]): ReadonlySet<string> {
  const paths = sources.flatMap(({ includes }) => includes.map(({ path }) => path));
  return new Set(paths.filter((path) => /^(?:linux|net|uapi|asm)\//.test(path)));
}

async function versionCodeOf(build: string): Promise<number | undefined> {
  const text = await readText(join(build, 'include/generated/uapi/linux/version.h'));
  const code = /^#define\s+LINUX_VERSION_CODE\s+(\d+)/m.exec(text ?? '')?.[1];
  return code === undefined ? undefined : Number(code);
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
