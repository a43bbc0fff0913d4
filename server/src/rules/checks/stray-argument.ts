// `-A INPUT -j ACCEPT # the office`: a word that belongs to no option.
import type { SyntaxProblem } from '../syntax/problem';
import type { LineContext, LineFinding, LineFix, ProblemCheck } from './rule-check';

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
    return {
      message: `${bad}: a list has no blanks in it.`,
      fixes: before
        ? [{ title: 'Delete the blank', edits: [{ start: before.end, end: problem.start, text: '' }] }]
        : [],
    };
  }
  if (subject.endsWith("'")) return { message: `${bad}: only \`"\` quotes, a single quote is a letter.` };
  return { message: `${bad}: no option takes it.` };
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
