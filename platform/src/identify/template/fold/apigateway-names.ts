import { type Fact, isUnknown, unknown } from "../../../model/index.ts";
import type { Stack } from "../declared.ts";
import { declaredBy } from "./attach.ts";
import { idOf } from "./make.ts";
import { document, get, must, text } from "./read.ts";

/** A reference to an API in the form the nouns use. */
export function apiIdOf(stack: Stack, reference: Fact<string>): Fact<string> {
  if (isUnknown(reference)) return reference;
  const declared = declaredBy(stack, "AWS::ApiGateway::RestApi", reference);
  return declared ? idOf(declared) : reference;
}

export function apiNameOf(stack: Stack, reference: Fact<string>): string {
  const declared = declaredBy(stack, "AWS::ApiGateway::RestApi", reference);
  const name = declared
    ? (text(declared.properties, "Name") ?? text(document(declared.properties, "Body"), "info", "title") ?? declared.name)
    : reference;
  return isUnknown(name) ? (declared?.name ?? "?") : name;
}

/** The path of a resource, joined from its parents. The root resource is AWS's own, known only by its attribute's name. */
export function pathOf(stack: Stack, reference: unknown, depth = 0): Fact<string> {
  const id = must(reference);
  if (isUnknown(id)) return id.what?.includes("RootResourceId") ? "" : id;
  const declared = declaredBy(stack, "AWS::ApiGateway::Resource", id);
  if (!declared) return id.endsWith("-root") ? "" : unknown("elsewhere", { what: id });
  if (depth > 30) return unknown("malformed", { what: "ParentId" });
  const parent = pathOf(stack, get(declared.properties, "ParentId"), depth + 1);
  const part = must(declared.properties, "PathPart");
  return isUnknown(parent) ? parent : isUnknown(part) ? part : `${parent}/${part}`;
}
