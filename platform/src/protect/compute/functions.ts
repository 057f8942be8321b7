import { type Fact, isUnknown, type Noun, type Resource, unknown, type World } from "../../model/index.ts";

/** A reference to a function without its alias or version, and that qualifier. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier: string | undefined;
}

/** Where the name ends in an ARN that is written as all are: without cutting it up. Undefined when it takes a closer look. */
function endOfName(arn: string): number | undefined {
  let at = 0;
  for (let part = 0; part < QUALIFIER - 1; part += 1) {
    if (part === 2 && !arn.startsWith("lambda:", at)) return undefined;
    if (part === 5 && !arn.startsWith("function:", at)) return undefined;
    at = arn.indexOf(":", at) + 1;
    if (at === 0) return undefined;
  }
  const end = arn.indexOf(":", at);
  if (end < 0) return arn.length;
  return arn.includes(":", end + 1) ? undefined : end;
}

/** The place of a qualifier in the ARN of a function. */
const QUALIFIER = 7;

/**
 * The function inside an ARN, a qualified name or an API Gateway integration URI.
 * `undefined` when the text names no function; Unknown when a stage variable decides.
 */
export function functionReference(text: string): Fact<FunctionReference | undefined> {
  const path = text.endsWith("/invocations") ? /:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(text) : null;
  const target = path?.[1] ?? text;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: API Gateway writes stage variables like this
  if (target.includes("${")) return unknown("elsewhere", { what: target });
  if (!target.startsWith("arn:")) {
    if (/[/ ]/.test(target)) return undefined;
    const [name = "", qualifier] = target.split(":");
    return { name, qualifier };
  }
  const end = endOfName(target);
  if (end !== undefined) return { name: target.slice(0, end), qualifier: end === target.length ? undefined : target.slice(end + 1) };
  const parts = target.split(":", QUALIFIER + 1);
  if (parts[2] !== "lambda" || parts[5] !== "function") return undefined;
  const qualifier = parts[QUALIFIER];
  return { name: qualifier === undefined ? target : parts.slice(0, QUALIFIER).join(":"), qualifier };
}

/** The function a reference of any spelling points to; `undefined` when it names none or a missing one. */
export function findFunction(reference: Fact<string>, near: Resource, world: World): Fact<Noun<"LambdaFunction"> | undefined> {
  if (isUnknown(reference)) return reference;
  const parsed = functionReference(reference);
  if (isUnknown(parsed)) return parsed;
  return parsed === undefined ? undefined : world.find("LambdaFunction", parsed.name, near);
}

/** Every name a resource is referred to by. */
export function namesOf(resource: Resource): readonly string[] {
  return [resource.id, resource.name, ...(resource.aliases ?? [])];
}
