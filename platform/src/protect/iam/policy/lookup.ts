import type { Values } from "../question.ts";

/** The beginning of the key's only value: `aws:userid` of a role whose session has no name yet. */
export interface Beginning {
  readonly beginning: string;
}

/** What is known of one condition key: its values, how its value begins, that it is there with some value, that it is absent, or nothing. */
export type Known = Values | Beginning | "absent" | "present" | "unknown";

/** Reads a condition key by its name in lower case. */
export type Lookup = (key: string) => Known;

export function isBeginning(known: Known): known is Beginning {
  return typeof known === "object" && "beginning" in known;
}
