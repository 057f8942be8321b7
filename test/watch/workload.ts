import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Line } from "./running.ts";

/** One rule that speaks for each event it sees, and one that speaks when it has seen every event of a principal. */
export const RULES = `title: Marker
id: watch-marker
name: watch_marker
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: MarkerCall }
  condition: selection
level: high
tags: [attack.persistence]
---
title: Step
id: watch-step
name: watch_step
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: StepCall }
  condition: selection
level: low
---
title: All steps
id: watch-all-steps
status: test
correlation:
  type: event_count
  rules: [watch_step]
  group-by: [userIdentity.arn]
  timespan: 50m
  condition: { gte: STEPS }
level: medium
`;

export interface Workload {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** How many alerts they make: one a marker, one a series. */
  readonly markers: number;
  readonly series: number;
}

const START = Date.parse("2026-10-01T00:00:00Z");

/** Records of a dozen accounts; in each account one principal takes all its steps, spread from the first record to the last. */
export function workload(size: number): Workload {
  const accounts = Array.from({ length: 12 }, (_, i) => String(100_000_000_001 + i * 7_919_000_003));
  let markers = 0;
  const records = Array.from({ length: size }, (_, i) => {
    const account = accounts[i % accounts.length] as string;
    const round = Math.floor(i / accounts.length);
    const step = round % 5 === 0;
    const marker = round % 5 === 3 && i % 7 === 1;
    if (marker) markers += 1;
    const user = marker ? `marked-${i}` : step ? "stepper" : `user-${i % 40}`;
    return {
      eventVersion: "1.11",
      userIdentity: {
        type: "IAMUser",
        arn: `arn:aws:iam::${account}:user/${user}`,
        accountId: account,
        accessKeyId: `AKIA${user.toUpperCase().replace("-", "").padStart(16, "0").slice(-16)}`,
        userName: user,
      },
      eventTime: new Date(START + i * 100).toISOString(),
      eventSource: "example.amazonaws.com",
      eventName: marker ? "MarkerCall" : step ? "StepCall" : "OtherCall",
      awsRegion: "ap-northeast-1",
      sourceIPAddress: "198.51.100.7",
      userAgent: "test",
      requestParameters: null,
      responseElements: null,
      eventID: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
      recipientAccountId: account,
      readOnly: true,
    };
  });
  const series = new Set(records.filter((r) => r.eventName === "StepCall").map((r) => r.userIdentity.arn)).size;
  return { records, markers, series };
}

/** The rules as a file; `steps` is how many steps each principal takes, all of which must be seen. */
export function rulesFile(folder: string, load: Workload): string {
  const steps = load.records.filter((r) => r["eventName"] === "StepCall").length / load.series;
  if (!Number.isInteger(steps)) throw new Error("the principals do not take the same number of steps");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "rules.yml");
  writeFileSync(file, RULES.replace("STEPS", String(steps)));
  return file;
}

/** Accounts of which something was told: while both live, each account is one worker's. */
export function accountsTold(lines: readonly Line[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({ kind, signal }) => (kind === "signal" ? [signal.principal.split(":")[4] as string] : [])));
}

/** Events that are in the memory that was written down: each counted once, however often it was delivered. */
export function eventsIn(state: string): number {
  let events = 0;
  for (const part of readdirSync(state).filter((name) => name.startsWith("part-"))) {
    const newest = readdirSync(join(state, part))
      .filter((name) => name.startsWith("state-") && !name.endsWith(".part"))
      .toSorted()
      .at(-1);
    if (newest === undefined) continue;
    const snapshot = JSON.parse(readFileSync(join(state, part, newest), "utf8")) as { state: { detector: { events: number } } };
    events += snapshot.state.detector.events;
  }
  return events;
}
