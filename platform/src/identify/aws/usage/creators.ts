import { CloudTrailClient, type Event, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import type { Resource } from "../../../model/index.ts";
import type { Aws } from "../collector.ts";

export const creatorCalls = { LookupEvents: "cloudtrail:LookupEvents" } as const;

/** CloudTrail's event history goes this far back. */
const HISTORY_DAYS = 90;
/** Where the global services write their events. */
const GLOBAL_EVENTS = "us-east-1";

/** Who created the functions of the region, and the roles, in the last 90 days. What is older stays unnamed. */
export async function creators(aws: Aws, found: readonly Resource[], now: Date, tell: (id: string, who: string) => void): Promise<void> {
  const functions = new Map(found.filter((r) => r.kind === "LambdaFunction").map((r) => [r.name, r.id]));
  const roles = new Map(found.filter((r) => r.kind === "Role").map((r) => [r.name, r.id]));
  const asks: readonly (readonly [eventName: string, ids: ReadonlyMap<string, string>, region: string])[] = [
    ["CreateFunction20150331", functions, aws.region],
    // Every region's collector sees the roles; one of them asks.
    ...(aws.region === aws.regions[0] ? ([["CreateRole", roles, GLOBAL_EVENTS]] as const) : []),
  ];
  await aws.each([...asks], async ([eventName, ids, region]) => {
    if (ids.size === 0) return;
    const { items } = await aws.pages(
      aws.client(CloudTrailClient, region),
      LookupEventsCommand,
      {
        LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: eventName }],
        StartTime: new Date(now.getTime() - HISTORY_DAYS * 86_400_000),
        EndTime: now,
        MaxResults: 50,
      },
      { items: (page) => page.Events },
    );
    // Newest first: of a name that was used twice, the one that exists is the last that was created.
    for (const event of items.toReversed()) {
      const id = idOf(event, ids);
      if (id !== undefined && event.Username) tell(id, event.Username);
    }
  });
}

function idOf(event: Event, ids: ReadonlyMap<string, string>): string | undefined {
  for (const { ResourceName } of event.Resources ?? []) {
    const name = ResourceName?.slice(Math.max(ResourceName.lastIndexOf(":"), ResourceName.lastIndexOf("/")) + 1);
    const id = name === undefined ? undefined : ids.get(name);
    if (id !== undefined) return id;
  }
  return undefined;
}
