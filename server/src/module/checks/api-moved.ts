// api-moved: calls, members and variables of the kernel that were another thing in other versions of it.
import type { Finding } from '../../check';
import { kernelsSeeing, outsideCalls } from '../kernel-api/calls';
import type { OutsideCall } from '../kernel-api/calls';
import { describeForm } from '../kernel-api/forms';
import { fateOf, formOn, has, recognize, termsIn, watchedNames } from '../kernel-api/judge';
import type { Recognition, Term } from '../kernel-api/judge';
import type { Kernel } from '../kernel-api/kernel';
import { compiledAt, wrappedFor } from '../kernel-api/place';
import { fixesOf } from '../kernel-api/rewrite';
import { kernelUses } from '../kernel-api/uses';
import type { KernelUse } from '../kernel-api/uses';
import { contains, difference } from '../kernel-api/versions';
import type { VersionSet } from '../kernel-api/versions';
import { listed } from '../kernel-api/wording';
import { isKernelSource, isPartOfKernel } from './kernel-source';
import type { ModuleCheck, ModuleSubject } from './subject';

export const apiMoved: ModuleCheck = {
  code: 'api-moved',
  tier: 'module',
  severity: 'error',
  title: 'Another kernel’s API',
  explanation: `The kernel changes the functions and structs that modules use, and stable series take some of these changes over. A
call with the parameters of another version, or a member that is gone, does not compile.

What is right is read from the headers of the connected target. Without one, \`netfilterWorkbench.kernelVersions\` says which
kernels the module is for (\`["5.4", "6.1"]\`, or \`nfw lint --kernel 5.4,6.1\`), and what is known of their history
decides. When nothing is stated, a use is reported if no kernel since 4.14 has it, and hinted at if the newest has not.

A use within \`#if LINUX_VERSION_CODE …\` is judged for the kernels that take that branch, and one that the module's own headers
wrap for some kernels is judged for the others.`,
  source:
    'the headers of the kernel; the commits are named with each row of server/src/module/kernel-api/history',
  *run(subject) {
    const { source, project } = subject;
    if (!isKernelSource(source)) return;
    const { kernels } = project;
    if (kernels.length === 0 && isPartOfKernel(source.uri)) return;
    for (const use of kernelUses(source, watchedNames)) {
      const recognized = recognize(use);
      const finding = recognized && judge(use, recognized, subject, kernels);
      if (finding) yield finding;
    }
    yield* wrongSignatures(subject);
  },
};

/** Calls that the history knows nothing of, by what the headers of a kernel say. */
function* wrongSignatures({ source, project }: ModuleSubject): Generator<Finding> {
  const described = project.kernels.filter(({ declarationsOf }) => declarationsOf !== undefined);
  if (described.length === 0) return;
  for (const call of outsideCalls(source)) {
    if (watchedNames.has(call.name)) continue;
    const refusing = described.filter((kernel) => signatureAgainst(call, kernel) !== undefined);
    const [first, ...others] = kernelsSeeing(call, refusing, source, project);
    const signature = first && signatureAgainst(call, first);
    if (!first || signature === undefined) continue;
    const names = listed([first, ...others].map(({ name }) => name));
    yield {
      range: call.range,
      message: `${call.name} takes other arguments on ${names}: ${call.name}(${signature.join(', ')}).`,
    };
  }
}

/** The parameters of a function that every declaration of it gives another number of than the call. */
function signatureAgainst(
  { name, argumentCount }: OutsideCall,
  { declarationsOf }: Kernel,
): readonly string[] | undefined {
  const declarations = declarationsOf?.(name) ?? [];
  const isFunction = declarations.every(({ kind }) => kind === 'prototype' || kind === 'inline');
  const refuse = declarations.every(
    ({ parameters, variadic }) => !variadic && parameters.length !== argumentCount,
  );
  return isFunction && refuse ? declarations[0]?.parameters : undefined;
}

function judge(
  use: KernelUse,
  recognized: Recognition,
  subject: ModuleSubject,
  kernels: readonly Kernel[],
): Finding | undefined {
  return kernels.length > 0
    ? judgeFor(kernels, use, recognized, subject)
    : judgeForAll(use, recognized, subject);
}

