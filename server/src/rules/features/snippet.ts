// Texts with placeholders, in the notation of the protocol: `${1:22}`, `${2|tcp,udp|}`.

/** `${number:text}`, to be typed over. */
export function placeholder(number: number, text: string): string {
  return `\${${number}:${text.replace(/[\\$}]/g, '\\$&')}}`;
}

/** `${number|one,other|}`, to be chosen from. */
export function choice(number: number, words: readonly string[]): string {
  return `\${${number}|${words.map((word) => word.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
}

/** The text with what its placeholders propose, for editors that know none. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/\\([\\,|$}])/g, '$1');
}
