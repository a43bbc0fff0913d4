// Values that people have given to options: the words behind each option in rules that are known. What no grammar
// can make up (a pattern, a name of a module) comes from here.
import { wordsOf } from './words';

export class Samples {
  private readonly byOption = new Map<string, Map<string, readonly string[]>>();

  /** Takes up the values of a rule's long options. */
  add(rule: string): void {
    const words = wordsOf(rule);
    for (const [index, word] of words.entries()) {
      if (!word.startsWith('--') || word.length < 3 || word.includes('=')) continue;
      const end = words.findIndex((other, at) => at > index && /^(?:-.|!$)/.test(other));
      this.put(word.slice(2), words.slice(index + 1, end < 0 ? words.length : end));
    }
  }

  put(option: string, values: readonly string[]): void {
    const known = this.byOption.get(option) ?? new Map<string, readonly string[]>();
    this.byOption.set(option, known.set(values.join('\0'), values));
  }

  /** All lists of values of an option that goes by these names. */
  of(names: readonly string[]): readonly (readonly string[])[] {
    return names.flatMap((name) => [...(this.byOption.get(name)?.values() ?? [])]);
  }
}
