import type { Values } from "../question.ts";

/** What is known of one condition key: its values, that it is absent, that it is there with some value, or nothing. */
export type Known = Values | "absent" | "present" | "unknown";

/** Reads a condition key by its name in lower case. */
export type Lookup = (key: string) => Known;
