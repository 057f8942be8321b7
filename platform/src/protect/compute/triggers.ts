import { type Fact, isUnknown, type Noun, type Unknown, type World } from "../../model/index.ts";
import { readPolicy } from "../iam/reader.ts";
import { functionReference, namesOf } from "./functions.ts";
import { oncePer } from "./once.ts";

/** Something that hands events to a function and does not wait for the answer. */
export interface AsynchronousTrigger {
  readonly source: string;
  readonly qualifier: string | undefined;
}

export interface AsynchronousTriggers {
  readonly found: readonly AsynchronousTrigger[];
  /** What could hide another trigger. */
  readonly undecided: readonly Unknown[];
}

/** Services that invoke with the invocation type `Event`; all others wait for the answer or poll. */
const ASYNCHRONOUS = new Set([
  "s3",
  "sns",
  "events",
  "logs",
  "iot",
  "ses",
  "config",
  "codecommit",
  "codepipeline",
  "lambda.alarms.cloudwatch",
]);

/** Who invokes the function asynchronously: by its resource policies, and by what points at it. */
export function asynchronousTriggers(fn: Noun<"LambdaFunction">, world: World): AsynchronousTriggers {
  const found: AsynchronousTrigger[] = [];
  const undecided: Unknown[] = [];
  const index = oncePer(world, fn, "asynchronous-triggers", () => pointers(fn, world));
  for (const name of namesOf(fn)) found.push(...(index.byName.get(name) ?? []));
  undecided.push(...index.undecided);
  if (isUnknown(fn.Policies)) undecided.push(fn.Policies);
  else
    for (const { Qualifier, Document } of fn.Policies) {
      if (isUnknown(Document)) {
        undecided.push(Document);
        continue;
      }
      const reading = readPolicy(Document, { account: fn.account, actions: ["lambda:invokefunction"] });
      undecided.push(...reading.undecided);
      for (const { audience } of reading.admissions) {
        if (audience.who !== "service" && audience.who !== "any-account-through-service") continue;
        const service = audience.service.replace(/\.amazonaws\.com(\.cn)?$/, "");
        if (ASYNCHRONOUS.has(service) || service.startsWith("logs.")) found.push({ source: audience.service, qualifier: Qualifier });
      }
    }
  return { found, undecided };
}

interface Pointers {
  readonly byName: ReadonlyMap<string, readonly AsynchronousTrigger[]>;
  readonly undecided: readonly Unknown[];
}

function pointers(near: Noun<"LambdaFunction">, world: World): Pointers {
  const byName = new Map<string, AsynchronousTrigger[]>();
  const undecided: Unknown[] = [];
  const point = (source: string, target: Fact<string | undefined>) => {
    // A target that cannot be read is most likely no function at all; the policy of the function still names its service.
    if (target === undefined || isUnknown(target)) return;
    const reference = functionReference(target);
    if (reference === undefined || isUnknown(reference)) return;
    const trigger = { source, qualifier: reference.qualifier };
    const list = byName.get(reference.name);
    if (list) list.push(trigger);
    else byName.set(reference.name, [trigger]);
  };
  for (const schedule of world.known("Schedule", near)) {
    // The function's policy does not name the scheduler, so an unread target may be the function itself. What only the deployment
    // knows is no function: those are known by name.
    if (isUnknown(schedule.TargetArn) && schedule.TargetArn.reason !== "known-after-deploy") undecided.push(schedule.TargetArn);
    point(schedule.id, schedule.TargetArn);
  }
  for (const rule of world.known("EventRule", near))
    if (!isUnknown(rule.Targets)) for (const target of rule.Targets) point(rule.id, target.Arn);
  for (const subscription of world.known("Subscription", near)) {
    if (subscription.Protocol === "lambda")
      point(isUnknown(subscription.TopicArn) ? subscription.id : subscription.TopicArn, subscription.Endpoint);
  }
  for (const bucket of world.known("Bucket", near)) {
    if (!isUnknown(bucket.Notifications))
      for (const note of bucket.Notifications) if (note.Type === "lambda") point(bucket.id, note.Target);
  }
  // The scheduler uses a role, not the function's policy: a gap in its list can hide a trigger. The others need the policy.
  const schedules = world.all("Schedule", near);
  if (isUnknown(schedules)) undecided.push(schedules);
  return { byName, undecided };
}
