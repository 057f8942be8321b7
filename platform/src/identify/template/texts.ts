import type { Path, Place, Resource, TemplateText } from "../../model/index.ts";
import type { FileTexts, Stack } from "./declared.ts";
import { isObject, type Json } from "./intrinsics/index.ts";
import type { Document } from "./read.ts";

/** Shorter texts in resources hold no token; names and types mostly are. */
const SHORTEST = 16;
/** What other checks judge by themselves, so that one secret is one finding. */
const JUDGED_ELSEWHERE = new Set([
  "Environment", // functions and containers
  "InlineCode",
  "ZipFile",
  "SecretString",
  "MasterUserPassword",
  // The same in the words of Terraform and of the Serverless Framework.
  "environment",
  "master_password",
  "secret_string",
  "password",
]);
/** Texts that hold keys and digests of assets, and names of types. */
const DULL = /^(?:arn:|AWS::|Custom::|https?:\/\/(?:[\w.-]*\.)?(?:amazonaws|amazon)\.com\/)/;
const DEEPEST = 64;

/**
 * What everybody with the file can read: defaults of parameters (NoEcho hides what is given, not what is written), mappings,
 * metadata, outputs, and the texts of resources that no other check judges. Undefined when there is nothing.
 */
export function textsOf(document: Document, within: readonly string[]): FileTexts | undefined {
  const { root, file } = document;
  if (!isObject(root)) return undefined;
  const texts: TemplateText[] = [];
  collectStack(texts, [], root);
  return textsIn(file, within, texts, (path) => document.locate(path));
}

/** The texts of a file as one; undefined when there is none. */
export function textsIn(
  file: string,
  within: readonly string[],
  texts: readonly TemplateText[],
  find: (path: Path) => Place | undefined,
): FileTexts | undefined {
  if (texts.length === 0) return undefined;
  const locate = (path: Path) => find(path) ?? { file, line: 1 };
  return { within, texts, origin: { source: "template", file, locate, paths: () => texts.map((text) => text.Path) } };
}

/** The texts of a CloudFormation template that stands at `base` in its file. */
export function collectStack(texts: TemplateText[], base: Path, root: Readonly<Record<string, Json>>): void {
  const parameters = root["Parameters"];
  if (isObject(parameters)) {
    for (const [name, declaration] of Object.entries(parameters)) {
      if (isObject(declaration)) add(texts, name, [...base, "Parameters", name, "Default"], declaration["Default"]);
    }
  }
  const outputs = root["Outputs"];
  if (isObject(outputs)) {
    for (const [name, output] of Object.entries(outputs))
      if (isObject(output)) collect(texts, name, [...base, "Outputs", name, "Value"], output["Value"]);
  }
  for (const section of ["Mappings", "Metadata"]) collect(texts, undefined, [...base, section], root[section]);
  const resources = root["Resources"];
  if (isObject(resources)) {
    for (const [logicalId, resource] of Object.entries(resources)) {
      if (!isObject(resource)) continue;
      for (const part of ["Properties", "Metadata"])
        collectResource(texts, [...base, "Resources", logicalId, part], resource[part], resource["Type"]);
    }
  }
}

/** The nouns of a stack's files. */
export function templatesOf(stack: Stack): readonly Resource[] {
  return (stack.texts ?? []).map(({ within, texts, origin }) => {
    const name = [stack.name, ...within].join(".");
    return {
      kind: "Template",
      id: `arn:${stack.partition}:cloudformation:${stack.region}:${stack.account}:template/${name}`,
      name,
      account: stack.account,
      region: stack.region,
      scope: stack.scope,
      origin,
      Tags: undefined,
      Texts: texts,
    };
  });
}

export function add(texts: TemplateText[], name: string | undefined, path: Path, value: Json): void {
  if ((typeof value !== "string" && typeof value !== "number") || value === "") return;
  texts.push({ Name: name, Path: path, Value: String(value) });
}

/** Every text below, each under the nearest key that is a name. What intrinsic functions refer to is no text. */
export function collect(texts: TemplateText[], name: string | undefined, path: Path, value: Json): void {
  if (path.length > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(texts, name, [...path, index], item);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (isReference(key)) continue;
      collect(texts, key.startsWith("Fn::") ? name : key, [...path, key], item);
    }
  } else add(texts, name, path, value);
}

/** In resources only what a text itself says: keys such as `TokenKey` or `PasswordPolicy` name settings, not secrets. */
export function collectResource(texts: TemplateText[], path: Path, value: Json, type: Json): void {
  if (path.length > DEEPEST) return;
  if (typeof value === "string") {
    if (value.length >= SHORTEST && !DULL.test(value)) add(texts, undefined, path, value);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collectResource(texts, [...path, index], item, type);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (
        isReference(key) ||
        JUDGED_ELSEWHERE.has(key) ||
        (key === "Value" && type === "AWS::SSM::Parameter") ||
        (key === "value" && type === "aws_ssm_parameter")
      )
        continue;
      collectResource(texts, [...path, key], item, type);
    }
  }
}

function isReference(key: string): boolean {
  return (
    key === "Ref" ||
    key === "Condition" ||
    key === "Fn::GetAtt" ||
    key === "Fn::FindInMap" ||
    key === "Fn::ImportValue" ||
    key === "Fn::GetAZs"
  );
}
