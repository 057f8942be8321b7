import { isUnknown, type Noun, type Unknown, type World } from "../../model/index.ts";
import { functionReference, namesOf } from "./functions.ts";
import { oncePer } from "./once.ts";

/** The event source mappings known to feed a function. */
export function eventSourcesOf(fn: Noun<"LambdaFunction">, world: World): readonly Noun<"EventSourceMapping">[] {
  const index = oncePer(world, fn, "event-sources", () => {
    const byName = new Map<string, Noun<"EventSourceMapping">[]>();
    for (const mapping of world.known("EventSourceMapping", fn)) {
      if (isUnknown(mapping.FunctionName)) continue;
      const reference = functionReference(mapping.FunctionName);
      if (reference === undefined || isUnknown(reference)) continue;
      const list = byName.get(reference.name);
      if (list) list.push(mapping);
      else byName.set(reference.name, [mapping]);
    }
    return byName;
  });
  return [...new Set(namesOf(fn).flatMap((name) => index.get(name) ?? []))];
}

/** What could hide another event source of the function: a list that was not read, or a mapping whose function is not known. */
export function unplacedEventSource(fn: Noun<"LambdaFunction">, world: World): Unknown | undefined {
  const all = world.inRegion("EventSourceMapping", fn);
  if (isUnknown(all)) return all;
  return oncePer(world, fn, `unplaced-event-source:${fn.region}`, () => {
    for (const { FunctionName } of all) {
      const reference = isUnknown(FunctionName) ? FunctionName : functionReference(FunctionName);
      if (isUnknown(reference)) return reference;
    }
    return undefined;
  });
}

/** The service of a mapping's source: `sqs`, `kinesis`, `dynamodb`, `kafka`, `mq`, `rds` (DocumentDB); undefined when self-managed. */
export function sourceService(arn: string | undefined): string | undefined {
  return arn?.startsWith("arn:") ? arn.split(":", 3)[2] : undefined;
}
