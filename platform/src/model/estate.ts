import type { Unknown } from "./fact.ts";
import type { Kind, Place, Resource } from "./resource.ts";

/** One live account or one template (with its nested stacks): the space in which names are looked up. */
export interface Scope {
  /** `aws:<account>` or `template:<path>`. */
  readonly id: string;
  readonly source: "aws" | "template";
  readonly account: string;
  readonly regions: readonly string[];
  /** What people call it: an account id or name, a file path. */
  readonly label: string;
}

/** A list that could not be read to its end. INVARIANT: a kind without a gap was listed completely. */
export interface Gap {
  readonly scope: string;
  readonly kind: Kind;
  /** `*` when it concerns every region. */
  readonly region: string;
  readonly because: Unknown;
}

/** Something the user must know about the input: a file that could not be read, a template that was refused. */
export interface Problem {
  readonly code: string;
  /** Values for the sentence of `code`; see `words/problems`. */
  readonly detail: Readonly<Record<string, string | number>>;
  readonly place?: Place;
}

/** What was found. Plain data: it can be written to a file and read back. */
export interface Estate {
  readonly scopes: readonly Scope[];
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  readonly problems: readonly Problem[];
  /** Resource types seen but not known to Yagura, with how often. */
  readonly unrecognised: Readonly<Record<string, number>>;
}

export const emptyEstate: Estate = { scopes: [], resources: [], gaps: [], problems: [], unrecognised: {} };

export function mergeEstates(estates: readonly Estate[]): Estate {
  const unrecognised: Record<string, number> = {};
  for (const estate of estates) {
    for (const [type, count] of Object.entries(estate.unrecognised)) unrecognised[type] = (unrecognised[type] ?? 0) + count;
  }
  return {
    scopes: estates.flatMap((e) => e.scopes),
    resources: estates.flatMap((e) => e.resources),
    gaps: estates.flatMap((e) => e.gaps),
    problems: estates.flatMap((e) => e.problems),
    unrecognised,
  };
}
