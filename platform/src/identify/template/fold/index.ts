import type { Fold } from "../declared.ts";

/** Folds by CloudFormation type. */
export const folds: Readonly<Record<string, Fold>> = {};
