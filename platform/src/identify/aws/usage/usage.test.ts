import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { isUnknown, type Resource } from "../../../model/index.ts";
import { runCollector } from "../session.ts";
import { denied, emptyHarvest, tapeOptions } from "../tape.ts";
import { emptyUsage, usageCollector } from "./index.ts";

const NOW = new Date("2026-11-22T12:00:00Z");

function fn(name: string, more: object = {}): Resource {
  return {
    kind: "LambdaFunction",
    id: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
    name,
    account: "123456789012",
    region: "us-east-1",
    scope: "aws:123456789012",
    origin: { source: "aws" },
    Versions: [],
    LoggingConfig: { LogGroup: `/aws/lambda/${name}` },
    ...more,
  } as unknown as Resource;
}

interface Query {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly Dimensions: readonly { readonly Value: string }[] } };
}
type Input = { readonly MetricDataQueries?: readonly Query[]; readonly NextToken?: string; readonly StartTime?: Date };

/** Answers GetMetricData in place of AWS; everything else is refused. */
async function ask(resources: readonly Resource[], answer: (input: Input, call: number) => object) {
  const usage = emptyUsage();
  const asked: Input[] = [];
  const send = async (_client: unknown, command: object) => {
    const input = (command as { readonly input: Input }).input;
    if (!("MetricDataQueries" in input)) throw denied();
    asked.push(input);
    return answer(input, asked.length);
  };
  const options = tapeOptions({ send: send as unknown as (client: CloudWatchClient, command: object) => Promise<object> } as never);
  await runCollector(usageCollector(resources, usage, { now: NOW, unusedDays: 90, creators: false }), "us-east-1", options, emptyHarvest());
  const last = (name: string) => usage.uses.get(fn(name).id)?.last;
  return { usage, asked, last };
}

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe("the newest use by metrics", () => {
  it("asks 500 metrics a call, for 15 months", async () => {
    const many = Array.from({ length: 1001 }, (_, i) => fn(`f${i}`));
    const { asked, last } = await ask(many, (input) => ({
      MetricDataResults: input.MetricDataQueries?.map(({ Id }) => ({
        Id,
        StatusCode: "Complete",
        Timestamps: [day("2026-11-20")],
        Values: [1],
      })),
    }));
    expect(asked.map((input) => input.MetricDataQueries?.length)).toEqual([500, 500, 1]);
    expect(asked[0]?.StartTime).toEqual(day("2025-08-25"));
    expect(last("f1000")).toBe("2026-11-20");
  });

  it("reads on while a metric has shown nothing, and stops when each has", async () => {
    const { asked, last } = await ask([fn("a"), fn("b")], (_, call) => ({
      NextToken: `page-${call}`,
      MetricDataResults: [
        { Id: "m0", StatusCode: "PartialData", Timestamps: [day("2026-11-20")], Values: [3] },
        call === 1
          ? { Id: "m1", StatusCode: "PartialData", Timestamps: [], Values: [] }
          : { Id: "m1", StatusCode: "PartialData", Timestamps: [day("2025-12-24")], Values: [1] },
      ],
    }));
    expect(asked.length).toBe(2);
    expect([last("a"), last("b")]).toEqual(["2026-11-20", "2025-12-24"]);
  });

  it("says nothing only of what was answered completely", async () => {
    const names = ["complete", "zeros", "partial", "broken", "forbidden", "missing"];
    const { last } = await ask(
      names.map((name) => fn(name)),
      () => ({
        MetricDataResults: [
          { Id: "m0", StatusCode: "Complete", Timestamps: [], Values: [] },
          { Id: "m1", StatusCode: "Complete", Timestamps: [day("2026-11-20")], Values: [0] },
          { Id: "m2", StatusCode: "PartialData", Timestamps: [], Values: [] },
          { Id: "m3", StatusCode: "InternalError" },
          { Id: "m4", StatusCode: "Forbidden" },
        ],
      }),
    );
    expect(last("complete")).toBeUndefined();
    expect(last("zeros")).toBeUndefined();
    for (const name of ["partial", "broken", "forbidden", "missing"]) expect(isUnknown(last(name)), name).toBe(true);
    expect(last("forbidden")).toMatchObject({ reason: "access-denied", action: "cloudwatch:GetMetricData" });
  });

  it("a page that fails leaves what was seen, and the rest unknown", async () => {
    const { last } = await ask([fn("a"), fn("b")], (_, call) => {
      if (call > 1) throw denied();
      return {
        NextToken: "more",
        MetricDataResults: [{ Id: "m0", StatusCode: "PartialData", Timestamps: [day("2026-11-20")], Values: [3] }],
      };
    });
    expect(last("a")).toBe("2026-11-20");
    expect(last("b")).toMatchObject({ reason: "access-denied" });
  });

  it("asks for each published version by its own name", async () => {
    const { usage } = await ask([fn("a", { Versions: [{ Version: "7" }] })], (input) => ({
      MetricDataResults: input.MetricDataQueries?.map(({ Id, MetricStat }) => ({
        Id,
        StatusCode: "Complete",
        Timestamps: MetricStat.Metric.Dimensions.some(({ Value }) => Value === "a:7") ? [day("2026-10-01")] : [],
        Values: [1],
      })),
    }));
    expect(usage.uses.get(`${fn("a").id}:7`)?.last).toBe("2026-10-01");
    expect(usage.versions.get(fn("a").id)).toMatchObject({ reason: "access-denied", action: "lambda:ListVersionsByFunction" });
  });

  it("of several metrics, an unread one keeps the answer open", async () => {
    const queue = { ...fn("jobs"), kind: "Queue", id: "q", QueueUrl: "https://sqs/jobs" } as unknown as Resource;
    const { usage } = await ask([queue], () => ({
      MetricDataResults: [
        { Id: "m0", StatusCode: "Complete", Timestamps: [day("2026-01-01")], Values: [1] },
        { Id: "m1", StatusCode: "Complete", Timestamps: [], Values: [] },
        { Id: "m2", StatusCode: "InternalError" },
      ],
    }));
    expect(usage.uses.get("q")).toMatchObject({ last: "2026-01-01", partly: { reason: "failed" } });
    expect(usage.taken.get("q")).toMatchObject({ last: undefined });
  });
});

describe("the calls of the collector", () => {
  it("only read", () => {
    const { calls } = usageCollector([], emptyUsage(), { now: NOW, unusedDays: 90, creators: true });
    for (const action of Object.values(calls)) expect(action).toMatch(/:(Get|List|Describe|Lookup)\w+$|^apigateway:GET$/);
  });
});
