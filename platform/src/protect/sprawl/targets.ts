import { type Fact, isUnknown, type Kind, type Resource, type World } from "../../model/index.ts";
import { findFunction } from "../compute/functions.ts";

/** Kinds that can be the target of a trigger, by the service and shape of the ARN. */
const SHAPES: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/^arn:[^:]+:sqs:[^:]*:[^:]*:[^:/]+$/, "Queue"],
  [/^arn:[^:]+:sns:[^:]*:[^:]*:[^:/]+$/, "Topic"],
  [/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:/]+/, "StateMachine"],
  [/^arn:[^:]+:kinesis:[^:]*:[^:]*:stream\/[^/]+$/, "KinesisStream"],
  [/^arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream\/[^/]+$/, "FirehoseStream"],
];

/**
 * The resource a trigger points to. `undefined` only when it is certainly gone: named in this account and region, and
 * everything of its kind was listed. What Yagura has no list of is Unknown to it, and so never gone.
 */
export function targetOf(reference: Fact<string | undefined>, near: Resource, world: World): Fact<Resource | undefined> | "other" {
  if (reference === undefined) return "other";
  if (isUnknown(reference)) return reference;
  if (/^arn:[^:]+:lambda:[^:]*:[^:]*:function:/.test(reference) || reference.includes(":lambda:path/"))
    return findFunction(reference, near, world) as Fact<Resource | undefined>;
  for (const [pattern, kind] of SHAPES) {
    const match = pattern.exec(reference);
    if (match) return world.find(kind, match[0], near) as Fact<Resource | undefined>;
  }
  return "other";
}
