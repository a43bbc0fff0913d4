// Programs of the bpf match: the number of instructions, then each as four decimal numbers, with commas between:
// `1,6 0 0 65535` (extensions/libxt_bpf.c, bpf_parse_string, which reads with scanf).
import { looseInteger } from '../../facts/integer';
import { refusalOf } from './bpf-verifier';
import { isFault } from './reading';
import type { Reading } from './reading';

/** One instruction of classic BPF (struct sock_filter). */
export interface Instruction {
  readonly code: number;
  /** How many instructions a jump skips when its condition holds, and when it does not. */
  readonly whenTrue: number;
  readonly whenFalse: number;
  readonly operand: number;
}

/** XT_BPF_MAX_NUM_INSTR */
const longest = 64;

export function readBpfProgram(text: string): Reading<readonly Instruction[]> {
  const length = looseInteger(text, 0, 10);
  const count = length.value & 0xffff;
  const counted = { from: 0, to: length.end };
  if (length.end === 0 || text.charAt(length.end) !== ',') return { fault: 'error parsing program length' };
  if (count === 0) return { fault: 'illegal zero length program', ...counted };
  if (count > longest) return { fault: `number of instructions exceeds maximum (${longest})`, ...counted };
  const program = readInstructions(text, length.end + 1);
  if (isFault(program)) return program;
  if (program.value.length !== count) {
    return { fault: `the program has ${program.value.length} instructions, not ${count}`, ...counted };
  }
  const refusal = refusalOf(program.value);
  return refusal === undefined
    ? program
    : { fault: `the kernel refuses the program: ${refusal}`, tier: 'kernel' };
}

function readInstructions(text: string, start: number): Reading<Instruction[]> {
  const instructions: Instruction[] = [];
  let from = start;
  // Nothing behind the last comma is no instruction.
  while (from < text.length) {
    const comma = text.indexOf(',', from);
    const to = comma < 0 ? text.length : comma;
    const instruction = readInstruction(text.slice(from, to));
    if (!instruction) return { fault: `error at instr ${instructions.length}`, from, to };
    instructions.push(instruction);
    from = to + 1;
  }
  return { value: instructions };
}

/** What follows the four numbers is not looked at. */
function readInstruction(text: string): Instruction | undefined {
  const numbers: number[] = [];
  for (let at = 0; numbers.length < 4;) {
    const number = looseInteger(text, at, 10);
    if (number.end === at) return undefined;
    numbers.push(number.value);
    at = number.end;
  }
  const [code = 0, whenTrue = 0, whenFalse = 0, operand = 0] = numbers;
  return { code: code & 0xffff, whenTrue: whenTrue & 0xff, whenFalse: whenFalse & 0xff, operand };
}

export function describeBpfProgram(text: string): string | undefined {
  const program = readBpfProgram(text);
  if (isFault(program)) return undefined;
  const { length } = program.value;
  return length === 1 ? 'A program of one instruction.' : `A program of ${length} instructions.`;
}
