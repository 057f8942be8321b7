import {
  accountOf,
  type Fact,
  fail,
  isUnknown,
  type MetricFilter,
  type Noun,
  pass,
  type Unknown,
  unknown,
  type Verdict,
  type World,
} from "../../model/index.ts";
import type { Need } from "../check.ts";
import { type EventShape, parseFilterPattern } from "./filter-pattern.ts";
import { allOf, anyOf } from "./three-valued.ts";
import { recordsManagement } from "./trails.ts";

/** What somebody must be told of. */
export interface Watch {
  /** Name (shown when it is not watched) → the event. Filters add up: each event needs one that matches it. */
  readonly events: Readonly<Record<string, EventShape>>;
  /** An everyday event: a filter that also matches this one tells nothing. */
  readonly everyday?: EventShape;
}

/** The links from an event to a person, in order. The evidence names the first one that is missing. */
export const links = ["trail", "log-group", "metric-filter", "alarm", "alarm-action", "confirmed-subscription"] as const;
export type Link = (typeof links)[number];

interface Progress {
  /** How far the best chain came; undefined when it is complete. */
  readonly missing: Link | undefined;
  readonly undecided: Unknown | undefined;
}

/** API calls of one service that need no more than their names to be told apart. */
export function calls(source: string, ...names: readonly string[]): Readonly<Record<string, EventShape>> {
  const shape = {
    eventSource: `${source}.amazonaws.com`,
    eventType: "AwsApiCall",
    eventCategory: "Management",
    managementEvent: "true",
    readOnly: "false",
  };
  return Object.fromEntries(names.map((eventName) => [eventName, { ...shape, eventName, errorCode: null, errorMessage: null }]));
}

/**
 * Passes when every event of the watch reaches a person: a complete multi-region trail → its log group → a metric filter that
 * matches the event → an alarm on the metric with enabled actions → a topic with a confirmed subscription, all on one trail.
 */
export function judgeWatch(watch: Watch, account: Noun<"Account">, need: Need, world: World): Verdict {
  let best: { readonly missing: Link; readonly events: readonly string[]; readonly trail?: string } = {
    missing: "trail",
    events: Object.keys(watch.events),
  };
  let undecided: Unknown | undefined;
  for (const trail of world.known("Trail", account)) {
    const seen = followTrail(watch, trail, account, world);
    undecided ??= seen.undecided;
    if (seen.missing === undefined) {
      if (seen.undecided === undefined) return pass;
    } else if (links.indexOf(seen.missing) >= links.indexOf(best.missing))
      best = { missing: seen.missing, events: seen.events, trail: trail.name };
  }
  if (undecided) need(undecided);
  need.outer(world.all("Trail", account));
  return fail({
    found: { missing: best.missing, events: best.events, ...(best.trail === undefined ? {} : { trail: best.trail }) },
    expected: links,
  });
}

function followTrail(
  watch: Watch,
  trail: Noun<"Trail">,
  account: Noun<"Account">,
  world: World,
): Progress & { readonly events: readonly string[] } {
  const all = Object.keys(watch.events);
  const complete = recordsManagement(trail);
  if (isUnknown(complete)) return { missing: undefined, undecided: complete, events: all };
  if (!complete) return { missing: "trail", undecided: undefined, events: all };
  const group = logGroupOf(trail, world);
  if (isUnknown(group)) return { missing: undefined, undecided: group, events: all };
  if (group === undefined) return { missing: "log-group", undecided: undefined, events: all };
  if (isUnknown(group.MetricFilters)) return { missing: undefined, undecided: group.MetricFilters, events: all };
  return followFilters(watch, group, group.MetricFilters, account, world);
}

function followFilters(
  watch: Watch,
  group: Noun<"LogGroup">,
  filters: readonly MetricFilter[],
  account: Noun<"Account">,
  world: World,
): Progress & { readonly events: readonly string[] } {
  const reached = new Map<string, Link | undefined>(Object.keys(watch.events).map((name) => [name, "metric-filter"]));
  let undecided: Unknown | undefined;
  for (const filter of filters) {
    const pattern = parseFilterPattern(filter.FilterPattern);
    if (pattern === undefined) {
      undecided ??= unknown("unsupported", { what: `${filter.FilterName}: ${filter.FilterPattern}` });
      continue;
    }
    if (watch.everyday && pattern.match(watch.everyday) === true) continue;
    const names = Object.entries(watch.events).filter(([, event]) => pattern.match(event) === true);
    if (names.length === 0) continue;
    const seen = followMetrics(filter, group, account, world);
    undecided ??= seen.undecided;
    for (const [name] of names) {
      const before = reached.get(name);
      if (before === undefined) continue;
      if (seen.missing === undefined && seen.undecided === undefined) reached.set(name, undefined);
      else if (seen.missing && links.indexOf(seen.missing) > links.indexOf(before)) reached.set(name, seen.missing);
    }
  }
  const open = [...reached].filter((entry): entry is [string, Link] => entry[1] !== undefined);
  if (open.length === 0) return { missing: undefined, undecided: undefined, events: [] };
  // The chain is as good as its weakest event.
  const missing = open.map(([, link]) => link).reduce((a, b) => (links.indexOf(a) <= links.indexOf(b) ? a : b));
  return { missing, undecided, events: open.map(([name]) => name) };
}

