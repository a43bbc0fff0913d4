// Sizes and alignments of the types that private data of rules is made of, on the two machines whose layouts matter:
// a 64-bit kernel and the 32-bit x86 programs that talk to it.

export type Machine = 'lp64' | 'ilp32';

export const machines: readonly Machine[] = ['lp64', 'ilp32'];

export interface Layout {
  /** Bytes. */
  readonly size: number;
  readonly alignment: number;
}

export const pointerSize: Readonly<Record<Machine, number>> = { lp64: 8, ilp32: 4 };

/** i386 aligns 64-bit integers to 4 bytes (System V ABI, Intel386 supplement). */
const longLongAlignment: Readonly<Record<Machine, number>> = { lp64: 8, ilp32: 4 };

const bytes = new Map<string, number>();
const same = (size: number, names: string) => names.split(', ').forEach((name) => bytes.set(name, size));
same(1, 'char, signed char, unsigned char, bool, _Bool, u8, s8, __u8, __s8, uint8_t, int8_t, u_int8_t');
same(2, 'short, unsigned short, short int, unsigned short int, u16, s16, __u16, __s16, uint16_t, int16_t');
same(2, 'u_int16_t, __be16, __le16, __sum16');
same(4, 'int, unsigned, unsigned int, signed int, u32, s32, __u32, __s32, uint32_t, int32_t, u_int32_t');
same(4, '__be32, __le32, __wsum, atomic_t, struct in_addr, pid_t, uid_t, gid_t, kuid_t, kgid_t');

const longLong =
  'long long, unsigned long long, long long int, unsigned long long int, u64, s64, __u64, __s64, uint64_t, int64_t, u_int64_t, __be64, __le64';
const longLongs = new Set(longLong.split(', '));
const words = new Set(
  ['long', 'unsigned long', 'long int', 'unsigned long int', 'size_t', 'ssize_t'].concat(
    'uintptr_t',
    'time_t',
  ),
);

/** The layout of a type of the kernel's or the system's headers; undefined when it is not known. */
export function knownLayout(name: string, machine: Machine): Layout | undefined {
  const size = bytes.get(name);
  if (size !== undefined) return { size, alignment: size };
  if (longLongs.has(name)) return { size: 8, alignment: longLongAlignment[machine] };
  if (/^(?:__)?aligned_(?:u|be|le)64$/.test(name)) return { size: 8, alignment: 8 };
  if (words.has(name)) return { size: pointerSize[machine], alignment: pointerSize[machine] };
  if (name === 'union nf_inet_addr' || name === 'struct in6_addr') return { size: 16, alignment: 4 };
  return undefined;
}
