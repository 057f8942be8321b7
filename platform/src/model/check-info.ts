import type { Severity } from "./finding.ts";
import type { Lang } from "./lang.ts";
import type { Kind } from "./resource.ts";

/** The eight layers of the AWS Serverless Lens, and `account` for what spans them. */
export const layers = [
  "compute",
  "data",
  "messaging",
  "identity",
  "edge",
  "monitoring",
  "deployment",
  "versioning",
  "network",
  "account",
] as const;
export type Layer = (typeof layers)[number];

/** The five security topics of the AWS Serverless Lens. */
export const topics = [
  "identity-and-access",
  "detective-controls",
  "infrastructure-protection",
  "data-protection",
  "incident-response",
] as const;
export type LensTopic = (typeof topics)[number];

export type FrameworkId =
  | "cis-aws-foundations-2.0.0"
  | "cis-aws-foundations-7.0.0"
  | "cis-aws-compute-1.0.0"
  | "cis-aws-three-tier-1.0.0"
  | "aws-fsbp"
  | "aws-config"
  | "owasp-serverless-top10"
  | "csa-sas-12";

export interface CheckText {
  /** What is wrong, as a noun phrase or short sentence: the heading of a failed finding. */
  readonly title: string;
  /** What can happen because of it. */
  readonly risk: string;
  /** What to do, in words. */
  readonly fix: string;
  /** For a check that ends in `manual`: how a person decides. */
  readonly manual?: string;
}

/** How to mend it. The same in every language: commands and templates, with `<…>` for what the reader fills in. */
export interface Remedy {
  readonly cli?: string;
  readonly cloudformation?: string;
  readonly terraform?: string;
}

/** What is said about a check, without its judgement. */
export interface CheckInfo {
  /** `<service>/<what-is-wrong>`. */
  readonly id: string;
  readonly on: Kind;
  /** Other kinds it looks at through the world. */
  readonly also?: readonly Kind[];
  readonly severity: Severity;
  readonly layer: Layer;
  readonly topic: LensTopic;
  /** NIST CSF 1.1 subcategories. */
  readonly csf: readonly string[];
  readonly meets: Readonly<Partial<Record<FrameworkId, readonly string[]>>>;
  readonly text: Readonly<Record<Lang, CheckText>>;
  readonly remedy?: Remedy;
  /** A check whose failure on the same resource says this one too: people then read only that one. Its own verdict stays. */
  readonly impliedBy?: string;
}
