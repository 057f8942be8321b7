import type { Rows } from "../../platform/src/identify/template/fold/testing.ts";
import type { Kind } from "../../platform/src/model/index.ts";

type Answer = object | string;

/** One thing, declared in a template and answered by AWS. Operations that are not named answer nothing; a text is an error's name. */
export interface Row {
  readonly title: string;
  readonly service: string;
  readonly template: Rows;
  readonly answers: Readonly<Record<string, Answer | ((input: Readonly<Record<string, unknown>>) => Answer)>>;
  /** The kinds to compare, each with the facts that may differ and why. */
  readonly kinds: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;
  /** Kinds whose ids AWS draws by lot. */
  readonly otherId?: readonly Kind[];
}

export const A = "111122223333";
export const R = "ap-northeast-1";
export const arn = (service: string, rest: string): string => `arn:aws:${service}:${R}:${A}:${rest}`;
export const TAGS = [{ Key: "team", Value: "orders" }];
export const LOWER_TAGS = [{ key: "team", value: "orders" }];
export const TAG_MAP = { team: "orders" };
export const ROLE = `arn:aws:iam::${A}:role/app`;
export const KEY = arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
export const KEPT = "AWS decides it, or tells it only of what runs";
export const COSTS = "not read live: one call each, and nothing is judged by it";
export const policy = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "Own", Effect: "Allow", Principal: { AWS: `arn:aws:iam::${A}:root` }, Action: action, Resource: resource }],
});
export const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
export const encoded = (document: object): string => encodeURIComponent(JSON.stringify(document));
export const POOL = "ap-northeast-1_abc";