function judgeFor(
  kernels: readonly Kernel[],
  use: KernelUse,
  recognized: Recognition,
  { source, project }: ModuleSubject,
): Finding | undefined {
  const line = use.range.start.line;
  const compiling = kernels.filter((kernel) => {
    const compiled = compiledAt(source, line, kernel.isOptionOn);
    return compiled !== undefined && contains(compiled, kernel.version);
  });
  const isFine = (kernel: Kernel) => has(kernel, recognized);
  if (compiling.every(isFine)) return undefined;
  const wrapped = wrappedFor(source, use.name, project);
  const broken = compiling.filter((kernel) => !isFine(kernel) && !contains(wrapped, kernel.version));
  if (broken.length === 0) return undefined;
  const fine = compiling.filter((kernel) => !broken.includes(kernel));
  const target = targetFor(broken, recognized);
  return {
    range: use.range,
    message: describeBroken(use, recognized, broken, fine),
    ...(target && { fixes: fixesOf(use, recognized, target, source) }),
  };
}

/** The one form that every kernel has on which a use breaks. */
function targetFor(broken: readonly Kernel[], { term }: Recognition): Term | undefined {
  const forms = new Set(broken.map((kernel) => formOn(kernel, term)));
  const [only] = forms;
  return forms.size === 1 ? only : undefined;
}

function describeBroken(
  use: KernelUse,
  recognized: Recognition,
  broken: readonly Kernel[],
  fine: readonly Kernel[],
): string {
  const names = (kernels: readonly Kernel[]) => listed(kernels.map(({ name }) => name));
  const terms = [...new Set(broken.map((kernel) => formOn(kernel, recognized.term)))];
  const places = terms.map((term) => {
    const kernels = broken.filter((kernel) => formOn(kernel, recognized.term) === term);
    const verb = kernels.length === 1 ? 'has' : 'have';
    return term ? `${names(kernels)}, which ${verb} ${describeTerm(term)}` : names(kernels);
  });
  const elsewhere = fine.length > 0 ? `; fine on ${names(fine)}` : '';
  return `${describeUse(use, recognized)} breaks on ${places.join('; on ')}${elsewhere}.${noteOf(recognized)}`;
}

function judgeForAll(
  use: KernelUse,
  recognized: Recognition,
  { source, project }: ModuleSubject,
): Finding | undefined {
  const compiled = compiledAt(source, use.range.start.line);
  if (!compiled || fateOf(recognized, compiled) === 'fine') return undefined;
  const remaining: VersionSet = difference(compiled, wrappedFor(source, use.name, project));
  const fate = fateOf(recognized, remaining);
  if (fate === 'fine') return undefined;
  const { term } = recognized;
  const target = termsIn(term.change).at(-1);
  const isReplaced = target !== undefined && target !== term;
  const gone = endOf(term);
  const subject = describeUse(use, recognized);
  const said =
    fate === 'gone'
      ? `No kernel${gone === undefined ? '' : ` since ${gone}`} has ${subject}`
      : `${subject} is gone${gone === undefined ? ' from the newest kernels' : ` in ${gone}`}`;
  return {
    range: use.range,
    severity: fate === 'gone' ? 'warning' : 'hint',
    message: `${said}${isReplaced ? `; it is ${describeTerm(target)}` : ''}.${noteOf(recognized)}`,
    ...(isReplaced && { fixes: fixesOf(use, recognized, target, source) }),
  };
}

/** `ip_local_out(net, sk, skb), since 5.10 (and 5.9.9)`: mainline, and stable series that took it over. */
function describeTerm({ form, era }: Term): string {
  const [mainline, ...stable] = era.since?.split(', ') ?? [];
  if (mainline === undefined) return describeForm(form);
  const also = stable.length > 0 ? ` (and ${stable.join(', ')})` : '';
  return `${describeForm(form)}, since ${mainline}${also}`;
}

function describeUse(use: KernelUse, { term }: Recognition): string {
  return use.kind === 'field' ? `${use.name} of ${use.struct}` : describeForm(term.form);
}

function endOf({ change, era }: Term): string | undefined {
  const next = change.eras[change.eras.indexOf(era) + 1];
  return (era.until ?? next?.since)?.split(', ')[0];
}

function noteOf({ term }: Recognition): string {
  return term.change.note === undefined ? '' : ` ${term.change.note}`;
}
