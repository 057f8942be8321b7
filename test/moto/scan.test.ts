import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ScanFault, scanAccounts } from "../../platform/src/identify/aws/scan.ts";
import type { ScanEvent } from "../../platform/src/identify/aws/scan-options.ts";
import type { Estate, Kind, Noun } from "../../platform/src/model/index.ts";
import { type Moto, motoCredentials, startMoto } from "./server.ts";

interface Seeded {
  readonly functions: readonly string[];
  readonly open: string;
  readonly version: string;
  readonly key: string;
  readonly pool: string;
}

let moto: Moto;
let seeded: Seeded;
let estate: Estate;
let calls: Readonly<Record<string, number>>;
const events: ScanEvent[] = [];

const scan = (more: Parameters<typeof scanAccounts>[0] = {}) =>
  scanAccounts({ credentials: motoCredentials, homeRegion: "us-east-1", regions: ["us-east-1"], endpoint: moto.endpoint, ...more });

function find<K extends Kind>(kind: K, name: string, of: Estate = estate): Noun<K> {
  const found = of.resources.find((resource) => resource.kind === kind && resource.name === name);
  if (!found)
    throw new Error(
      `no ${kind} ${name}; there are ${of.resources
        .filter((r) => r.kind === kind)
        .map((r) => r.name)
        .join(", ")}`,
    );
  return found as unknown as Noun<K>;
}

beforeAll(async () => {
  moto = await startMoto();
  seeded = (await moto.seed("seed.py")) as Seeded;
  const result = await scan({ onEvent: (event) => events.push(event) });
  estate = result.estate;
  calls = result.stats.callsByService;
});

afterAll(async () => {
  await moto?.stop();
});

describe("a scan of an account that boto3 built", () => {
  it("finds every function, over pages, with the facts of several calls", () => {
    const names = estate.resources.filter((r) => r.kind === "LambdaFunction").map((r) => r.name);
    expect(names.sort()).toEqual([...seeded.functions].sort());
    expect(find("LambdaFunction", seeded.open)).toMatchObject({
      Runtime: "python3.12",
      Environment: { TABLE: "orders" },
      ReservedConcurrentExecutions: 5,
      Tags: { team: "orders" },
      Versions: [{ Version: seeded.version }],
      Aliases: [{ Name: "live", FunctionVersion: seeded.version }],
      Policies: expect.arrayContaining([
        {
          Qualifier: undefined,
          Document: expect.objectContaining({ Statement: [expect.objectContaining({ Sid: "everyone", Principal: "*" })] }),
        },
      ]),
    });
  });

  it("calls what moto does not have unsupported, never empty", () => {
    const fn = find("LambdaFunction", seeded.functions[1] as string);
    expect(fn.Urls).toMatchObject({ reason: "unsupported", action: "lambda:ListFunctionUrlConfigs" });
    expect(fn.RuntimeManagement).toMatchObject({ reason: "unsupported", action: "lambda:GetRuntimeManagementConfig" });
    expect(calls["lambda"]).toBeLessThan(seeded.functions.length * 7);
  });

  it("reads APIs, routes and their integrations", () => {
    expect(find("RestMethod", "orders GET /orders")).toMatchObject({ AuthorizationType: "NONE", IntegrationType: "AWS_PROXY" });
    expect(find("RestStage", "orders/prod").Variables).toEqual({});
    expect(find("HttpRoute", "orders-http GET /orders")).toMatchObject({ AuthorizationType: "NONE", IntegrationType: "AWS_PROXY" });
  });

  it("reads queues, topics, tables, buckets, keys, rules and pools", () => {
    expect(find("Queue", "orders")).toMatchObject({ VisibilityTimeout: 90, RedrivePolicy: { maxReceiveCount: 3 } });
    expect(
      estate.resources
        .filter((r) => r.kind === "Subscription")
        .map((r) => r.name)
        .sort(),
    ).toEqual(["orders → email:email", "orders → sqs:orders"]);
    expect(find("DynamoTable", "orders")).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      PointInTimeRecovery: true,
      AutoScaled: undefined,
    });
    expect(find("Bucket", "orders-open")).toMatchObject({ region: "us-east-1", Policy: { Statement: [{ Sid: "open", Principal: "*" }] } });
    expect(find("KmsKey", "alias/orders")).toMatchObject({ KeyId: seeded.key, RotationEnabled: true, KeyManager: "CUSTOMER" });
    expect(find("EventRule", "nightly")).toMatchObject({ EventBusName: "default", ScheduleExpression: "rate(1 day)", State: "ENABLED" });
    expect(find("UserPool", "customers")).toMatchObject({ UserPoolId: seeded.pool, MfaConfiguration: "OFF" });
    expect(find("UserPoolClient", "customers/web").HasSecret).toBe(true);
  });

  it("reads plain parameters, and never a secret", () => {
    expect(find("SsmParameter", "/orders/plain").Value).toBe("visible");
    expect(find("SsmParameter", "/orders/secret").Value).toBeUndefined();
    expect(JSON.stringify(estate)).not.toContain("must-never-be-read");
    expect(JSON.stringify(estate)).not.toContain("someone@example.com");
  });

  it("survives everything moto answers: no collector breaks", () => {
    expect(estate.problems).toEqual([]);
    expect(events.filter((event) => event.type === "collector-finished").length).toBeGreaterThan(40);
    for (const gap of estate.gaps) expect(["unsupported", "failed"]).toContain(gap.because.reason);
  });
});

