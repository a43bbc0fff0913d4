// `-A INPUT -j ACCEPT # the office`: a word that belongs to no option.
import type { SyntaxProblem } from '../syntax/problem';
import type { Word } from '../syntax/tree';
import type { LineContext, LineEdit, LineFinding, LineFix, ProblemCheck } from './rule-check';

export const strayArgument: ProblemCheck = {
  asks: 'problem',
  code: 'stray-argument',
  tier: 'parser',
  severity: 'error',
  title: 'Argument that belongs to nothing',
  explanation:
    'Every word of a rule is an option or the value of one. Often this word is a comment behind a rule (comments need a line of their own, or `-m comment --comment`), the rest of a list with blanks in it, or of a text in single quotes, which iptables takes for letters.',
  source: 'iptables/xshared.c, do_parse',
  example: { bad: '-A INPUT -j ACCEPT # the office', good: '# the office\n-A INPUT -j ACCEPT' },
  problems: ['stray-argument'],
  problem(problem, context) {
    const first = context.rule.problems.find(({ code }) => code === 'stray-argument');
    // Behind a `#` each further word would say the same again.
    if (first && first !== problem && first.subject.startsWith('#')) return undefined;
    return { start: problem.start, end: problem.end, ...explain(problem, context) };
  },
};

function explain(problem: SyntaxProblem, context: LineContext): Pick<LineFinding, 'message' | 'fixes'> {
  const { subject } = problem;
  const bad = `Bad argument \`${subject}'`;
  if (subject.startsWith('#')) {
    return {
      message: `${bad}: a comment needs a line of its own.`,
      fixes: [moveComment(problem, context)],
    };
  }
  if (subject.startsWith('!')) {
    return { message: `${bad}: a blank must follow the \`!\`.`, fixes: [separateNegation(problem)] };
  }
  const before = context.rule.words.findLast(({ end }) => end <= problem.start);
  if (before?.value === '!' || before?.value.startsWith('!')) {
    return {
      message: `${bad}: the \`!\` stands before the option, not before its value.`,
      fixes: moveNegation(context, before),
    };
  }
  if (before?.value.endsWith(',') || subject.startsWith(',')) {
    return { message: `${bad}: a list has no blanks in it.`, fixes: joinList(problem, context) };
  }
  const quoted = singleQuoted(problem, context);
  if (quoted || subject.endsWith("'")) {
    return {
      message: `${bad}: only \`"\` quotes, a single quote is a letter.`,
      fixes: quoted ? [{ title: 'Change the quotes', edits: [quoted] }] : [],
    };
  }
  return { message: `${bad}: no option takes it.` };
}

/** `22 , 80, 443` → `22,80,443`: the blanks go wherever a comma stands before or behind them. */
function joinList({ start }: SyntaxProblem, { rule: { words } }: LineContext): LineFix[] {
  const first = words.findIndex((word) => word.start >= start) - 1;
  const edits: LineEdit[] = [];
  for (let index = Math.max(first, 0); index + 1 < words.length; index += 1) {
    const [word, next] = [words[index] as Word, words[index + 1] as Word];
    if (!word.value.endsWith(',') && !next.value.startsWith(',')) break;
    edits.push({ start: word.end, end: next.start, text: '' });
  }
  return edits.length > 0 ? [{ title: 'Delete the blanks of the list', edits }] : [];
}

/** The words from the one that begins with a single quote to the one that ends in it, within double quotes. */
function singleQuoted(
  { start }: SyntaxProblem,
  { rule: { words }, text }: LineContext,
): LineEdit | undefined {
  const first = words.findLast((word) => word.start < start && word.value.startsWith("'"));
  const last = words.find((word) => word.start >= start && word.value.endsWith("'"));
  if (!first || !last) return undefined;
  const inner = text.slice(first.start + 1, last.end - 1);
  return /["'\\]/.test(inner) ? undefined : { start: first.start, end: last.end, text: `"${inner}"` };
}

function moveComment(problem: SyntaxProblem, { text }: LineContext): LineFix {
  const comment = text.slice(problem.start);
  const rule = text.slice(0, problem.start).trimEnd();
  return {
    title: 'Move the comment to a line of its own',
    edits: [{ start: 0, end: text.length, text: `${comment}\n${rule}` }],
  };
}

function separateNegation({ start, subject }: SyntaxProblem): LineFix {
  return {
    title: 'Insert a blank',
    edits: [{ start: start + 1, end: start + 1, text: subject.startsWith('! ') ? '' : ' ' }],
  };
}

function moveNegation({ rule }: LineContext, negation: { start: number; end: number }): LineFix[] {
  const option = rule.options.find(({ values }) => values.some(({ start }) => start === negation.start));
  if (!option) return [];
  return [
    {
      title: 'Put the ! before the option',
      edits: [
        { start: option.word.start, end: option.word.start, text: '! ' },
        { start: negation.start, end: negation.end + 1, text: '' },
      ],
    },
  ];
}