function followMetrics(filter: MetricFilter, group: Noun<"LogGroup">, account: Noun<"Account">, world: World): Progress {
  let missing: Link = "alarm";
  let undecided: Unknown | undefined;
  for (const alarm of world.known("Alarm", account)) {
    if (alarm.region !== group.region) continue;
    const onMetric = anyOf(
      filter.Metrics.map((metric) =>
        allOf([
          equals(alarm.MetricName, metric.Name),
          equals(alarm.Namespace, metric.Namespace),
          isUnknown(alarm.Dimensions) ? alarm.Dimensions : Object.keys(alarm.Dimensions).length === 0,
        ]),
      ),
    );
    if (isUnknown(onMetric)) undecided ??= onMetric;
    if (onMetric !== true) continue;
    const told = tellsSomebody(alarm, world);
    if (told.missing === undefined && told.undecided === undefined) return told;
    undecided ??= told.undecided;
    if (told.missing && links.indexOf(told.missing) > links.indexOf(missing)) missing = told.missing;
  }
  const listed = world.inRegion("Alarm", group);
  if (isUnknown(listed)) undecided ??= listed;
  return { missing, undecided };
}

function equals(fact: Fact<string | undefined>, wanted: string): Fact<boolean> {
  return isUnknown(fact) ? fact : fact === wanted;
}

/** Whether an alarm's state reaches a confirmed subscriber of a topic. */
export function tellsSomebody(alarm: Noun<"Alarm">, world: World): Progress {
  if (isUnknown(alarm.ActionsEnabled)) return { missing: undefined, undecided: alarm.ActionsEnabled };
  if (isUnknown(alarm.AlarmActions)) return { missing: undefined, undecided: alarm.AlarmActions };
  if (!alarm.ActionsEnabled) return { missing: "alarm-action", undecided: undefined };
  const heard = topicsHeard(alarm.AlarmActions, alarm, world);
  return heard === true
    ? { missing: undefined, undecided: undefined }
    : isUnknown(heard)
      ? { missing: undefined, undecided: heard }
      : {
          missing: alarm.AlarmActions.some((a) => !isUnknown(a) && isTopic(a)) ? "confirmed-subscription" : "alarm-action",
          undecided: undefined,
        };
}

function isTopic(arn: string): boolean {
  return /^arn:[^:]+:sns:/.test(arn);
}

/** Whether at least one of the targets is a topic that has a confirmed subscription. */
export function topicsHeard(targets: readonly Fact<string>[], near: Noun<"Alarm"> | Noun<"AutoScalingGroup">, world: World): Fact<boolean> {
  return anyOf(targets.map((target) => (isUnknown(target) ? target : isTopic(target) ? topicHeard(target, near, world) : false)));
}

function topicHeard(topic: string, near: Noun<"Alarm"> | Noun<"AutoScalingGroup">, world: World): Fact<boolean> {
  const heard = anyOf(world.known("Subscription", near).map((s) => allOf([equals(s.TopicArn, topic), s.Confirmed])));
  if (heard === true) return true;
  if (isUnknown(heard)) return heard;
  // Other accounts' subscriptions cannot be listed from here; a template's may be made in another stack or by hand.
  if (accountOf(topic) !== near.account || near.origin.source === "template") return unknown("elsewhere", { what: topic });
  const listed = world.all("Subscription", near);
  return isUnknown(listed) ? listed : false;
}

function logGroupOf(trail: Noun<"Trail">, world: World): Fact<Noun<"LogGroup"> | undefined> {
  const arn = trail.CloudWatchLogsLogGroupArn;
  if (isUnknown(arn) || arn === undefined) return arn;
  // CloudTrail writes the ARN with `:*`; the group itself is listed with or without.
  const bare = arn.replace(/:\*$/, "");
  let gap: Unknown | undefined;
  for (const form of [bare, `${bare}:*`]) {
    const group = world.find("LogGroup", form, trail);
    if (isUnknown(group)) gap ??= group;
    else if (group) return group;
  }
  return gap;
}
