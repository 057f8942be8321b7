import type { Noun } from "../../model/index.ts";
import { type Fields, resource } from "../cases.ts";

/** For cases: what a trail records. */
export const allManagement = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  ExcludeManagementEventSources: [],
  DataResources: [],
} as const;

export const trailGroupArn = "arn:aws:logs:ap-northeast-1:111122223333:log-group:trail";
const topicArn = "arn:aws:sns:ap-northeast-1:111122223333:security";

/** For cases: an advanced field selector. */
export function field(Field: string, Equals: readonly string[], rest: object = {}) {
  return { Field, Equals, NotEquals: [], StartsWith: [], NotStartsWith: [], EndsWith: [], NotEndsWith: [], ...rest };
}

/** For cases: a trail that does everything right. */
export const goodTrail = {
  Arn: "arn:aws:cloudtrail:ap-northeast-1:111122223333:trail/main",
  name: "main",
  IsMultiRegionTrail: true,
  IsLogging: true,
  EventSelectors: [allManagement],
  AdvancedEventSelectors: [],
  CloudWatchLogsLogGroupArn: `${trailGroupArn}:*`,
} as const;

export function trail(change: Fields<"Trail"> & { readonly name?: string; readonly region?: string } = {}): Noun<"Trail"> {
  return resource("Trail", { ...goodTrail, ...change });
}

/** For cases: the chain from a trail to a person, each link open to change. */
export interface Chain {
  readonly pattern: string;
  readonly trail?: Fields<"Trail">;
  readonly group?: Fields<"LogGroup">;
  readonly alarm?: Fields<"Alarm">;
  readonly subscription?: Fields<"Subscription">;
}

export function chain({ pattern, ...change }: Chain) {
  return [
    trail(change.trail),
    resource("LogGroup", {
      Arn: trailGroupArn,
      name: "trail",
      MetricFilters: [{ FilterName: "f", FilterPattern: pattern, Metrics: [{ Name: "Watched", Namespace: "Security" }] }],
      ...change.group,
    }),
    resource("Alarm", {
      name: "watched",
      MetricName: "Watched",
      Namespace: "Security",
      Dimensions: {},
      ActionsEnabled: true,
      AlarmActions: [topicArn],
      ...change.alarm,
    }),
    resource("Subscription", { name: "mail", TopicArn: topicArn, Protocol: "email", Confirmed: true, ...change.subscription }),
  ];
}
