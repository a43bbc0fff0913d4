// Programs of classic BPF as the kernel judges them before it takes one (net/core/filter.c, bpf_check_classic,
// chk_code_allowed and check_load_and_stores). Instructions are named as in linux/bpf_common.h.
import type { Instruction } from './bpf-program';

/** The codes there are, by class. */
const codes = {
  load: [0x00, 0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0x60, 0x80],
  loadIndex: [0x01, 0x61, 0x81, 0xb1],
  store: [0x02, 0x03],
  // Each operation with a constant and with the index register, and the negation, which has neither.
  arithmetic: [0x00, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x90, 0xa0].flatMap((code) => [
    code + 0x04,
    code + 0x0c,
  ]),
  negation: [0x84],
  jump: [0x05],
  branch: [0x10, 0x20, 0x30, 0x40].flatMap((code) => [code + 0x05, code + 0x0d]),
  end: [0x06, 0x16],
  move: [0x07, 0x87],
};
const allowed = new Set(Object.values(codes).flat());

const loadsPacket = new Set([0x20, 0x28, 0x30]);
const loadsMemory = new Set([0x60, 0x61]);
const stores = new Set(codes.store);
const branches = new Set(codes.branch);
const jumpAlways = 0x05;
const divides = new Set([0x34, 0x94]);
const shifts = new Set([0x64, 0x74]);

const memoryWords = 16;
/** Offsets from here on stand for what the kernel knows of a packet beside its bytes (SKF_AD_OFF to SKF_AD_MAX). */
const ancillary = 0xffff_f000;
const ancillaryEnd = ancillary + 64;

/** Why the kernel refuses the program; undefined when it takes it. */
export function refusalOf(program: readonly Instruction[]): string | undefined {
  for (const [index, instruction] of program.entries()) {
    const why = faultOf(instruction, program.length - index - 1);
    if (why !== undefined) return `instruction ${index} ${why}`;
  }
  const last = program.at(-1);
  if (!last || !codes.end.includes(last.code)) return 'the last instruction does not return';
  return unsetMemory(program);
}

/** What is wrong with one instruction, which `behind` others follow. */
function faultOf({ code, whenTrue, whenFalse, operand }: Instruction, behind: number): string | undefined {
  if (!allowed.has(code)) return `has no known code (${code})`;
  if (divides.has(code) && operand === 0) return 'divides by zero';
  if (shifts.has(code) && operand >= 32) return 'shifts by more than 31 bits';
  if ((loadsMemory.has(code) || stores.has(code)) && operand >= memoryWords) {
    return 'uses memory that is not there';
  }
  if (loadsPacket.has(code) && operand >= ancillary && !isAncillary(operand)) {
    return 'loads from a bad offset';
  }
  const furthest = branches.has(code) ? Math.max(whenTrue, whenFalse) : code === jumpAlways ? operand : -1;
  return furthest >= behind ? 'jumps behind the end' : undefined;
}

function isAncillary(offset: number): boolean {
  return offset < ancillaryEnd && offset % 4 === 0;
}

/** Memory may be loaded only where every way to the instruction has stored it. */
function unsetMemory(program: readonly Instruction[]): string | undefined {
  const reaching = program.map(() => 0xffff);
  let stored = 0;
  for (const [index, { code, whenTrue, whenFalse, operand }] of program.entries()) {
    const join = (skipped: number) => {
      const target = index + 1 + skipped;
      reaching[target] = (reaching[target] ?? 0) & stored;
    };
    stored &= reaching[index] ?? 0;
    if (stores.has(code)) stored |= 1 << operand;
    if (loadsMemory.has(code) && !(stored & (1 << operand))) {
      return `instruction ${index} loads memory nobody stored`;
    }
    if (!branches.has(code) && code !== jumpAlways) continue;
    for (const skipped of code === jumpAlways ? [operand] : [whenTrue, whenFalse]) join(skipped);
    // What follows a jump is reached from elsewhere alone.
    stored = 0xffff;
  }
  return undefined;
}
