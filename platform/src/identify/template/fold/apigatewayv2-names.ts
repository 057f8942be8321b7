import { type Fact, isUnknown, unknown } from "../../../model/index.ts";
import type { Declared, Stack } from "../declared.ts";
import { declaredBy } from "./attach.ts";
import { idOf } from "./make.ts";
import { choice, must, or, text } from "./read.ts";

export type Protocol = Fact<"HTTP" | "WEBSOCKET">;

export const API = "AWS::ApiGatewayV2::Api";

export function protocolOf(p: unknown): Protocol {
  return or(choice(["HTTP", "WEBSOCKET"], p, "ProtocolType"), "HTTP");
}

/** The API's id as the nouns have it, and its declaration when the template has it. */
export function apiOf(
  stack: Stack,
  p: unknown,
): { readonly id: Fact<string>; readonly declared: Declared | undefined; readonly protocol: Protocol } {
  const reference = must(p, "ApiId");
  const declared = declaredBy(stack, API, reference);
  return {
    id: declared ? idOf(declared) : reference,
    declared,
    protocol: declared ? protocolOf(declared.properties) : isUnknown(reference) ? reference : unknown("elsewhere", { what: reference }),
  };
}

export function apiName(declared: Declared | undefined, id: Fact<string>): string {
  const name = declared ? (text(declared.properties, "Name") ?? text(declared.properties, "Body", "info", "title")) : undefined;
  return typeof name === "string" ? name : (declared?.name ?? (isUnknown(id) ? "?" : id));
}
