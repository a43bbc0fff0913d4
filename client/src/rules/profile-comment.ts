// The comment in which a file says what its rules are read as: `# nfw-profile: legacy 1.8.11 ipv6`. The server reads it
// (server/src/rules/profile.ts); here it is written.

export type ProfilePart = 'variant' | 'version' | 'family';

/** Replaces a line, or inserts one before it. */
export interface CommentEdit {
  readonly line: number;
  readonly replaces: boolean;
  /** Without the line's end; undefined to delete the line. */
  readonly text: string | undefined;
}

const comment = /^#[ \t]*nfw-profile:(.*)$/;
/** The server looks at as much of a file. */
const headLength = 2048;

const forms: Readonly<Record<ProfilePart, RegExp>> = {
  variant: /^(?:legacy|nft|both)$/,
  version: /^\d+(?:\.\d+)+$/,
  family: /^ipv[46]$/,
};

/** The edit that has a file say one part of its profile, or say nothing of it; undefined when it does already. */
export function editProfileComment(
  text: string,
  part: ProfilePart,
  value: string | undefined,
): CommentEdit | undefined {
  const lines = text.slice(0, headLength).split('\n');
  const line = lines.findIndex((candidate) => comment.test(candidate));
  const said = line < 0 ? [] : words(comment.exec(lines[line] ?? '')?.[1] ?? '');
  const others = said.filter((word) => !forms[part].test(word));
  const kept = value === undefined ? others : [...others, value];
  if (kept.join(' ') === said.join(' ')) return undefined;
  const written = kept.length === 0 ? undefined : `# nfw-profile: ${kept.join(' ')}`;
  if (line >= 0) return { line, replaces: true, text: written };
  // A script's first line says which shell runs it.
  return { line: lines[0]?.startsWith('#!') ? 1 : 0, replaces: false, text: written };
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
