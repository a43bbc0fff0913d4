// Lines of make, the compiler, modpost and the linker → problems on files of this machine. Pure: paths are mapped
// by what the caller says, nothing is read.
import type { Problem } from './job';
import { caretOffset, columnOfCaret, repeatedSource } from './source-column';

export interface OutputContext {
  /** Absolute folder the build ran in; relative names and names below it are files of `localFolder`. */
  readonly buildFolder: string;
  /** Absolute local folder. */
  readonly localFolder: string;
  /** Absolute local file for what names no file of the folder. */
  readonly mainSource: string;
  /** One-based line of a symbol's first use in the local sources. */
  readonly findSymbol?: (symbol: string) => { readonly file: string; readonly line: number } | undefined;
  /** A line of a local source as it was built; one-based. */
  readonly sourceLine?: (file: string, line: number) => string | undefined;
}

type Severity = Problem['severity'];

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A complaint about a kernel header, which waits for a line that says where it comes from. */
interface Foreign {
  readonly severity: Severity;
  readonly message: string;
  readonly code: string | undefined;
  readonly place: Place;
}

const diagnostic =
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:(?<column>\d+):)? (?<severity>fatal error|error|warning|note): (?<message>.*)$/;
const includedFrom =
  /^(?:In file included from| {17}from) (?<file>[^:]+):(?<line>\d+)(?::(?<column>\d+))?[,:]/;
const undefinedByModpost =
  /^(?<severity>ERROR|WARNING): (?:modpost: )?"(?<symbol>[^"]+)" \[[^\]]*\] undefined!/;
const modpost = /^(?<severity>ERROR|WARNING): modpost: (?<message>.*)$/;
const linkerAtLine =
  /^(?:\S*ld: )?(?<file>[^\s:][^:]*\.[ch]):(?<line>\d+): (?<message>undefined reference to .*)$/;
