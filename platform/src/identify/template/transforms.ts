import type { Path, Problem } from "../../model/index.ts";
import { isObject, type Json } from "./intrinsics/index.ts";

/** Where a resource that a transform made was written: the resource it came from, and the path from the root. */
export interface MadeFrom {
  readonly logicalId: string;
  readonly path: Path;
}

/** A transform that rewrites a whole template, as SAM's does. */
export interface TemplateTransform {
  (
    template: Readonly<Record<string, unknown>>,
    options: {
      readonly parameters?: Readonly<Record<string, unknown>>;
      readonly region: string;
      readonly account: string;
      readonly partition: string;
    },
  ): {
    readonly template: Readonly<Record<string, unknown>>;
    readonly sources: ReadonlyMap<string, MadeFrom>;
    readonly problems: readonly Problem[];
  };
}

export const SAM = "AWS::Serverless-2016-10-31";

/** Transforms that are run here, or that add nothing a check reads. */
const HARMLESS = new Set([
  SAM,
  "AWS::LanguageExtensions",
  "AWS::Include",
  "AWS::CodeDeployBlueGreen",
  "AWS::SecretsManager-2020-07-23",
  "AWS::SecretsManager-2024-09-16",
]);

/** Names of the transforms a template asks for. */
export function transformsOf(template: Json): readonly string[] {
  const declared = isObject(template) ? template["Transform"] : undefined;
  return (Array.isArray(declared) ? (declared as Json[]) : declared === undefined ? [] : [declared]).flatMap((item) => {
    if (typeof item === "string") return [item];
    const name = isObject(item) ? item["Name"] : undefined;
    return typeof name === "string" ? [name] : [];
  });
}

/** Macros of somebody's own: what they make of the template cannot be known. */
export function unknownMacros(names: readonly string[]): readonly string[] {
  return names.filter((name) => !HARMLESS.has(name));
}
