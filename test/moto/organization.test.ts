import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestHandler } from "../../platform/src/identify/aws/endpoint.ts";
import { scanAccounts } from "../../platform/src/identify/aws/scan.ts";
import { exampleTime, judge } from "../example.ts";
import { type Moto, motoCredentials, startMoto } from "./server.ts";

interface Built {
  readonly member: string;
  readonly gone: string;
}

const MANAGEMENT = "123456789012";
const OPTED_OUT = "ap-east-1";

let moto: Moto;
let built: Built;

beforeAll(async () => {
  moto = await startMoto();
  built = (await moto.seed("organization.py")) as Built;
});
afterAll(() => moto?.stop());

const scan = (more: Parameters<typeof scanAccounts>[0] = {}) =>
  scanAccounts({
    credentials: motoCredentials,
    homeRegion: "us-east-1",
    endpoint: moto.endpoint,
    organization: true,
    role: "auditor",
    services: ["sqs", "account"],
    now: () => exampleTime,
    ...more,
  });

/** Moto has every region opted in: this says of one that it is not, as EC2 does. */
function optedOut() {
  const inner = requestHandler({ concurrency: 40, endpoint: moto.endpoint }) as {
    handle(request: object, options?: object): Promise<{ readonly response: { body: unknown; readonly headers: Record<string, string> } }>;
  };
  const asked: string[] = [];
  return {
    asked,
    handler: {
      updateHttpClientConfig(): void {},
      httpHandlerConfigs: () => ({}),
      async handle(request: { readonly body?: unknown; readonly headers: Readonly<Record<string, string>> }, options?: object) {
        const region = /\/(\w+(?:-\w+)+)\/\w+\/aws4_request/.exec(request.headers["authorization"] ?? "")?.[1];
        if (region !== undefined) asked.push(region);
        const answer = await inner.handle(request, options);
        if (!String(request.body ?? "").includes("Action=DescribeRegions")) return answer;
        const chunks: Buffer[] = [];
        for await (const chunk of answer.response.body as AsyncIterable<Buffer>) chunks.push(chunk);
        const text = Buffer.concat(chunks)
          .toString()
          .replace(new RegExp(`(<regionName>${OPTED_OUT}</regionName>(?:(?!</item>)[\\s\\S])*<optInStatus>)[^<]*`), "$1not-opted-in");
        const { Readable } = await import("node:stream");
        answer.response.body = Readable.from([Buffer.from(text)]);
        return answer;
      },
    },
  };
}

describe("an organisation that boto3 built", () => {
  it("is scanned account by account, through a role that is assumed by its name; closed accounts are left out", async () => {
    const { estate } = await scan({ regions: ["us-east-1"] });
    expect(estate.scopes.map(({ id, account }) => [id, account])).toEqual(
      [MANAGEMENT, built.member].toSorted().map((account) => [`aws:${account}`, account]),
    );
    expect(JSON.stringify(estate.scopes)).not.toContain(built.gone);
    expect(
      estate.resources
        .filter(({ kind }) => kind === "Queue")
        .map(({ account, name, id }) => [account, name, id])
        .toSorted((a, b) => (a[1]! < b[1]! ? -1 : 1)),
    ).toEqual([
      [MANAGEMENT, "of-the-management-account", `arn:aws:sqs:us-east-1:${MANAGEMENT}:of-the-management-account`],
      [built.member, "of-the-member", `arn:aws:sqs:us-east-1:${built.member}:of-the-member`],
    ]);
    expect(estate.problems).toEqual([]);
    const report = await judge(estate);
    expect(report.faults).toEqual([]);
    const accounts = new Set(report.findings.map(({ resource }) => resource.account));
    expect([...accounts].toSorted()).toEqual([MANAGEMENT, built.member].toSorted());
  });

  it("says which account could not be entered, and judges nothing there", async () => {
    const refusing = {
      ...optedOut().handler,
      async handle(request: { readonly body?: unknown; readonly headers: Readonly<Record<string, string>> }, options?: object) {
        if (String(request.body ?? "").includes("Action=AssumeRole"))
          throw Object.assign(new Error("not authorized to assume"), {
            name: "AccessDenied",
            $fault: "client",
            $metadata: { httpStatusCode: 403 },
          });
        return optedOut().handler.handle(request, options);
      },
    };
    const { estate } = await scan({ regions: ["us-east-1"], requestHandler: refusing });
    expect(estate.resources.filter(({ account }) => account === built.member)).toEqual([]);
    const gaps = estate.gaps.filter(({ scope }) => scope === `aws:${built.member}`);
    expect(gaps.find(({ kind }) => kind === "Queue")).toMatchObject({ region: "*", because: { reason: "access-denied" } });
    expect(estate.problems.some(({ detail }) => Object.values(detail).includes(built.member))).toBe(true);
    const verdicts = (await judge(estate)).findings.filter(({ resource }) => resource.account === built.member);
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(({ status }) => status === "fail")).toEqual([]);
  });
});

describe("regions that an account has to ask for", () => {
  it("are left alone when every region is wanted", async () => {
    const { handler, asked } = optedOut();
    const { estate } = await scan({ organization: false, requestHandler: handler, services: ["sqs"] });
    const [scope] = estate.scopes;
    expect(scope?.regions).toContain("eu-west-1");
    expect(scope?.regions).not.toContain(OPTED_OUT);
    expect(asked).toContain("eu-west-1");
    expect(asked).not.toContain(OPTED_OUT);
    expect(estate.problems).toEqual([]);
    expect(estate.gaps.filter(({ region }) => region === OPTED_OUT)).toEqual([]);
  });

  it("are said to be off when one is asked for by name: unknown, never clean", async () => {
    const { handler, asked } = optedOut();
    const { estate } = await scan({ organization: false, requestHandler: handler, services: ["sqs"], regions: ["us-east-1", OPTED_OUT] });
    expect(estate.problems).toMatchObject([{ code: "E_SCAN_REGION_DISABLED", detail: { region: OPTED_OUT } }]);
    expect(estate.gaps.find(({ kind, region }) => kind === "Queue" && region === OPTED_OUT)).toMatchObject({
      because: { reason: "region-disabled" },
    });
    expect(asked).not.toContain(OPTED_OUT);
    const findings = (await judge(estate)).findings.filter(({ resource }) => resource.region === OPTED_OUT);
    expect(findings.find(({ check }) => check === "sqs/queue-not-encrypted")).toMatchObject({
      status: "unknown",
      because: { reason: "region-disabled" },
    });
  });
});
