import type { Problem } from "../../model/index.ts";
import type { Placeholders } from "../sigma/modifiers.ts";
import type { Rule } from "../sigma/rule.ts";
import type { Parcel } from "./parcel.ts";
import type { Piece } from "./piece.ts";

/** What a thread is started with. */
export interface ReaderData {
  readonly rules: readonly Rule[];
  readonly placeholders: Placeholders;
}

export interface Job {
  readonly id: number;
  readonly piece: Piece;
}

/** What came of a job, in order. Before the first there is `"ready"`. */
export interface Answer {
  readonly id: number;
  readonly found: readonly (Parcel | Problem)[];
}
