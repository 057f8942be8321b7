import type { Stack } from "./declared.ts";
import { type Given, isObject, type Json } from "./intrinsics/index.ts";
import type { Library } from "./nested.ts";
import type { Document } from "./read.ts";
import type { TemplateTransform } from "./transforms.ts";

/** What every format is told about the place it is loaded for. */
export interface FormatOptions {
  readonly scope: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly parameters: Given;
  /** Path of the file on disk. */
  readonly path: string;
  readonly library: Library;
}

/** A way of writing infrastructure down. */
export interface Format {
  readonly id: string;
  /** True for a document of this format. Must be cheap: it is asked of every file. */
  detect(document: Document): boolean;
  load(document: Document, options: FormatOptions): Stack | Promise<Stack>;
}

export type FormatId = "cloudformation" | "cdk" | "terraform" | "serverless";

/** Names of formats in problems. */
export const formatNames: Readonly<Record<FormatId, string>> = {
  cloudformation: "CloudFormation",
  cdk: "AWS CDK",
  terraform: "Terraform",
  serverless: "Serverless Framework",
};

/** Formats and transforms that are loaded only when a file needs them. A module is named here once it exists. */
export const loaders: {
  readonly sam?: () => Promise<TemplateTransform>;
  readonly terraform?: () => Promise<Format>;
  readonly serverless?: () => Promise<Format>;
} = {
  sam: async () => (await import("./sam/index.ts")).transformSam,
  terraform: async () => (await import("./terraform/index.ts")).terraform,
  serverless: async () => (await import("./serverless/index.ts")).serverless,
};

/** Tells what a document is; undefined when it is none of ours. */
export function formatOf(document: Document): FormatId | undefined {
  const root = document.root;
  if (!isObject(root)) return undefined;
  if (isObject(root["artifacts"]) && typeof root["version"] === "string" && /(^|[\\/])manifest\.json$/.test(document.file)) return "cdk";
  if (typeof root["format_version"] === "string" && (isObject(root["planned_values"]) || isObject(root["values"]))) return "terraform";
  if (root["service"] !== undefined && root["provider"] !== undefined && /(^|[\\/])serverless[^\\/]*$/.test(document.file))
    return "serverless";
  return isTemplate(root) ? "cloudformation" : undefined;
}

/** CloudFormation requires nothing but resources with types; the version is optional. */
function isTemplate(root: Readonly<Record<string, Json>>): boolean {
  if ("AWSTemplateFormatVersion" in root) return true;
  const resources = root["Resources"];
  if (!isObject(resources)) return false;
  for (const [key, resource] of Object.entries(resources)) {
    if (key.startsWith("Fn::")) return true;
    if (isObject(resource) && typeof resource["Type"] === "string" && /^(AWS|Custom|Alexa|[A-Z]\w*)::/.test(resource["Type"])) return true;
  }
  return false;
}
