import { type Fact, isUnknown, type Noun, type Resource, type Unknown } from "../../model/index.ts";
import { type Court, notRead, standby } from "./court.ts";
import type { Judgement } from "./item.ts";
import { targetOf } from "./targets.ts";

const UNMEASURED: Judgement = { verdict: "unknown", reason: "not-measured" };

interface Ends {
  /** Names of targets that are certainly gone. */
  readonly gone: readonly string[];
  readonly doubt: Unknown | undefined;
  readonly all: number;
}

function endsOf(references: readonly Fact<string | undefined>[], near: Resource, court: Court): Ends {
  const gone: string[] = [];
  let doubt: Unknown | undefined;
  for (const reference of references) {
    const target = targetOf(reference, near, court.world);
    if (target === undefined) gone.push(String(reference));
    else if (isUnknown(target)) doubt ??= target;
  }
  return { gone, doubt, all: references.length };
}

function lost({ gone }: Ends): Judgement {
  return { verdict: "never", reason: "target-gone", about: gone.join(", ") };
}

/** A trigger all of whose targets are gone calls nobody, whatever the metrics say of its attempts. */
function isLost(ends: Ends): boolean {
  return ends.all > 0 && ends.gone.length === ends.all;
}

export function judgeMapping(mapping: Noun<"EventSourceMapping">, court: Court): Judgement {
  const fn = endsOf([mapping.FunctionName], mapping, court);
  if (isLost(fn)) return lost(fn);
  const source = mapping.EventSourceArn;
  const from = targetOf(source, mapping, court.world);
  if (from === undefined) return { verdict: "never", reason: "target-gone", about: String(source) };
  if (mapping.Enabled === false) return standby(UNMEASURED, "disabled");
  if (isUnknown(mapping.Enabled)) return notRead(mapping.Enabled);
  return from === "other" || isUnknown(from) ? UNMEASURED : bySource(from.id, from.name, court);
}

export function judgeSubscription(subscription: Noun<"Subscription">, court: Court): Judgement {
  const ends = endsOf([subscription.Endpoint], subscription, court);
  if (isLost(ends)) return lost(ends);
  if (isUnknown(subscription.TopicArn)) return notRead(subscription.TopicArn);
  const topic = targetOf(subscription.TopicArn, subscription, court.world);
  if (topic === undefined) return { verdict: "never", reason: "target-gone", about: subscription.TopicArn };
  return topic === "other" || isUnknown(topic) ? UNMEASURED : bySource(topic.id, topic.name, court);
}

/** What hangs on a source is at work when the source is, and has no use when it has none. */
function bySource(id: string, name: string, court: Court): Judgement {
  const source = court.judged.get(id);
  if (source === undefined) return UNMEASURED;
  const { last, since, by } = source;
  const seen = { ...(last ? { last } : {}), ...(since ? { since } : {}), ...(by ? { by } : {}), about: name };
  if (source.verdict === "never" || source.verdict === "long") return { verdict: source.verdict, reason: "source-idle", ...seen };
  if (source.verdict === "standby") return { verdict: "standby", reason: "wired", ...seen };
  return source.verdict === "used" ? { verdict: "used", reason: "active", ...seen } : UNMEASURED;
}

export function judgeRule(rule: Noun<"EventRule">, court: Court): Judgement {
  if (isUnknown(rule.Targets)) return notRead(rule.Targets);
  const ends = endsOf(
    rule.Targets.map((target) => target.Arn),
    rule,
    court,
  );
  if (isLost(ends)) return lost(ends);
  const use = court.usage?.uses.get(rule.id);
  const silent = court.bySilence(use, undefined);
  if (silent.verdict === "used") return silent;
  if (rule.State === "DISABLED") return standby(silent, "disabled");
  // EventBridge does not say when a rule was made, so one that never fired may be an hour old.
  return silent;
}

export function judgeSchedule(schedule: Noun<"Schedule">, court: Court): Judgement {
  const ends = endsOf([schedule.TargetArn], schedule, court);
  if (isLost(ends)) return lost(ends);
  if (isUnknown(schedule.ScheduleExpression)) return notRead(schedule.ScheduleExpression);
  const once = /^at\((\d{4}-\d\d-\d\d)T/.exec(schedule.ScheduleExpression)?.[1];
  if (once !== undefined && once < court.daysAgo(1)) {
    const verdict = once < court.limit ? "long" : "used";
    return { verdict, reason: verdict === "long" ? "past" : "active", last: once };
  }
  if (schedule.State === "DISABLED") return standby(UNMEASURED, "disabled");
  return UNMEASURED;
}

export function judgePipe(pipe: Noun<"Pipe">, court: Court): Judgement {
  for (const end of [pipe.Source, pipe.Target]) {
    const ends = endsOf([end], pipe, court);
    if (isLost(ends)) return lost(ends);
  }
  if (pipe.DesiredState === "STOPPED") return standby(UNMEASURED, "disabled");
  const from = targetOf(pipe.Source, pipe, court.world);
  return from === "other" || from === undefined || isUnknown(from) ? UNMEASURED : bySource(from.id, from.name, court);
}

/** Routes and methods whose function is gone answer with an error; those of a silent API go with it. */
export function judgeRoute(route: Noun<"RestMethod"> | Noun<"HttpRoute">, court: Court): Judgement | undefined {
  const ends = endsOf([route.IntegrationUri], route, court);
  return isLost(ends) ? lost(ends) : undefined;
}
