import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schemaErrors } from "../../../../../test/schemas/validate.ts";
import type { LogEvent } from "../../../model/index.ts";
import { exampleMonth, monthOf } from "../../drills/month.ts";
import { readLog } from "../../sources/read.ts";
import { storyOf } from "../../stories/stories.ts";
import { classes, type OcsfClass } from "./classes.ts";
import { ocsfOf } from "./event.ts";
import { signalFinding, storyFinding } from "./finding.ts";
import { signal } from "./signal.fixture.ts";

const schema = (kind: OcsfClass) => `ocsf-1.5.0-${kind}.json`;
const errors = (event: LogEvent) => {
  const { kind, event: ocsf } = ocsfOf(event);
  return schemaErrors(schema(kind), JSON.parse(JSON.stringify(ocsf)));
};
const trail = (eventSource: string, eventName: string, more: object = {}) => ({
  eventVersion: "1.11",
  eventTime: "2026-11-01T00:00:05Z",
  eventSource,
  eventName,
  eventID: `${eventSource}-${eventName}`,
  awsRegion: "eu-west-1",
  recipientAccountId: "012345678901",
  sourceIPAddress: "198.51.100.7",
  userAgent: "aws-cli/2",
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::012345678901:user/mika", accessKeyId: "AKIAEXAMPLE", accountId: "012345678901" },
  ...more,
});
const one = (value: unknown) => {
  const { events } = readLog(typeof value === "string" ? value : JSON.stringify(value), "log");
  expect(events).toHaveLength(1);
  return events[0] as LogEvent;
};

const samples: readonly (readonly [string, unknown, OcsfClass, number])[] = [
  [
    "API",
    trail("lambda.amazonaws.com", "UpdateFunctionCode20150331v2", { requestParameters: { functionName: "orders" } }),
    "api_activity",
    3,
  ],
  ["a read", trail("ec2.amazonaws.com", "DescribeInstances", { readOnly: true, errorCode: "AccessDenied" }), "api_activity", 2],
  [
    "called by AWS",
    trail("s3.amazonaws.com", "GetBucketAcl", {
      sourceIPAddress: "config.amazonaws.com",
      userIdentity: { type: "AWSService", invokedBy: "config.amazonaws.com" },
    }),
    "api_activity",
    2,
  ],
  ["sign-in", trail("signin.amazonaws.com", "ConsoleLogin", { additionalEventData: { MFAUsed: "No" } }), "authentication", 1],
  [
    "a role taken",
    trail("sts.amazonaws.com", "AssumeRole", { requestParameters: { roleArn: "arn:aws:iam::012345678901:role/admin" } }),
    "authentication",
    1,
  ],
  ["a user made", trail("iam.amazonaws.com", "CreateUser", { requestParameters: { userName: "eve" } }), "account_change", 1],
  ["MFA off", trail("iam.amazonaws.com", "DeactivateMFADevice", { requestParameters: { userName: "eve" } }), "account_change", 11],
  [
    "rights given",
    trail("iam.amazonaws.com", "AddUserToGroup", { requestParameters: { userName: "eve", groupName: "admins" } }),
    "user_access",
    1,
  ],
  [
    "a role changed",
    trail("iam.amazonaws.com", "UpdateAssumeRolePolicy", { requestParameters: { roleName: "admin" } }),
    "entity_management",
    3,
  ],
  [
    "an object read",
    trail("s3.amazonaws.com", "GetObject", { resources: [{ ARN: "arn:aws:s3:::data/a/b" }], readOnly: true }),
    "datastore_activity",
    1,
  ],
  [
    "a table scanned",
    trail("dynamodb.amazonaws.com", "Scan", { requestParameters: { tableName: "orders" }, readOnly: true }),
    "datastore_activity",
    4,
  ],
  ["a flow", "2 123456789012 eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491205 1793491265 ACCEPT OK", "network_activity", 6],
  [
    "a refused flow",
    "2 123456789012 eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491205 1793491265 REJECT OK",
    "network_activity",
    5,
  ],
  ["no flow", "2 123456789012 eni-1 - - - - - - - 1793491205 1793491265 - NODATA", "network_activity", 6],
  [
    "DNS",
    {
      version: "1.100000",
      account_id: "123456789012",
      region: "eu-west-1",
      vpc_id: "vpc-1",
      query_timestamp: "2026-11-01T00:00:05Z",
      query_name: "example.com.",
      query_type: "A",
      query_class: "IN",
      rcode: "NXDOMAIN",
      answers: [{ Rdata: "192.0.2.1", Type: "A", Class: "IN" }],
      srcaddr: "10.0.0.5",
      srcport: "5353",
      srcids: { instance: "i-0123456789abcdef0" },
    },
    "dns_activity",
    6,
  ],
  [
    "S3 access",
    'owner bucket [01/Nov/2026:00:00:05 +0000] 198.51.100.7 - REQ REST.GET.OBJECT key "GET /bucket/key HTTP/1.1" 403 AccessDenied 243 - 7 - "-" "curl/8" - hostid SigV4 - - s3.amazonaws.com TLSv1.3 - -',
    "datastore_activity",
    1,
  ],
  [
    "API Gateway",
    {
      requestId: "r-1",
      ip: "198.51.100.7",
      httpMethod: "GET",
      path: "/orders",
      status: "403",
      requestTimeEpoch: 1793491205000,
      apiId: "abc",
      userAgent: "x",
    },
    "http_activity",
    3,
  ],
  [
    "WAF",
    {
      timestamp: 1793491205000,
      webaclId: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b",
      action: "BLOCK",
      httpRequest: { clientIp: "198.51.100.7", httpMethod: "PATCH", uri: "/x", args: "a=b", requestId: "w-1", headers: [] },
    },
    "http_activity",
    99,
  ],
  ["Lambda", { time: "2026-11-01T00:00:05Z", type: "platform.report", record: { requestId: "l-1", status: "success" } }, "api_activity", 2],
  [
    "Security Hub",
    {
      SchemaVersion: "2018-10-08",
      Id: "f-1",
      AwsAccountId: "123456789012",
      UpdatedAt: "2026-11-01T00:00:05Z",
      Title: "T",
      Types: ["TTPs/x"],
      Severity: { Label: "HIGH" },
      Resources: [{ Id: "arn:aws:s3:::b" }],
    },
    "detection_finding",
    1,
  ],
  [
    "GuardDuty",
    {
      schemaVersion: "2.0",
      id: "g-1",
      accountId: "123456789012",
      region: "eu-west-1",
      type: "Recon:IAMUser/TorIPCaller",
      severity: 5,
      updatedAt: "2026-11-01T00:00:05Z",
      title: "T",
    },
    "detection_finding",
    1,
  ],
];

