import { type CodeReading, type Fact, isUnknown, type Noun, type SdkCall, type World } from "../../model/index.ts";
import { type Around, resourcesOf } from "./arns.ts";
import { type Operation, operationsOf } from "./sdk.ts";
import type { Need, Proof, Reserve } from "./types.ts";
import { at, patternsOf } from "./values.ts";

/** Where a function's calls are made. */
export function aroundFunction(
  fn: { readonly id: string; readonly region: string; readonly account: string },
  world: World,
  near: Noun<"LambdaFunction"> | Noun<"Role">,
): Around {
  return {
    partition: fn.id.split(":")[1] || "aws",
    region: fn.region === "global" ? "*" : fn.region,
    account: fn.account,
    keyArn: (reference) => idOf(world.find("KmsKey", reference, near)),
    secretArn: (name) => idOf(world.find("Secret", name, near)),
  };
}

function idOf(found: Fact<{ readonly id: string } | undefined>): string | undefined {
  return isUnknown(found) ? undefined : found?.id;
}

export interface CodeNeeds {
  readonly needs: readonly Need[];
  readonly reserves: readonly Reserve[];
}

/** What the calls in a function's code need. */
export function codeNeeds(reading: CodeReading, around: Around): CodeNeeds {
  const needs: Need[] = [];
  const reserves: Reserve[] = reading.doubts.map(({ why, what, place }) => (place ? { why, what, place } : { why, what }));
  for (const call of reading.calls) {
    const operations = operationsOf(call);
    if (operations === undefined) {
      reserves.push({ why: "operation", what: `${call.client}.${call.operation}`, place: call.place });
      continue;
    }
    for (const operation of operations) {
      if (operation.known) needs.push(...needsOf(operation, call, around));
      else reserves.push({ why: "operation", what: `${operation.prefix}:${operation.name}`, place: call.place });
    }
  }
  return { needs, reserves };
}

function needsOf(operation: Operation, call: SdkCall, around: Around): readonly Need[] {
  const parameters = merged(call.parameters, operation);
  const what = `${operation.prefix}:${operation.name}`;
  const out: Need[] = [];
  for (const action of operation.actions) {
    const resources = resourcesOf(action, parameters, around, operation.name);
    const resolved = resources !== undefined;
    const proof: Proof = { reason: "called", confidence: resolved ? "medium" : "low", place: call.place, what };
    for (const resource of resources ?? ["*"]) out.push({ action, resource, resolved, proofs: [proof] });
  }
  for (const path of operation.roles) {
    const value = at(parameters, path.split("."));
    if (value === undefined) continue;
    const roles = path === "taskDefinition" ? undefined : patternsOf(value);
    const arns = roles?.every((role) => role.startsWith("arn:") && role.includes(":role/")) ? roles : undefined;
    const proof: Proof = { reason: "passed", confidence: arns ? "medium" : "low", place: call.place, what };
    for (const resource of arns ?? ["*"]) out.push({ action: "iam:PassRole", resource, resolved: arns !== undefined, proofs: [proof] });
  }
  return out;
}

function merged(parameters: SdkCall["parameters"], { given }: Operation): SdkCall["parameters"] {
  if (!given) return parameters;
  const fields = parameters.is === "object" ? parameters.fields : {};
  return { is: "object", fields: { ...fields, ...given }, open: parameters.is !== "object" || parameters.open };
}
