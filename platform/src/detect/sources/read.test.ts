import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { LogEvent, Problem } from "../../model/index.ts";
import { readLogFiles } from "./files.ts";
import { readLog } from "./read.ts";
import { dnsQuery, TIME, trail } from "./records.test-helper.ts";

const time = Date.parse(TIME);
const json = JSON.stringify;

const formats: readonly (readonly [string, string, Partial<LogEvent>])[] = [
  [
    "a CloudTrail file",
    json({ Records: [trail] }),
    {
      feed: "cloudtrail",
      id: "e-1",
      time,
      account: "012345678901",
      service: "lambda",
      principal: "arn:aws:iam::012345678901:role/ops/ci",
      principalType: "role",
      session: "deploy",
      credential: "ASIAEXAMPLE",
      ip: "203.0.113.7",
      resources: ["arn:aws:lambda:ap-northeast-1:012345678901:function:pay"],
    },
  ],
  ["CloudTrail by EventBridge", json({ "detail-type": "AWS API Call via CloudTrail", detail: trail }), { feed: "cloudtrail", id: "e-1" }],
  ["CloudTrail one a line", `${json(trail)}\n${json({ ...trail, eventID: "e-2" })}\n`, { id: "e-1" }],
  [
    "CloudTrail without a session issuer",
    json({ ...trail, userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::1:assumed-role/ci/x" } }),
    {},
  ],
  [
    "the root user",
    json({ ...trail, userIdentity: { type: "Root", accountId: "012345678901" } }),
    { principalType: "root", principal: "arn:aws:iam::012345678901:root" },
  ],
  [
    "nobody",
    json({ ...trail, userIdentity: { type: "AWSAccount", principalId: "", accountId: "ANONYMOUS_PRINCIPAL" } }),
    { principalType: "anonymous" },
  ],
  [
    "an AWS service",
    json({ ...trail, sourceIPAddress: "lambda.amazonaws.com", userIdentity: { type: "AWSService", invokedBy: "lambda.amazonaws.com" } }),
    { principalType: "service", ip: "", principal: "lambda.amazonaws.com" },
  ],
  [
    "a flow log of version 2",
    "2 012345678901 eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491205 1793491265 ACCEPT OK",
    { feed: "vpc-flow", time: 1_793_491_205_000, account: "012345678901", ip: "10.0.0.5", name: "ACCEPT", resources: ["eni-1"] },
  ],
  [
    "a flow log with a header",
    "version interface-id srcaddr dstaddr start end action log-status flow-direction region\n5 eni-2 10.0.0.5 198.51.100.2 1793491205 1793491265 REJECT OK egress us-east-1",
    { feed: "vpc-flow", ip: "198.51.100.2", error: "REJECT", region: "us-east-1" },
  ],
  [
    "an S3 access log",
    '79a59df900b949e5 reports [01/Nov/2026:00:00:05 +0000] 192.0.2.3 arn:aws:iam::012345678901:user/kei 3E57427F3 REST.GET.OBJECT q1.csv "GET /reports/q1.csv HTTP/1.1" 200 - 270 270 7 6 "-" "curl/8" - host= SigV4 TLS AuthHeader reports.s3 TLSv1.3 - -',
    { feed: "s3-access", time, name: "REST.GET.OBJECT", principalType: "user", readOnly: true, resources: ["arn:aws:s3:::reports/q1.csv"] },
  ],
  [
    "a load balancer's access log",
    'https 2026-11-01T00:00:05.000000Z app/web/50dc 192.0.2.3:2817 10.0.0.1:80 0.0 0.0 0.0 403 403 34 366 "GET https://x.example:443/a?b=1 HTTP/1.1" "curl/8" ECDHE TLSv1.2 arn:tg "Root=1-58" "x.example" "arn:cert" 0 2026-11-01T00:00:05.000000Z "forward" "-" "-"',
    { feed: "load-balancer", time, ip: "192.0.2.3", name: "GET", error: "403" },
  ],
  [
    "a CloudFront log",
    "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)\n2026-11-01\t00:00:05\tNRT1\t100\t192.0.2.3\tPOST\td1.cloudfront.net\t/a\t200\t-\tMozilla/5.0%20(X)",
    { feed: "cloudfront", time, ip: "192.0.2.3", userAgent: "Mozilla/5.0 (X)", readOnly: false },
  ],
  [
    "an API's access log in JSON",
    json({
      requestId: "r1",
      ip: "192.0.2.3",
      requestTime: "01/Nov/2026:00:00:05 +0000",
      httpMethod: "GET",
      routeKey: "GET /a",
      status: "401",
    }),
    { feed: "api-access", id: "r1", time, error: "401" },
  ],
  [
    "an API's access log in CLF",
    '192.0.2.3 - kei [01/Nov/2026:00:00:05 +0000] "GET /a HTTP/1.1" 200 12 r1',
    { feed: "api-access", id: "r1", time },
  ],
  [
    "a WAF record",
    json({
      timestamp: time,
      webaclId: "arn:aws:wafv2:us-east-1:012345678901:regional/webacl/a/1",
      action: "BLOCK",
      httpRequest: { clientIp: "192.0.2.3", httpMethod: "GET", headers: [{ name: "User-Agent", value: "sqlmap" }] },
    }),
    { feed: "waf", time, account: "012345678901", region: "us-east-1", error: "BLOCK", userAgent: "sqlmap" },
  ],
  ["a DNS query", json(dnsQuery), { feed: "dns", time, error: "NXDOMAIN", resources: ["x.example", "vpc-1"] }],
  [
    "a Lambda log by subscription",
    json({
      messageType: "DATA_MESSAGE",
      logGroup: "/aws/lambda/pay",
      logEvents: [
        { id: "1", timestamp: time, message: json({ time: "2026-11-01T00:00:05Z", type: "platform.report", record: { requestId: "q" } }) },
      ],
    }),
    { feed: "lambda", time, principal: "pay", name: "platform.report", session: "q" },
  ],
  [
    "a GuardDuty finding by EventBridge",
    json({
      "detail-type": "GuardDuty Finding",
      detail: {
        schemaVersion: "2.0",
        id: "g",
        type: "Recon:IAMUser/TorIPCaller",
        accountId: "012345678901",
        region: "us-east-1",
        updatedAt: "2026-11-01T00:00:05Z",
      },
    }),
    { feed: "finding", service: "guardduty", name: "Recon:IAMUser/TorIPCaller", time },
  ],
  [
    "findings of Security Hub",
    json({
      Findings: [
        {
          SchemaVersion: "2018-10-08",
          Id: "f",
          AwsAccountId: "012345678901",
          Types: ["TTPs/Discovery"],
          UpdatedAt: "2026-11-01T00:00:05Z",
          Resources: [{ Id: "arn:aws:s3:::b" }],
        },
      ],
    }),
    { feed: "finding", id: "f", time, resources: ["arn:aws:s3:::b"] },
  ],
  [
    "OCSF",
    json({
      class_uid: 6003,
      time,
      metadata: { uid: "o", product: { name: "CloudTrail" } },
      cloud: { account: { uid: "012345678901" }, region: "us-east-1" },
      api: { operation: "GetObject", service: { name: "s3.amazonaws.com" }, response: { error: "AccessDenied" } },
      actor: { user: { uid: "u", type: "IAMUser" } },
      src_endpoint: { ip: "192.0.2.3" },
    }),
    { feed: "ocsf", id: "o", time, service: "s3", name: "GetObject", error: "AccessDenied", principalType: "user" },
  ],
];

describe("log objects are told by their content (R30)", () => {
  test.each(formats)("%s", (_, text, expected) => {
    const { events, broken } = readLog(text, "log");
    expect(broken).toEqual([]);
    expect(events[0]).toMatchObject(expected);
  });

  test.each(formats)("%s: damage is counted and nothing throws", (_, text) => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(8), fc.string({ maxLength: 4 }), (at, cut, put) => {
        const { events, broken } = readLog(text.slice(0, at) + put + text.slice(at + cut), "log");
        for (const event of events) expect(Number.isFinite(event.time)).toBe(true);
        expect(events.length + broken.length).toBeLessThan(50);
      }),
      { numRuns: 60 },
    );
  });

  test("a broken record does not stop the file", () => {
    const { events, broken } = readLog(`${json(trail)}\n{"eventName": \n${json({ ...trail, eventID: "e-3" })}`, "log");
    expect(events.map((e) => e.id)).toEqual(["e-1", "e-3"]);
    expect(broken).toMatchObject([{ place: { object: "log", index: 1 }, reason: "not-json" }]);
  });

  test.each([
    [{ ...trail, eventName: undefined, eventVersion: "1" }, "no-name"],
    [{ ...trail, eventTime: "yesterday" }, "no-time"],
    [{ hello: "world" }, "unknown-format"],
    [[[[[[[["deep"]]]]]]], "too-deep"],
    ["text", "not-a-record"],
  ])("%j is %s", (record, reason) => {
    expect(readLog(`[${json(record)}]`, "log").broken).toMatchObject([{ reason }]);
  });

  test("the same object gives the same ids", () => {
    const line = "2 1 eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491205 1793491265 ACCEPT OK";
    const ids = (object: string) => readLog(`${line}\n${line}`, object).events.map((e) => e.id);
    expect(ids("a")).toEqual(ids("a"));
    expect(new Set([...ids("a"), ...ids("b")]).size).toBe(4);
  });
});

