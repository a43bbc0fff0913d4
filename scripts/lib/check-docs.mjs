// The documentation of the checks, written from what the checks say of themselves: one page a check and one list
// of all. Nothing in docs/checks is written by hand.

/**
 * @typedef {object} CheckDescription
 * @property {string} code
 * @property {'parser' | 'kernel' | 'logic' | 'module'} tier
 * @property {string} severity
 * @property {string} title
 * @property {string} explanation Markdown.
 * @property {string} [source]
 * @property {{ bad: string, good: string }} [example]
 */

/** Who would find the fault if the check did not. */
const tiers = {
  parser: 'iptables refuses the file',
  kernel: 'the kernel refuses the rules',
  logic: 'nobody: the rules load, and do not do what they say',
  module: 'the compiler, the loader or a crash',
};

/**
 * The pages by file name.
 *
 * @param {readonly CheckDescription[]} checks
 * @returns {Map<string, string>}
 */
export function describeChecks(checks) {
  const sorted = [...checks].sort((a, b) => (a.code < b.code ? -1 : 1));
  const pages = sorted.map((check) => [`${check.code}.md`, describeCheck(check)]);
  return new Map([['README.md', listChecks(sorted)], ...pages]);
}

function listChecks(checks) {
  const sections = Object.entries(tiers).map(([tier, finder]) => {
    const rows = checks
      .filter((check) => check.tier === tier)
      .map(({ code, severity, title }) => `| [\`${code}\`](${code}.md) | ${severity} | ${title} |`);
    return [
      `## ${capital(tier)}: ${finder}`,
      '',
      '| check | severity | |',
      '| --- | --- | --- |',
      ...rows,
      '',
    ];
  });
  return [
    '# Checks',
    '',
    'What `nfw lint` and the editor report. A check can be given another severity, or switched off, in',
    '`netfilterWorkbench.checks`. These pages are written by `npm run docs` from the checks themselves.',
    '',
    ...sections.flat(),
  ].join('\n');
}

function describeCheck({ code, tier, severity, title, explanation, source, example }) {
  return [
    `# ${title} (\`${code}\`)`,
    '',
    `${capital(severity)}. Found otherwise by: ${tiers[tier]}.`,
    '',
    explanation.trim(),
    '',
    ...(example ? describeExample(example) : []),
    ...(source ? [`Source: \`${source}\``, ''] : []),
  ].join('\n');
}

function describeExample({ bad, good }) {
  const block = (text) => ['```', text.replace(/\n$/, ''), '```', ''];
  return ['## Example', '', ...block(bad), 'Put right:', '', ...block(good)];
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);
