import data from "../../../data/frameworks.json" with { type: "json" };
import type { FrameworkId, Severity, Words } from "../../model/index.ts";

export interface Requirement {
  readonly id: string;
  readonly title: Words;
  readonly severity: Severity;
  /** NIST CSF 1.1 subcategories. */
  readonly csf: readonly string[];
  /** The benchmark's own word. */
  readonly assessment: string;
  readonly level?: number;
  /** The service it speaks of is gone. */
  readonly retired?: boolean;
  /** The standard no longer lists it. */
  readonly inForce?: boolean;
}

export interface Framework {
  readonly title: Words;
  readonly requirements: readonly Requirement[];
}

/** Every framework by id; NIST CSF is reached through the checks' `csf`, the others through `meets`. */
export const frameworks = data as unknown as Readonly<Record<FrameworkId | "nist-csf-1.1", Framework>>;
