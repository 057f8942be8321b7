import { arnParts } from "../policy/arn.ts";
import { ONE, STAR, wild } from "../policy/glob.ts";

/**
 * A pattern as a row of tokens. A token is a class of characters (a code unit itself, a letter in either case, or one of the named
 * classes) and says whether it stands for one character or for any number of them.
 */
export interface Pattern {
  readonly tokens: readonly number[];
  /** The only text it matches; undefined when there are several. */
  readonly literal: string | undefined;
  /** The six parts, when the pattern matches an ARN part by part. */
  readonly parts: readonly Pattern[] | undefined;
  /** Every star stands for any characters at all, so that one point of backtracking is enough. */
  readonly plain: boolean;
}

const EITHER_CASE = 0x1_0000;
export const ANY = 0x2_0000;
export const NOT_COLON = 0x2_0001;
export const DIGIT = 0x2_0002;
export const CAPITAL = 0x2_0003;
/** Anything but the two characters that end a name: `:` and `/`. */
export const NAME = 0x2_0004;
const REPEAT = 0x8_0000;

const COLON = 58;
const SLASH = 47;

export function classOf(token: number): number {
  return token & ~REPEAT;
}

/** The class is a single character. */
export function isOneCode(kind: number): boolean {
  return kind < EITHER_CASE;
}

export function repeats(token: number): boolean {
  return (token & REPEAT) !== 0;
}

export function many(kind: number): number {
  return kind | REPEAT;
}

