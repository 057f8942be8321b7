// Fills the profiles of habits to their room and beyond, as a large organisation does: detect-memory-program

import { Habits } from "../../platform/src/detect/behaviour/habits.ts";
import { ownBehaviours } from "../../platform/src/detect/behaviour/index.ts";
import { Detector } from "../../platform/src/detect/detector.ts";
import { RuleSet } from "../../platform/src/detect/sigma/ruleset.ts";
import type { LogEvent } from "../../platform/src/model/index.ts";

const ROOM = 1_000_000;
const behaviours = ownBehaviours();
const habits = behaviours.find((behaviour) => behaviour instanceof Habits) as Habits;
const detector = new Detector({ rules: new RuleSet([]), own: new Set(), behaviours });
const start = Date.parse("2026-10-01T00:00:00Z");
const calls = ["GetObject", "PutObject", "ListBucket", "Query", "GetItem", "Invoke", "GetSecretValue", "Decrypt"];

/** A role of one of many accounts, its session, its buckets. */
function call(principal: number, n: number): LogEvent {
  const account = String(100_000_000_000 + (principal % 2_000));
  const s3 = n < 3;
  return {
    feed: "cloudtrail",
    id: `${principal}-${n}`,
    time: start + principal * 500,
    account,
    region: "ap-northeast-1",
    service: s3 ? "s3" : "dynamodb",
    name: calls[n] as string,
    principal: `arn:aws:iam::${account}:role/service-${principal}-role`,
    principalType: "role",
    credential: `ASIA${String(principal).padStart(16, "0")}`,
    session: `service-${principal}`,
    ip: `54.${principal % 200}.${n}.7`,
    userAgent: "aws-sdk-js/3.1164.0 ua/2.1 exec-env/AWS_Lambda_nodejs22.x",
    error: "",
    readOnly: true,
    resources: [],
    record: s3 ? { requestParameters: { bucketName: `bucket-${principal % 5_000}`, key: `k${principal}` } } : {},
  };
}

let events = 0;
let keys = 0;
// A tenth more than there is room for: forgetting is when most is needed.
for (let principal = 0, over = 0; over < ROOM / 10; principal += 1) {
  for (let n = 0; n < calls.length; n += 1) detector.take(call(principal, n));
  events += calls.length;
  if (habits.rows < keys || keys >= ROOM) over += calls.length;
  keys = Math.max(keys, habits.rows);
}
console.log(JSON.stringify({ events, keys }));
