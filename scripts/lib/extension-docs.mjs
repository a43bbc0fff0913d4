// The reference of all matches and targets, written from the facts that the editor shows in hover: a page of the
// matches and a page of the targets. Nothing in docs/extensions is written by hand.

/**
 * @typedef {object} ExtensionDescription As server/src/all-extensions.ts has it.
 * @property {'match' | 'target'} kind
 * @property {string} name
 * @property {readonly ('ipv4' | 'ipv6')[]} families
 * @property {string} [example]
 * @property {string} about Markdown.
 * @property {readonly { syntax: string, about: string }[]} options
 */

/** What each page begins with. */
const introductions = {
  match: [
    '# Matches',
    '',
    'Every match of iptables and ip6tables: what it is for, where it may stand, and its options. A match is loaded with',
    '`-m`; its options follow. `[!]` says that a `!` may stand before an option.',
  ],
  target: [
    '# Targets',
    '',
    'Every target of iptables and ip6tables: what it is for, where it may stand, and its options. A target is jumped to',
    'with `-j`; its options follow.',
  ],
};

/**
 * The pages by file name.
 *
 * @param {readonly ExtensionDescription[]} extensions
 * @returns {Map<string, string>}
 */
export function describeExtensions(extensions) {
  return new Map([
    ['matches.md', describeKind('match', extensions)],
    ['targets.md', describeKind('target', extensions)],
  ]);
}

function describeKind(kind, extensions) {
  const sorted = extensions
    .filter((extension) => extension.kind === kind)
    .map((extension) => ({ ...extension, title: titleOf(extension, extensions) }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
  const links = sorted.map(({ title }) => `[${title}](#${anchorOf(title)})`);
  return [
    ...introductions[kind],
    'This page is written by `npm run docs` from the facts the editor reads.',
    '',
    links.join(' · '),
    '',
    ...sorted.flatMap(describeExtension),
  ].join('\n');
}

/** Where IPv4 and IPv6 have each an extension of the name, the title tells which. */
function titleOf({ kind, name, families }, extensions) {
  const namesakes = extensions.filter((other) => other.kind === kind && other.name === name);
  return namesakes.length > 1
    ? `${name} (${families.map((family) => `IPv${family.at(-1)}`).join(', ')})`
    : name;
}

/** As GitHub makes it of a heading. */
const anchorOf = (title) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9_ -]/g, '')
    .replaceAll(' ', '-');

function describeExtension({ title, about, example, options }) {
  return [
    `## ${title}`,
    '',
    about,
    '',
    ...(example === undefined ? [] : ['```', example, '```', '']),
    ...(options.length === 0 ? [] : ['| option | |', '| --- | --- |', ...options.map(describeOption), '']),
  ];
}

function describeOption({ syntax, about }) {
  const inCell = (text) => text.replaceAll('|', '\\|').replaceAll(/\n+/g, '<br>');
  return `| \`${inCell(syntax)}\` | ${inCell(about)} |`;
}