/** Whether a class holds a character. */
export function holds(kind: number, code: number): boolean {
  if (kind < EITHER_CASE) return kind === code;
  if (kind < ANY) return kind - EITHER_CASE === lower(code);
  switch (kind) {
    case ANY:
      return true;
    case NOT_COLON:
      return code !== COLON;
    case DIGIT:
      return code >= 48 && code <= 57;
    case CAPITAL:
      return (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
    default:
      return code !== COLON && code !== SLASH;
  }
}

/** The small letter of a letter; of anything else, something that is no letter either. */
function lower(code: number): number {
  return code < 128 ? code | 32 : String.fromCharCode(code).toLowerCase().charCodeAt(0);
}

/** The character codes a class names one by one; undefined for a named class. */
export function codesOf(kind: number): readonly number[] | undefined {
  if (kind < EITHER_CASE) return [kind];
  if (kind >= ANY) return undefined;
  const code = kind - EITHER_CASE;
  return [code, String.fromCharCode(code).toUpperCase().charCodeAt(0)];
}

/** Whether everything of class `inner` is in `outer`. May say no wrongly, never yes. */
export function contains(outer: number, inner: number): boolean {
  if (outer === inner || outer === ANY) return true;
  if (inner < EITHER_CASE) return holds(outer, inner);
  if (inner < ANY) return (codesOf(inner) as readonly number[]).every((code) => holds(outer, code));
  if (inner === DIGIT || inner === CAPITAL) return outer === NOT_COLON || outer === NAME || outer === CAPITAL;
  return outer === NOT_COLON && inner === NAME;
}

export function pattern(tokens: readonly number[]): Pattern {
  let only: string | undefined = "";
  let plain = true;
  for (const token of tokens) {
    if (token < EITHER_CASE) {
      if (only !== undefined) only += String.fromCharCode(token);
    } else only = undefined;
    if (repeats(token) && classOf(token) !== ANY) plain = false;
  }
  return { tokens, literal: only, parts: undefined, plain };
}

/** Entries after which a table of known patterns starts afresh. */
const MOST_KNOWN = 20_000;

/** The same pattern is written again and again; it is read once. */
function once<T>(make: (inner: string) => T): (inner: string) => T {
  const known = new Map<string, T>();
  return (inner) => {
    let found = known.get(inner);
    if (found !== undefined) return found;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(inner, (found = make(inner)));
    return found;
  };
}

/** A pattern in the inner form of `policy/glob.ts`. */
export const textPattern = once((inner): Pattern => pattern(tokensOf(inner, ANY, false)));

/** The same, in letters of either case. */
export const caselessPattern = once((inner): Pattern => pattern(tokensOf(inner, ANY, true)));

function tokensOf(inner: string, wildcard: number, ignoreCase: boolean): number[] {
  const out: number[] = [];
  for (let i = 0; i < inner.length; i += 1) {
    const char = inner[i] as string;
    if (char === STAR) {
      if (out.at(-1) !== many(wildcard)) out.push(many(wildcard));
    } else if (char === ONE) out.push(wildcard);
    else out.push(ignoreCase && char.toLowerCase() !== char.toUpperCase() ? EITHER_CASE + lower(char.charCodeAt(0)) : char.charCodeAt(0));
  }
  return out;
}

/** What `ArnLike` matches: six parts, none of whose stars crosses a colon of the first five. */
export const arnPattern = once((inner): Pattern | undefined => {
  if (!inner.includes(STAR) && !inner.includes(ONE)) return literal(inner);
  const texts = arnParts(inner);
  if (texts.length !== 6) return inner === STAR ? everything : undefined;
  return ofParts(texts.map((text, i) => pattern(tokensOf(text, i < 5 ? NOT_COLON : ANY, false))));
});

/** Six parts with colons between them; the first five hold none themselves. */
export function ofParts(parts: readonly Pattern[]): Pattern {
  return parts.every((part) => part.literal !== undefined) ? literal(parts.map((part) => part.literal).join(":")) : new Parts(parts);
}

/** Its parts are all that is looked at most of the time. */
class Parts implements Pattern {
  readonly literal = undefined;
  readonly plain = false;
  readonly parts: readonly Pattern[];
  #tokens: readonly number[] | undefined;

  constructor(parts: readonly Pattern[]) {
    this.parts = parts;
  }

  get tokens(): readonly number[] {
    this.#tokens ??= this.parts.flatMap((part, i) => (i === 0 ? part.tokens : [COLON, ...part.tokens]));
    return this.#tokens;
  }
}

/** Exactly this text. */
export const literal = once((text): Pattern => new Literal(text));

/** Most literals are only ever compared, so their tokens are made when somebody asks. */
class Literal implements Pattern {
  readonly literal: string;
  readonly plain = true;
  #tokens: readonly number[] | undefined;
  #parts: readonly Pattern[] | undefined | null = null;

  constructor(text: string) {
    this.literal = text;
  }

  get tokens(): readonly number[] {
    this.#tokens ??= Array.from({ length: this.literal.length }, (_, i) => this.literal.charCodeAt(i));
    return this.#tokens;
  }

  get parts(): readonly Pattern[] | undefined {
    if (this.#parts === null) {
      const texts = this.literal.startsWith("arn:") ? arnParts(this.literal) : [];
      this.#parts = texts.length === 6 ? texts.map(literal) : undefined;
    }
    return this.#parts;
  }
}

/** Text with `*` and `?`, and named classes in between. */
export function shape(...pieces: readonly (string | number | readonly number[])[]): Pattern {
  return pattern(
    pieces.flatMap((piece) =>
      typeof piece === "string" ? tokensOf(wild(piece), ANY, false) : typeof piece === "number" ? [piece] : piece,
    ),
  );
}

export const everything: Pattern = pattern([many(ANY)]);

export function isEverything(given: Pattern): boolean {
  return given.plain && given.literal === undefined && given.tokens.length === 1 && given.tokens[0] === many(ANY);
}

/** What a `Resource` matches; the rule of which star may cross a colon is that of `policy/arn.ts`. */
export const resourcePattern = once((inner): Pattern => {
  const tokens: number[] = [];
  let colons = 0;
  for (let i = 0; i < inner.length; i += 1) {
    const char = inner[i] as string;
    const within = colons < 5;
    if (char === ":") colons += 1;
    if (char === STAR) {
      const bounded = within && i + 1 < inner.length && inner[i + 1] !== ":";
      tokens.push(many(bounded ? NOT_COLON : ANY));
    } else if (char === ONE) tokens.push(within ? NOT_COLON : ANY);
    else tokens.push(char.charCodeAt(0));
  }
  return pattern(tokens);
});
