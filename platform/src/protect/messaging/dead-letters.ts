import { type Fact, isUnknown, type Noun, type Unknown, type World } from "../../model/index.ts";

/** Whether something delivers its failures to the queue: `true`, `false`, or what kept us from knowing. */
export function deadLetterUse(queue: Noun<"Queue">, world: World): boolean | Unknown {
  let gap: Unknown | undefined;
  for (const reference of failureTargets(queue, world)) {
    if (isUnknown(reference)) {
      gap ??= reference;
      continue;
    }
    if (reference === undefined) continue;
    const found = world.find("Queue", reference, queue);
    if (!isUnknown(found) && found?.id === queue.id) return true;
  }
  return gap ?? false;
}

function* failureTargets(near: Noun<"Queue">, world: World): Generator<Fact<string | undefined>> {
  yield* each(world.all("Queue", near), (q) => [isUnknown(q.RedrivePolicy) ? q.RedrivePolicy : q.RedrivePolicy?.deadLetterTargetArn]);
  yield* each(world.all("LambdaFunction", near), (f) => [
    f.DeadLetterTarget,
    ...(isUnknown(f.EventInvokeConfigs) ? [f.EventInvokeConfigs] : f.EventInvokeConfigs.map((c) => c.OnFailure)),
  ]);
  yield* each(world.all("EventSourceMapping", near), (m) => [m.OnFailure]);
  yield* each(world.all("Subscription", near), (s) => [s.DeadLetterTargetArn]);
  yield* each(world.all("EventRule", near), (r) => (isUnknown(r.Targets) ? [r.Targets] : r.Targets.map((t) => t.DeadLetterArn)));
  yield* each(world.all("Schedule", near), (s) => [s.DeadLetterArn]);
}

function* each<T>(
  list: Fact<readonly T[]>,
  targets: (item: T) => readonly Fact<string | undefined>[],
): Generator<Fact<string | undefined>> {
  if (isUnknown(list)) yield list;
  else for (const item of list) yield* targets(item);
}
