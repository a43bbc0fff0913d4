// How far our verdicts agree with those of the real iptables, as a table: a line for each thing compared, a column for
// each variant and version. The tests of agreement leave the numbers in vitest's report.

/**
 * @typedef {object} AgreementRow As test/support/agreement.ts has it.
 * @property {string} what
 * @property {string} variant
 * @property {string} version
 * @property {string} [family]
 * @property {number} agree
 * @property {number} total
 * @property {number} [withoutLoad]
 * @property {readonly string[]} [unprobed]
 */

/**
 * @param {{ testResults: { assertionResults: { meta?: { agreement?: AgreementRow[] } }[] }[] }} report
 * @returns {string[]} The lines of the table; none when nothing was compared.
 */
export function agreementTable(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const rows = tests.flatMap(({ meta }) => meta?.agreement ?? []);
  if (rows.length === 0) return [];
  const columns = [...new Set(rows.map(columnOf))];
  const titles = [...new Set(rows.map(titleOf))];
  const widest = Math.max(...titles.map((title) => title.length));
  const line = (title, cells) => [title.padEnd(widest), ...cells.map((cell) => cell.padStart(15))].join('');
  const cell = (title, column) => {
    const row = rows.find((candidate) => titleOf(candidate) === title && columnOf(candidate) === column);
    return row ? `${row.agree}/${row.total}` : '';
  };
  const table = titles.map((title) =>
    line(
      title,
      columns.map((column) => cell(title, column)),
    ),
  );
  const withoutLoad = rows.reduce((sum, row) => sum + (row.withoutLoad ?? 0), 0);
  const note = `${withoutLoad} of them not wholly: by --test alone, since this machine lacks what they need to load`;
  const unprobed = [...new Set(rows.flatMap((row) => row.unprobed ?? []))];
  const lacking = `not probed, since this machine lacks them or what they need: ${unprobed.join(', ')}`;
  return [
    line('', columns),
    ...table,
    ...(withoutLoad > 0 ? [note] : []),
    ...(unprobed.length > 0 ? [lacking] : []),
  ];
}

const columnOf = ({ variant, version }) => `${variant} ${version}`;
const titleOf = ({ what, family }) => (family === undefined ? what : `${what}, ${family}`);
