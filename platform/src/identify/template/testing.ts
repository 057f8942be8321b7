import { resolve } from "node:path";
import { Template } from "./cloudformation.ts";
import type { Declared } from "./declared.ts";
import type { Given, Json } from "./intrinsics/index.ts";
import { neighboursIn } from "./nested.ts";
import { type Document, readDocument, readFile } from "./read.ts";

/** For tests: a template from text or data, deployed as stack `app` in Tokyo. */
export function templateOf(source: string | Readonly<Record<string, Json>>, given: Given = {}, file = "app.yaml"): Template {
  const document: Document = readDocument(file, typeof source === "string" ? source : JSON.stringify(source));
  return new Template({
    document,
    env: { account: "111122223333", region: "ap-northeast-1", partition: "aws", stackName: "app" },
    given,
    neighbours: neighboursIn({ read: (path) => readFile(path, resolve(path)) }, undefined),
  });
}

/** For tests: one declaration, by its logical id. */
export function declaredIn(template: Template, logicalId: string): Declared {
  const found = template.declared().find((declared) => declared.logicalId === logicalId);
  if (!found) throw new Error(`${logicalId} is not declared`);
  return found;
}

/** For tests: what a value resolves to in a template with the given sections. */
export function resolved(
  value: Json,
  sections: Readonly<Record<string, Json>> = {},
  given: Given = {},
): { readonly value: Json; readonly problems: readonly string[] } {
  const resources = (sections["Resources"] ?? {}) as Record<string, Json>;
  const template = templateOf(
    { ...sections, Resources: { Subject: { Type: "Custom::Subject", Properties: { Value: value } }, ...resources } },
    given,
  );
  const declared = declaredIn(template, "Subject");
  return { value: declared.properties["Value"], problems: template.problems.map((problem) => problem.code) };
}
