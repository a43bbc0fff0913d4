// `nfw lint --format sarif`: the OASIS SARIF 2.1.0 log that code hosts show as annotations.
import { isAbsolute, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Diagnostic, Location, Range } from 'vscode-languageserver-protocol';
import packageJson from '../../../package.json';
import { allChecks } from '../../../server/src/all-checks';
import { displayPath } from '../problem';
import { severityWord } from './format-text';
import { messageOf, type LintedFile } from './report';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** One run of one tool: the checks that reported, and a result for each finding. */
export function formatSarif(files: readonly LintedFile[]): string {
  const codes = [...new Set(files.flatMap(({ diagnostics }) => diagnostics.map(codeOf)))].sort();
  const results = files.flatMap(({ file, diagnostics }) =>
    diagnostics.map((diagnostic) => toResult(file, diagnostic, codes)),
  );
  const driver = {
    name: packageJson.displayName,
    version: packageJson.version,
    rules: codes.map(toRule),
  };
  const log = {
    $schema: schema,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A rule of the log: what the check of that code says of itself, or the code alone. */
function toRule(id: string) {
  const check = allChecks.find(({ code }) => code === id);
  if (check === undefined) return { id };
  return {
    id,
    shortDescription: { text: check.title },
    // SARIF wants plain text beside any Markdown; Markdown reads well enough as that.
    fullDescription: { text: check.explanation, markdown: check.explanation },
    defaultConfiguration: { level: levels[check.severity] },
    properties: { tags: [check.tier] },
  };
}

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

const codeOf = ({ code }: Diagnostic): string => String(code);

function toResult(file: string, diagnostic: Diagnostic, codes: readonly string[]) {
  return {
    ruleId: codeOf(diagnostic),
    ruleIndex: codes.indexOf(codeOf(diagnostic)),
    level: severityWord(diagnostic),
    message: { text: messageOf(diagnostic) },
    locations: [
      { physicalLocation: physicalLocation(file === '-' ? 'stdin' : artifactUri(file), diagnostic.range) },
    ],
    ...(diagnostic.relatedInformation && {
      relatedLocations: diagnostic.relatedInformation.map(({ location, message }) => ({
        physicalLocation: physicalLocation(uriOf(location), location.range),
        message: { text: message },
      })),
    }),
  };
}

/** SARIF counts lines and columns from one; the end column is the one after the last character. */
function physicalLocation(uri: string, { start, end }: Range) {
  return {
    artifactLocation: { uri },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

const uriOf = ({ uri }: Location): string =>
  uri.startsWith('file:') ? artifactUri(fileURLToPath(uri)) : uri;

/** Relative to the working folder where the file lies in it: code hosts resolve that against the repository. */
function artifactUri(path: string): string {
  const short = displayPath(resolve(path));
  return isAbsolute(short) ? pathToFileURL(short).href : short.split(sep).map(encodeURIComponent).join('/');
}
