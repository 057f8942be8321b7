import type { LogEvent } from "../../model/index.ts";
import type { Habit } from "./state.ts";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
/** Midnight of the first day. */
export const start = Date.parse("2026-10-01T00:00:00Z");
export const account = "012345678901";

let counter = 0;

/** A call of a function's role in its runtime, unless told otherwise. */
export function call(time: number, over: Partial<LogEvent> = {}): LogEvent {
  counter += 1;
  return {
    feed: "cloudtrail",
    id: `e${counter}`,
    time: start + time,
    account,
    region: "ap-northeast-1",
    service: "dynamodb",
    name: "GetItem",
    principal: `arn:aws:iam::${account}:role/orders-role`,
    principalType: "role",
    credential: "ASIAORDERS0000000001",
    session: "orders",
    ip: "54.250.1.2",
    userAgent: "aws-sdk-js/3.1164.0 ua/2.1 exec-env/AWS_Lambda_nodejs22.x",
    error: "",
    readOnly: true,
    resources: [],
    record: {},
    ...over,
  };
}

export function flow(time: number, record: Readonly<Record<string, unknown>>): LogEvent {
  return call(time, {
    feed: "vpc-flow",
    service: "vpc",
    name: String(record["action"] ?? "ACCEPT"),
    principal: "",
    principalType: "unknown",
    credential: "",
    session: "",
    ip: "",
    userAgent: "",
    resources: ["eni-1"],
    record: { "interface-id": "eni-1", action: "ACCEPT", protocol: 6, packets: 10, bytes: 1_000, start: 0, end: 60, ...record },
  });
}

export function query(time: number, name: string, over: Partial<LogEvent> = {}): LogEvent {
  return call(time, {
    feed: "dns",
    service: "route53resolver",
    name: "A",
    principal: "i-0123456789abcdef0",
    principalType: "unknown",
    credential: "",
    session: "",
    ip: "10.0.0.5",
    userAgent: "",
    resources: [name, "vpc-1"],
    record: { vpc_id: "vpc-1" },
    ...over,
  });
}

/** What is told of the events, `detector severity` each. */
export function told(habits: readonly Habit[], events: readonly LogEvent[]): readonly string[] {
  return events.flatMap((event) => habits.flatMap((habit) => habit.take(event).map(({ words }) => `${words.detector} ${words.severity}`)));
}

/** The same on each of some days. */
export function daily(days: number, make: (day: number) => readonly LogEvent[]): readonly LogEvent[] {
  return Array.from({ length: days }, (_, day) => make(day)).flat();
}

export function times<T>(n: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}
