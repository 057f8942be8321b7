import { type Fact, isUnknown, type Noun, type Resource, type Unknown, type World } from "../../model/index.ts";
import { oncePer } from "../compute/once.ts";

/** Ids of the queues something delivers its failures to, and the first reference that could not be followed. */
interface Uses {
  readonly queues: ReadonlySet<string>;
  readonly gap: Unknown | undefined;
}

/** Whether something delivers its failures to the queue: `true`, `false`, or what kept us from knowing. */
export function deadLetterUse(queue: Noun<"Queue">, world: World): boolean | Unknown {
  const { queues, gap } = oncePer(world, queue, "dead-letter-queues", () => usesNear(queue, world));
  return queues.has(queue.id) ? true : (gap ?? false);
}

function usesNear(near: Noun<"Queue">, world: World): Uses {
  const queues = new Set<string>();
  let gap: Unknown | undefined;
  const follow = (reference: Fact<string | undefined>, from: Resource): void => {
    if (isUnknown(reference)) gap ??= reference;
    else if (reference !== undefined) {
      // A target that is no queue of ours (a topic, another account) is nothing to remember.
      const found = world.find("Queue", reference, from);
      if (!isUnknown(found) && found) queues.add(found.id);
    }
  };
  const each = <T extends Resource>(list: Fact<readonly T[]>, targets: (item: T) => readonly Fact<string | undefined>[]): void => {
    if (isUnknown(list)) gap ??= list;
    else for (const item of list) for (const target of targets(item)) follow(target, item);
  };
  each(world.all("Queue", near), (q) => [isUnknown(q.RedrivePolicy) ? q.RedrivePolicy : q.RedrivePolicy?.deadLetterTargetArn]);
  each(world.all("LambdaFunction", near), (f) => [f.DeadLetterTarget, ...inside(f.EventInvokeConfigs, (c) => c.OnFailure)]);
  each(world.all("EventSourceMapping", near), (m) => [m.OnFailure]);
  each(world.all("Subscription", near), (s) => [s.DeadLetterTargetArn]);
  each(world.all("EventRule", near), (r) => inside(r.Targets, (t) => t.DeadLetterArn));
  each(world.all("Schedule", near), (s) => [s.DeadLetterArn]);
  return { queues, gap };
}

function inside<T>(list: Fact<readonly T[]>, target: (item: T) => Fact<string | undefined>): readonly Fact<string | undefined>[] {
  return isUnknown(list) ? [list] : list.map(target);
}
