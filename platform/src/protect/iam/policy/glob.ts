/**
 * Wildcards in the inner form of a pattern. They are Unicode noncharacters, which no policy holds, so that a `*` that came out of a
 * policy variable or was written `${*}` is an ordinary character.
 */
export const STAR = "\uFFFE";
export const ONE = "\uFFFF";

/** A pattern made ready to be matched. */
export interface Glob {
  readonly matches: (text: string) => boolean;
  /** It matches every text. */
  readonly universal: boolean;
  /** The only text it matches, when it has no wildcard. */
  readonly exact: string | undefined;
}

/** `*` and `?` of a written pattern, in the inner form. */
export function wild(text: string): string {
  return text.includes("*") || text.includes("?") ? text.replaceAll("*", STAR).replaceAll("?", ONE) : text;
}

/**
 * Makes a pattern in the inner form ready.
 *
 * INVARIANT: matching costs at most (length of the text) × (longest piece between two stars): the pieces are looked for from left to
 * right, each once, and never again. There is no backtracking that `a*a*a*…b` could blow up.
 */
export function glob(pattern: string): Glob {
  if (!pattern.includes(STAR)) {
    if (!pattern.includes(ONE)) return { matches: (text) => text === pattern, universal: false, exact: pattern };
    return { matches: (text) => text.length === pattern.length && fits(pattern, text, 0), universal: false, exact: undefined };
  }
  const pieces = pattern.split(STAR);
  const head = pieces[0] ?? "";
  const tail = pieces.at(-1) ?? "";
  const inner = pieces.slice(1, -1).filter((piece) => piece !== "");
  const universal = head === "" && tail === "" && inner.length === 0;
  if (universal) return { matches: () => true, universal, exact: undefined };
  if (tail === "" && inner.length === 0 && !head.includes(ONE)) {
    return { matches: (text) => text.startsWith(head), universal, exact: undefined };
  }
  const least = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { matches: (text) => text.length >= least && inOrder(head, inner, tail, text), universal, exact: undefined };
}

function inOrder(head: string, inner: readonly string[], tail: string, text: string): boolean {
  const end = text.length - tail.length;
  // The tail first: most texts that fail, fail there, and then nothing is searched.
  if (!fits(tail, text, end) || !fits(head, text, 0)) return false;
  let at = head.length;
  for (const piece of inner) {
    const found = find(piece, text, at, end);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}

function fits(piece: string, text: string, at: number): boolean {
  if (!piece.includes(ONE)) return text.startsWith(piece, at);
  for (let i = 0; i < piece.length; i += 1) {
    if (piece[i] !== ONE && piece[i] !== text[at + i]) return false;
  }
  return true;
}

function find(piece: string, text: string, from: number, end: number): number {
  if (!piece.includes(ONE)) {
    const found = text.indexOf(piece, from);
    return found < 0 || found + piece.length > end ? -1 : found;
  }
  for (let at = from; at + piece.length <= end; at += 1) if (fits(piece, text, at)) return at;
  return -1;
}