describe("every class that is written is valid OCSF 1.5.0", () => {
  for (const [name, value, kind, activity] of samples)
    test(name, () => {
      const event = one(value);
      const mapped = ocsfOf(event);
      expect(mapped.kind).toBe(kind);
      expect(mapped.event["activity_id"]).toBe(activity);
      expect(mapped.event["type_uid"]).toBe(classes[kind].uid * 100 + activity);
      expect(errors(event)).toEqual([]);
    });

  test("all events of the example month", () => {
    const { events } = readLog(JSON.stringify({ Records: monthOf(exampleMonth) }), "month");
    expect(events.length).toBeGreaterThan(1_000);
    // One of each call is enough: the rest differ in their values only.
    for (const event of new Map(events.map((e) => [`${e.service} ${e.name} ${e.principalType} ${e.error}`, e])).values())
      expect(errors(event)).toEqual([]);
  });

  test("a record that says almost nothing, and one that lies", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples.map(([, value]) => value).filter((value) => typeof value === "object")),
        fc.dictionary(
          fc.constantFrom(
            "userIdentity",
            "requestParameters",
            "resources",
            "sourceIPAddress",
            "awsRegion",
            "errorCode",
            "status",
            "srcaddr",
            "answers",
            "httpRequest",
          ),
          fc.jsonValue(),
        ),
        (sample, damage) => {
          const { events } = readLog(JSON.stringify({ ...(sample as object), ...damage }), "log");
          for (const event of events) expect(errors(event)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test("signals and stories are valid findings", () => {
  expect(schemaErrors(schema("detection_finding"), JSON.parse(JSON.stringify(signalFinding(signal))))).toEqual([]);
  expect(
    schemaErrors(
      schema("detection_finding"),
      JSON.parse(JSON.stringify(signalFinding({ ...signal, techniques: [], tactics: [], region: "", account: "" }))),
    ),
  ).toEqual([]);
  expect(schemaErrors(schema("incident_finding"), JSON.parse(JSON.stringify(storyFinding(storyOf([signal])))))).toEqual([]);
});

test("the schemas are really asked", () => {
  const mapped = ocsfOf(one(samples[0]?.[1]));
  expect(schemaErrors(schema(mapped.kind), { ...mapped.event, activity_id: 77 })).not.toEqual([]);
});