describe("log files (R30)", () => {
  const folder = mkdtempSync(join(tmpdir(), "yagura-logs-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("folders, gzip, damage, loops", async () => {
    mkdirSync(join(folder, "a"));
    writeFileSync(join(folder, "a", "1.json.gz"), gzipSync(json({ Records: [trail] })));
    writeFileSync(join(folder, "a", "2.json"), json({ Records: [{ ...trail, eventID: "e-2" }] }));
    writeFileSync(join(folder, "a", "3.json.gz"), gzipSync(json({ Records: [trail] })).subarray(0, 50));
    writeFileSync(join(folder, "a", "4.parquet"), "PAR1 damaged");
    writeFileSync(join(folder, "a", "5.log"), "");
    symlinkSync(folder, join(folder, "a", "loop"));
    const problems: Problem[] = [];
    const ids: string[] = [];
    for await (const { batch } of readLogFiles([folder, join(folder, "none")], (p) => problems.push(p)))
      ids.push(...batch.events.map((e) => e.id));
    expect(ids).toEqual(["e-1", "e-2"]);
    expect(problems.map((p) => String(p.detail["file"]).slice(folder.length + 1)).toSorted()).toEqual([
      "a/3.json.gz",
      "a/4.parquet",
      "none",
    ]);
  });

  test("a large file is read in portions, its header kept", async () => {
    const head = "version interface-id srcaddr dstaddr start end action log-status";
    const row = `5 ${"eni-2".padEnd(120, "0")} 10.0.0.5 198.51.100.2 1793491205 1793491265 REJECT OK`;
    const rows = 200_000;
    writeFileSync(join(folder, "big.log"), `${head}\n${`${row}\n`.repeat(rows)}`);
    let events = 0;
    let portions = 0;
    const ids = new Set<string>();
    for await (const { batch } of readLogFiles([join(folder, "big.log")], () => expect.unreachable())) {
      expect(batch.broken).toEqual([]);
      events += batch.events.length;
      portions += 1;
      for (const e of batch.events) ids.add(e.id);
    }
    expect(events).toBe(rows);
    expect(ids.size).toBe(rows);
    expect(portions).toBeGreaterThan(1);
  });
});
