// Several files as one stream: the ustar format that every tar reads. The entries are named by their number, so
// that no name of the user's has to fit the format.

/** Content and permission bits of one entry. */
export interface ArchiveEntry {
  readonly content: Buffer;
  readonly mode: number;
}

const block = 512;

/** Entry `0` is the first. Ends with the two empty blocks that tell a whole archive from a truncated one. */
export function createArchive(entries: readonly ArchiveEntry[]): Buffer {
  const parts = entries.flatMap((entry, number) => [
    header(String(number), entry),
    entry.content,
    Buffer.alloc(-entry.content.length & (block - 1)),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

/** Fields by their offsets, numbers in octal (POSIX, pax: “ustar Interchange Format”). */
function header(name: string, { content, mode }: ArchiveEntry): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, offset: number, digits: number): void => {
    bytes.write(value.toString(8).padStart(digits, '0'), offset, 'latin1');
  };
  bytes.write(name, 0, 'latin1');
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(content.length, 124, 11);
  octal(Math.floor(Date.now() / 1000), 136, 11);
  bytes.fill(' ', 148, 156);
  bytes.write('0', 156, 'latin1');
  bytes.write('ustar\x0000', 257, 'latin1');
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  octal(sum, 148, 6);
  bytes.write('\0 ', 154, 'latin1');
  return bytes;
}