describe("the limits of a scan", () => {
  it("are regions: every enabled one by default, the disabled one said", async () => {
    const all = await scan({ regions: [], services: ["lambda"] });
    expect(find("LambdaFunction", "tokyo", all.estate).region).toBe("ap-northeast-1");
    const scope = all.estate.scopes[0];
    expect(scope?.regions.length).toBeGreaterThan(10);
    const wrong = await scan({ regions: ["us-east-1", "us-nowhere-1"], services: ["sqs"] });
    expect(wrong.estate.problems).toMatchObject([{ code: "E_SCAN_REGION_UNKNOWN", detail: { region: "us-nowhere-1" } }]);
    expect(wrong.estate.scopes[0]?.regions).toEqual(["us-east-1"]);
  });

  it("are services: what was not asked for is a gap, not an absence", async () => {
    const some = await scan({ services: ["sqs"] });
    expect(new Set(some.estate.resources.map((r) => r.kind))).toEqual(new Set(["Queue"]));
    expect(some.estate.gaps.find((gap) => gap.kind === "Bucket")).toMatchObject({ region: "*", because: { reason: "not-collected" } });
    expect(some.estate.gaps.find((gap) => gap.kind === "Queue")).toBeUndefined();
    await expect(scan({ services: ["nonsense"] })).rejects.toThrow(ScanFault);
  });

  it("are accounts: roles are assumed, each account is its own scope", async () => {
    const { estate: both } = await scan({ accounts: ["123456789012", "210987654321"], role: "auditor", services: ["sqs"] });
    expect(both.scopes.map((scope) => scope.id)).toEqual(["aws:123456789012", "aws:210987654321"]);
    expect(both.problems).toEqual([]);
    expect(both.resources.every((r) => r.scope === "aws:123456789012")).toBe(true);
    await expect(scan({ accounts: ["210987654321"], services: ["sqs"] })).rejects.toMatchObject({ code: "no-role" });
  });

  it("are time: an interrupted scan keeps what it has and says so", async () => {
    const stop = new AbortController();
    const { estate: part, stats } = await scan({
      signal: stop.signal,
      services: ["sqs", "lambda"],
      onEvent(event) {
        if (event.type === "collector-finished" && event.service === "sqs") stop.abort();
      },
    });
    expect(stats.interrupted).toBe(true);
    expect(part.problems).toContainEqual({ code: "E_SCAN_INTERRUPTED", detail: {} });
    expect(part.resources.filter((r) => r.kind === "Queue")).toHaveLength(2);
    expect(part.gaps.some((gap) => gap.because.reason === "interrupted") || JSON.stringify(part.resources).includes("interrupted")).toBe(
      true,
    );
  });

  it("are credentials: an endpoint that does not answer is said at once", async () => {
    await expect(scan({ endpoint: "http://127.0.0.1:9", services: ["sqs"] })).rejects.toMatchObject({ code: "unreachable" });
  });
});
