import { CloudWatchLogsClient, DescribeLogGroupsCommand, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { type Fact, type LogFacts, mapFact, type Noun, unknown } from "../../../model/index.ts";
import type { Aws } from "../collector.ts";
import { dayOf } from "./metric-data.ts";

export const logCalls = { DescribeLogGroups: "logs:DescribeLogGroups", DescribeLogStreams: "logs:DescribeLogStreams" } as const;

const TOKEN = ["nextToken", "nextToken"] as const;

/** How much each group holds, in one list; and of those `asked` for, the day of their newest event. */
export async function logFacts(
  aws: Aws,
  groups: readonly Noun<"LogGroup">[],
  asked: (group: Noun<"LogGroup">) => boolean,
  tell: (id: string, facts: Fact<LogFacts>) => void,
): Promise<void> {
  if (groups.length === 0) return;
  const client = aws.client(CloudWatchLogsClient);
  const listed = await aws.listFact(client, DescribeLogGroupsCommand, { limit: 50 }, { items: (page) => page.logGroups, token: TOKEN });
  const sizes = mapFact(listed, (list) => new Map(list.map((group) => [group.logGroupName, group])));
  await aws.each(groups, async (group) => {
    const LastEvent = asked(group)
      ? await lastEvent(aws, client, group.name)
      : unknown("not-collected", { action: logCalls.DescribeLogStreams });
    tell(
      group.id,
      mapFact(sizes, (known) => {
        const { storedBytes: StoredBytes, creationTime } = known.get(group.name) ?? {};
        return { StoredBytes, Created: creationTime === undefined ? undefined : dayOf(creationTime), LastEvent };
      }),
    );
  });
}

/**
 * The stream that AWS orders last. Its own time stamp is updated late (an hour as a rule), and streams go when their retention
 * ends: a day is proof of use, none is no proof of the contrary.
 */
async function lastEvent(aws: Aws, client: CloudWatchLogsClient, logGroupName: string): Promise<Fact<string | undefined>> {
  const command = new DescribeLogStreamsCommand({ logGroupName, orderBy: "LastEventTime", descending: true, limit: 1 });
  return mapFact(await aws.read(client, command, { absent: ["ResourceNotFoundException"] }), (answer) => {
    const [stream] = answer?.logStreams ?? [];
    const time = Math.max(stream?.lastEventTimestamp ?? 0, stream?.lastIngestionTime ?? 0);
    return time > 0 ? dayOf(time) : undefined;
  });
}
