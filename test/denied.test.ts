import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanAccounts } from "../platform/src/identify/aws/scan.ts";
import { isUnknown } from "../platform/src/model/index.ts";
import { run } from "../platform/src/pipeline.ts";
import { checks } from "../platform/src/protect/checks/index.ts";
import { exampleTime } from "./example.ts";
import { Recorder } from "./moto/recorder.ts";
import { type Moto, motoCredentials, startMoto } from "./moto/server.ts";

/**
 * A scanner that is refused one operation must not become a friendlier scanner: every verdict either stays what it was or
 * becomes unknown. Every operation that answered is denied once; moto answers the first time, a recording ever after.
 */
interface Outcome {
  /** `check | resource` → status. */
  readonly verdicts: ReadonlyMap<string, string>;
  /** Checks that a gap made unknown. */
  readonly blind: ReadonlySet<string>;
  readonly faults: readonly unknown[];
  readonly actions: readonly string[];
}

/** Denying these must show: each decides something that the weak application fails or passes. */
const MUST_SHOW = [
  "lambda:ListFunctions",
  "lambda:GetPolicy",
  "lambda:GetFunction",
  "lambda:ListEventSourceMappings",
  "apigateway:GetRestApis",
  "apigateway:GetResources",
  "apigateway:GetStages",
  "s3:ListBuckets",
  "s3:GetBucket:policy",
  "s3:GetBucket:publicAccessBlock",
  "sqs:GetQueueAttributes",
  "sns:GetTopicAttributes",
  "dynamodb:DescribeTable",
  "dynamodb:DescribeContinuousBackups",
  "kms:GetKeyRotationStatus",
  "iam:GetAccountAuthorizationDetails",
  "logs:DescribeLogGroups",
  "cognito-idp:DescribeUserPool",
  "states:DescribeStateMachine",
  "events:ListTargetsByRule",
];

let moto: Moto;
let recorder: Recorder;
let undisturbed: Outcome;

async function scan(): Promise<Outcome> {
  const { estate } = await scanAccounts({
    credentials: motoCredentials,
    homeRegion: "us-east-1",
    regions: ["us-east-1"],
    endpoint: moto.endpoint,
    requestHandler: recorder,
    // moto answers one call after another: what else the machine does must not look like a service that is down.
    timeoutMs: 120_000,
    patienceMs: 120_000,
    now: () => exampleTime,
  });
  const verdicts = new Map<string, string>();
  const { report } = await run([async () => estate], {
    version: "test",
    now: exampleTime,
    checks,
    signal: new AbortController().signal,
    onVerdict: (check, resource, status) => verdicts.set(`${check.id} | ${resource.id}`, status),
  });
  const gaps = new Set(estate.gaps.filter(({ because }) => isUnknown(because)).map(({ kind }) => kind));
  const blind = new Set(checks.filter(({ on }) => gaps.has(on)).map(({ id }) => id));
  return { verdicts, blind, faults: report.faults, actions: report.missingActions };
}

/** What changed that had no right to, and what became unknown. */
function compare(before: Outcome, after: Outcome): { readonly wrong: readonly string[]; readonly unknown: readonly string[] } {
  const wrong: string[] = [];
  const unknown: string[] = [];
  for (const [key, status] of before.verdicts) {
    const now = after.verdicts.get(key);
    if (now === status) continue;
    const check = key.slice(0, key.indexOf(" | "));
    if (now === "unknown" || (now === undefined && after.blind.has(check))) unknown.push(key);
    else wrong.push(`${key}: ${status} became ${now ?? "nothing"}`);
  }
  for (const [key, status] of after.verdicts) {
    if (!before.verdicts.has(key) && status !== "unknown") wrong.push(`${key}: nothing became ${status}`);
  }
  return { wrong, unknown };
}

beforeAll(async () => {
  moto = await startMoto({ MOTO_IAM_LOAD_MANAGED_POLICIES: "true" });
  recorder = new Recorder(moto.endpoint);
  await moto.seed("deploy_orders.py");
  undisturbed = await scan();
});
afterAll(() => moto?.stop());

describe("denying one operation", () => {
  it("is tested against a scan that sees", () => {
    const count = (status: string): number => [...undisturbed.verdicts.values()].filter((one) => one === status).length;
    expect(count("pass")).toBeGreaterThan(100);
    expect(count("fail")).toBeGreaterThan(80);
    for (const operation of MUST_SHOW) expect([...recorder.operations.keys()], operation).toContain(operation);
  });

  it("is repeatable: the recording alone gives the same verdicts", async () => {
    expect((await scan()).verdicts).toEqual(undisturbed.verdicts);
  });

  it("never turns a verdict into anything but unknown, whichever operation it is", { timeout: 240_000 }, async () => {
    const report: Record<string, readonly string[]> = {};
    const shown = new Set<string>();
    for (const operation of [...recorder.operations.keys()].filter((name) => !name.startsWith("sts:"))) {
      recorder.denied = operation;
      recorder.refusals = 0;
      const denied = await scan();
      recorder.denied = undefined;
      const { wrong, unknown } = compare(undisturbed, denied);
      if (wrong.length > 0) report[operation] = wrong;
      if (unknown.length > 0) shown.add(operation);
      expect(recorder.refusals, operation).toBeGreaterThan(0);
      expect(denied.faults, operation).toEqual([]);
    }
    expect(report).toEqual({});
    for (const operation of MUST_SHOW) expect([...shown], operation).toContain(operation);
  });
});
