import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { call, DAY, daily, HOUR, MINUTE, told } from "./events.fixture.ts";
import { ownBehaviours } from "./index.ts";

const machine = (over: Partial<LogEvent> = {}): Partial<LogEvent> => ({
  session: "i-0123456789abcdef0",
  credential: "ASIAINSTANCE00000001",
  principal: "arn:aws:iam::012345678901:role/web",
  userAgent: "Boto3/1.40.1 Linux",
  ip: "203.0.113.7",
  ...over,
});
const person = (over: Partial<LogEvent> = {}): Partial<LogEvent> => ({
  session: "sato@acme.example",
  credential: "ASIAPERSON0000000001",
  principal: "arn:aws:iam::012345678901:role/dev",
  userAgent: "aws-cli/2.31.4 os/macos",
  ip: "203.0.113.7",
  ...over,
});
const away = { ip: "185.220.101.33", userAgent: "curl/8.5.0" };

const cases: readonly (readonly [string, readonly LogEvent[], readonly string[]])[] = [
  ["a function's key from elsewhere", [call(0), call(HOUR, away)], ["function-credential-elsewhere high"]],
  [
    "told once per credential",
    [call(0), call(HOUR, away), call(HOUR + 1, { ...away, name: "Scan" })],
    ["function-credential-elsewhere high"],
  ],
  ["another client in the same network", [call(0), call(HOUR, { userAgent: "undici" })], []],
  ["Lambda's networks change", [call(0), call(HOUR, { ip: "13.112.9.9" })], []],
  [
    "a fresh key of a role known as a function's",
    [...daily(3, (d) => [call(d * DAY)]), call(3 * DAY, { ...away, credential: "ASIAFRESH" })],
    ["function-credential-elsewhere high"],
  ],
  [
    "a second client it always used, from anywhere",
    [
      ...daily(4, (d) => [call(d * DAY), call(d * DAY + 1, { userAgent: "undici" })]),
      call(4 * DAY, { userAgent: "undici", ip: "18.180.1.1" }),
    ],
    [],
  ],
  ["a role that was never in a function", [call(0, { userAgent: "x/1" }), call(HOUR, away)], []],
  ["inside a VPC", [call(0), call(HOUR, { ...away, ip: "10.0.0.4" })], []],
  ["a service on its behalf", [call(0), call(HOUR, { ...away, userAgent: "athena.amazonaws.com" })], []],
  ["long-term keys are not locked", [call(0, { credential: "AKIAX" }), call(HOUR, { ...away, credential: "AKIAX" })], []],
  [
    "an instance's key from elsewhere with another program",
    [call(0, machine()), call(HOUR, machine(away))],
    ["instance-credential-elsewhere high"],
  ],
  [
    "an instance's key from elsewhere with the same program",
    [call(0, machine()), call(HOUR, machine({ ip: away.ip }))],
    ["instance-credential-elsewhere medium"],
  ],
  ["a neighbour address of the instance", [call(0, machine()), call(HOUR, machine({ ip: "203.0.200.1" }))], []],
  [
    "an instance whose two networks are known",
    [
      ...daily(2, (d) => [call(d * DAY, machine({ credential: `ASIA${d}`, ip: d === 0 ? "198.51.100.1" : "203.0.113.7" }))]),
      call(2 * DAY, machine()),
      call(2 * DAY + HOUR, machine({ ip: "198.51.100.2" })),
    ],
    [],
  ],
  [
    "through an endpoint of another account",
    [call(0, machine({ ip: "10.0.0.4", record: { vpcEndpointId: "vpce-1", vpcEndpointAccountId: "999988887777" } }))],
    ["credential-in-foreign-endpoint high"],
  ],
  [
    "through an endpoint of one's own",
    [call(0, machine({ ip: "10.0.0.4", record: { vpcEndpointId: "vpce-1", vpcEndpointAccountId: "012345678901" } }))],
    [],
  ],
  [
    "a session in two places with two programs at once",
    [call(0, person()), call(5 * MINUTE, person(away))],
    ["session-in-two-places medium"],
  ],
  ["with the same program: a VPN", [call(0, person()), call(5 * MINUTE, person({ ip: away.ip }))], []],
  ["hours apart: went home", [call(0, person()), call(5 * HOUR, person(away))], []],
];

describe("credentials stay where they were issued", () => {
  test.each(cases)("%s", (_name, events, expected) => {
    expect(told(ownBehaviours(), events).filter((line) => !line.startsWith("anomalous") && !line.startsWith("two-"))).toEqual(expected);
  });
});