const linkerAtOffset = /^(?:\S*ld: )?\S+: (?<message>undefined reference to [`'‘](?<symbol>[^'’]+)['’])$/;
const makefileError =
  /^(?<file>[^\s:]*(?:Kbuild|[Mm]akefile)[^\s:]*):(?<line>\d+): \*\*\* (?<message>.*?)\s*Stop\.$/;
const noRule = /^make(?:\[\d+\])?: \*\*\* (?<message>No rule to make target .*?)\.?\s*Stop\.$/;
const withoutLine = /^(?<tool>[^\s:]+): (?<severity>fatal error|error|warning): (?<message>.*)$/;

/** Files that the kernel's build names from its own tree. */
const kernelTree =
  /^(?:\.\/(?:include|arch|scripts)\/|arch\/|include\/(?:linux|net|uapi|asm|asm-generic|generated)\/)/;

/** Problems in the order of the output, each once. */
export function parseCompilerOutput(lines: Iterable<string>, context: OutputContext): Problem[] {
  const reader = new OutputReader(context);
  for (const line of lines) reader.read(line);
  return reader.end();
}

class OutputReader {
  private readonly problems = new Map<string, Problem>();
  private includes: Place[] = [];
  private foreign: Foreign | undefined;
  /** The compiler's last complaint about a local file, which the lines after it may point at more exactly. */
  private pointed: { readonly problem: Problem; readonly repeated?: string } | undefined;

  constructor(private readonly context: OutputContext) {}

  read(line: string): void {
    const include = includedFrom.exec(line)?.groups;
    if (include !== undefined) {
      if (line.startsWith('In')) this.includes = [];
      this.includes.push(placeOf(include));
      return;
    }
    const compiler = diagnostic.exec(line)?.groups;
    if (compiler !== undefined) this.readDiagnostic(compiler);
    else if (!this.readPointer(line)) this.readOther(line);
  }

  end(): Problem[] {
    this.settleForeign();
    return [...this.problems.values()];
  }

  private readDiagnostic(groups: Record<string, string>): void {
    this.pointed = undefined;
    const place = placeOf(groups);
    const severity = severityOf(groups['severity']);
    const { message, code } = splitOption(groups['message'] ?? '');
    const local = this.localPlace(place);
    if (severity === 'note') {
      if (local === undefined) return;
      // The first local note after a complaint about a header says which line of the user's led there.
      if (this.foreign !== undefined) this.settleForeign(local);
      else this.pointed = { problem: this.add(local, severity, message, code) };
      return;
    }
    this.settleForeign();
    if (local !== undefined) this.pointed = { problem: this.add(local, severity, message, code) };
    else this.foreign = { severity, message, code, place };
    if (local !== undefined) this.includes = [];
  }

  /** The source line that the compiler repeats, and its caret below; false for any other line. */
  private readPointer(line: string): boolean {
    const { pointed } = this;
    if (pointed === undefined) return false;
    const repeated = repeatedSource(line);
    if (repeated !== undefined) this.pointed = { ...pointed, repeated };
    const offset = caretOffset(line);
    if (offset !== undefined && pointed.repeated !== undefined) {
      this.pointTo(pointed.problem, pointed.repeated, offset);
    }
    return repeated !== undefined || offset !== undefined;
  }

  private pointTo(problem: Problem, repeated: string, offset: number): void {
    this.pointed = undefined;
    const source = this.context.sourceLine?.(problem.file, problem.line);
    const column = source === undefined ? undefined : columnOfCaret(source, repeated, offset);
    if (column === undefined || column === problem.column) return;
    this.problems.delete(JSON.stringify(problem));
    this.keep({ ...problem, column });
  }

  private readOther(line: string): void {
    const atLine = linkerAtLine.exec(line)?.groups ?? makefileError.exec(line)?.groups;
    if (atLine !== undefined) {
      const local = this.localPlace(placeOf(atLine)) ?? this.mainPlace();
      this.add(local, 'error', (atLine['message'] ?? '').replace(/\.$/, ''));
      return;
    }
    const symbol = undefinedByModpost.exec(line)?.groups;
    if (symbol !== undefined) {
      const name = symbol['symbol'] ?? '';
      const message = `The target's kernel exports no symbol ${name} to this module`;
      this.add(this.placeOfSymbol(name), severityOf(symbol['severity']), message);
      return;
    }
    const linker = linkerAtOffset.exec(line)?.groups;
    if (linker !== undefined) {
      this.add(this.placeOfSymbol(linker['symbol'] ?? ''), 'error', linker['message'] ?? '');
      return;
    }
    const other = (modpost.exec(line) ?? withoutLine.exec(line))?.groups;
    if (other !== undefined) {
      this.add(this.mainPlace(), severityOf(other['severity']), other['message'] ?? '');
      return;
    }
    const rule = noRule.exec(line)?.groups;
    if (rule !== undefined) this.add(this.mainPlace(), 'error', rule['message'] ?? '');
  }

  /** Puts a complaint about a header where the user can see it. */
  private settleForeign(note?: Place): void {
    const { foreign, includes } = this;
    if (foreign === undefined) return;
    this.foreign = undefined;
    this.includes = [];
    const local = note ?? includes.flatMap((place) => this.localPlace(place) ?? [])[0] ?? this.mainPlace();
    const { file, line } = foreign.place;
    this.add(local, foreign.severity, `${foreign.message} (in ${file}:${line})`, foreign.code);
  }

  private add(place: Place, severity: Severity, message: string, code?: string): Problem {
    return this.keep({ ...place, severity, message, ...(code === undefined ? {} : { code }) });
  }

  private keep(problem: Problem): Problem {
    this.problems.set(JSON.stringify(problem), problem);
    return problem;
  }

  private placeOfSymbol(symbol: string): Place {
    const found = this.context.findSymbol?.(symbol);
    return found === undefined ? this.mainPlace() : { ...found, column: 1 };
  }

  private mainPlace(): Place {
    return { file: this.context.mainSource, line: 1, column: 1 };
  }

  /** The place on this machine, or undefined for files that are not the user's. */
  private localPlace(place: Place): Place | undefined {
    const { buildFolder, localFolder } = this.context;
    const name = place.file.startsWith(`${buildFolder}/`)
      ? place.file.slice(buildFolder.length + 1)
      : place.file;
    if (name.startsWith('/') || kernelTree.test(name)) return undefined;
    return { ...place, file: joinPath(localFolder, name.replace(/^(?:\.\/)+/, '')) };
  }
}

/** The local folder may be a Windows one; a build never runs on such a path. */
function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return `${folder}${separator}${name.replaceAll('/', separator)}`;
}

function placeOf(groups: Record<string, string | undefined>): Place {
  return {
    file: groups['file'] ?? '',
    line: Math.max(1, Number(groups['line'] ?? 1)),
    column: Math.max(1, Number(groups['column'] ?? 1)),
  };
}

function severityOf(word: string | undefined): Severity {
  if (word === 'note') return 'note';
  return word?.toLowerCase() === 'warning' ? 'warning' : 'error';
}

/** `unused variable ‘x’ [-Wunused-variable]` → message and option; `-Werror=x` is the option `-Wx`. */
function splitOption(text: string): { readonly message: string; readonly code: string | undefined } {
  const option = /^(?<message>.*) \[(?<code>-W[^\]]+)\]$/.exec(text)?.groups;
  if (option === undefined) return { message: text, code: undefined };
  return {
    message: option['message'] ?? '',
    code: option['code']?.replace('-Werror=', '-W').split(',').at(-1),
  };
}
