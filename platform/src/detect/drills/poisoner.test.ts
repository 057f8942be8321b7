import { describe, expect, test } from "vitest";
import type { Signal } from "../../model/index.ts";
import { gravity } from "../stories/gravity.ts";
import { CLI, type Company, DAY, Desk } from "./desk.fixture.ts";
import { eventsOf, newDetector } from "./noise.fixture.ts";
import type { Actor, TrailRecord } from "./record.ts";
import { startupMonth } from "./startup.fixture.ts";

/** Attackers who have time: one small thing a day, for 20 days, so that it may be taken for a habit. */
const company: Company = {
  account: "012345678902",
  region: "us-west-2",
  start: Date.parse("2026-10-05T00:00:00Z"),
  days: 36,
  seed: 2,
};
const [STRANGE, OFFICE, INSIDE] = ["45.155.205.90", "203.0.113.90", "44.231.9.14"];
const FARGATE = "Boto3/1.40.45 md/Botocore#1.40.45 exec-env/AWS_ECS_FARGATE";
const DAYS = 20;
const startup = startupMonth(company);

interface Poisoner {
  readonly from: number;
  readonly does: (desk: Desk, at: number, day: number) => void;
}

/** The signals that hold something of a poisoner, by day. */
function toldOf(month: readonly TrailRecord[], { from, does }: Poisoner): readonly (readonly Signal[])[] {
  const desk = new Desk({ ...company, seed: 77 });
  for (let day = from; day < from + DAYS; day += 1) does(desk, company.start + day * DAY + 5 * 3_600_000 + day * 1_000, day);
  const own = desk.records();
  const ids = new Set(own.map((record) => record["eventID"]));
  const detector = newDetector();
  const events = eventsOf([...month, ...own]).toSorted((a, b) => a.time - b.time);
  const signals = events.flatMap((event) => detector.take(event)).filter((signal) => signal.events.some((id) => ids.has(id)));
  return Array.from({ length: DAYS }, (_, i) => signals.filter((signal) => Math.floor((signal.until - company.start) / DAY) === from + i));
}

/** The month of a small company, with a job that reads a table every night. */
function monthWithJob(): readonly TrailRecord[] {
  const desk = new Desk({ ...company, seed: 78 });
  for (let day = 0; day < company.days; day += 1) {
    const at = company.start + day * DAY + 9 * 3_600_000;
    scan(desk, at, job(desk, at, `${day}`, INSIDE), "catalog");
  }
  return [...startup, ...desk.records()];
}

const job = (desk: Desk, at: number, period: string, ip: string) =>
  desk.session("table-export", "nightly-batch", period, at - 60_000, ip, FARGATE);

const worst = (signals: readonly Signal[]) => Math.max(-1, ...signals.map(({ severity }) => gravity(severity)));
const MEDIUM = gravity("medium");

function code(desk: Desk, at: number, actor: Actor): void {
  desk.add(at, actor, "lambda", "UpdateFunctionCode20150331v2", { functionName: "login", dryRun: false });
}

/** Reads a table to the end, with the session of a job. */
function scan(desk: Desk, at: number, session: Actor, tableName: string): void {
  for (let page = 0; page < 45; page += 1) desk.add(at + page * 2_000, session, "dynamodb", "Scan", { tableName }, { data: true });
}

describe("a stranger's repetition is no habit: told as medium or worse on each of 20 days", () => {
  test.each<[string, Poisoner["does"]]>([
    [
      "a user nobody knew makes keys for another",
      (desk, at) => desk.add(at, desk.user("helper", STRANGE, CLI), "iam", "CreateAccessKey", { userName: "nas-backup" }),
    ],
    [
      "a user nobody knew makes keys for another, from the office",
      (desk, at) => desk.add(at, desk.user("helper", OFFICE, CLI), "iam", "CreateAccessKey", { userName: "nas-backup" }),
    ],
    ["the key of a developer, used elsewhere, replaces code as he does", (desk, at) => code(desk, at, desk.user("baba", STRANGE, CLI))],
    [
      "the key of a developer, used elsewhere, becomes a role",
      (desk, at, day) =>
        desk.add(
          at,
          desk.user("baba", STRANGE, CLI),
          "sts",
          "AssumeRole",
          { roleArn: `arn:aws:iam::${company.account}:role/admin`, roleSessionName: "x" },
          { answer: { credentials: { accessKeyId: `ASIATAKEN${day}000000000` } } },
        ),
    ],
    [
      "a user nobody knew becomes one role after another",
      (desk, at) => {
        for (let n = 0; n < 6; n += 1)
          desk.add(at + n * 20_000, desk.user("helper", STRANGE, CLI), "sts", "AssumeRole", {
            roleArn: `arn:aws:iam::${company.account}:role/role-${n}`,
          });
      },
    ],
  ])("%s", (_name, does) => {
    const days = toldOf(startup, { from: 14, does });
    expect(days.map((signals) => worst(signals) >= MEDIUM)).toEqual(days.map(() => true));
  });

  test("the session of a nightly job, used elsewhere for what the job does", () => {
    const days = toldOf(monthWithJob(), {
      from: 14,
      does: (desk, at, day) => scan(desk, at, job(desk, at, `taken ${day}`, STRANGE), "catalog"),
    });
    expect(days.map(worst)).toEqual(days.map(() => gravity("high")));
  });
});

describe("who cannot be told from the account's own work is told lower, never silently", () => {
  /** Each signal of theirs that is lower than its rule says so, in both languages. */
  const said = (signals: readonly Signal[]) =>
    signals
      .filter(({ severity }) => gravity(severity) < MEDIUM)
      .map(({ weighed, description }) => [
        weighed !== undefined && gravity(weighed.from) >= MEDIUM,
        /Told as low instead of (medium|high)/.test(description.en),
        /重大度を「[中高]」から「低」に下げています/.test(description.ja),
      ])
      .every((all) => all.every(Boolean));

  test("inside a nightly job, another table: as always for a week, then as a habit", () => {
    const days = toldOf(monthWithJob(), {
      from: 14,
      does: (desk, at, day) => scan(desk, at, job(desk, at, `taken ${day}`, INSIDE), "customers"),
    });
    expect(days.slice(0, 7).map(worst)).toEqual(days.slice(0, 7).map(() => gravity("high")));
    expect(days.every((signals) => signals.length > 0 && said(signals))).toBe(true);
  });

  test.each<[string, number, Poisoner["does"]]>([
    [
      "a user who makes keys: as always for a week",
      7,
      (desk, at) => desk.add(at, desk.user("helper", STRANGE, CLI), "iam", "CreateAccessKey", { userName: "nas-backup" }),
    ],
    [
      "a machine that replaces code: as always for two days",
      2,
      (desk, at, day) => code(desk, at, desk.session("runner", "run", `${day}`, at, STRANGE, CLI)),
    ],
  ])("who was there before we were: %s", (_name, loud, does) => {
    const days = toldOf(startupMonth(company), { from: 0, does });
    expect(days.map((signals) => worst(signals) >= MEDIUM)).toEqual(days.map((_, i) => i < loud));
    expect(days.every((signals) => signals.length > 0 && said(signals))).toBe(true);
  });
});
