// Sets of interface names as `-i` and `-o` describe them: one name, all that begin alike (`eth+`), or all but those.

export interface InterfaceSet {
  /** The name, or its beginning. */
  readonly name: string;
  readonly isPrefix: boolean;
  readonly isInverted: boolean;
}

/** iptables/xshared.c, xtables_parse_interface: a `+` at the end stands for whatever follows. */
export function interfaceSet(text: string, isInverted: boolean): InterfaceSet {
  const isPrefix = text.endsWith('+');
  return { name: isPrefix ? text.slice(0, -1) : text, isPrefix, isInverted };
}

export function isEmptyInterfaceSet({ name, isPrefix, isInverted }: InterfaceSet): boolean {
  return isInverted && isPrefix && name === '';
}

/** Of two sets that are inverted, names enough are in neither. */
export function interfacesIntersect(one: InterfaceSet, other: InterfaceSet): boolean {
  if (isEmptyInterfaceSet(one) || isEmptyInterfaceSet(other)) return false;
  if (one.isInverted && other.isInverted) return true;
  if (one.isInverted) return !includes(one, other);
  if (other.isInverted) return !includes(other, one);
  return includes(one, other) || includes(other, one);
}

/** Whether all names of `part` are in `whole`. */
export function interfacesContain(whole: InterfaceSet, part: InterfaceSet): boolean {
  if (isEmptyInterfaceSet(part)) return true;
  if (whole.isInverted) {
    return part.isInverted
      ? includes(part, whole)
      : !interfacesIntersect({ ...whole, isInverted: false }, part);
  }
  if (part.isInverted) return whole.isPrefix && whole.name === '';
  return includes(whole, part);
}

/** Whether the names that `part` describes are among those that `whole` describes, inverted or not. */
function includes(whole: InterfaceSet, part: InterfaceSet): boolean {
  if (whole.isPrefix) return part.name.startsWith(whole.name);
  return !part.isPrefix && part.name === whole.name;
}
