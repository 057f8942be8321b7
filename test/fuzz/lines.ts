import { ACCOUNT, dnsQuery, trail as record } from "../../platform/src/detect/sources/records.test-helper.ts";

/** A good record of every log there is, each with the values that must come out of it. */
export interface Good {
  readonly name: string;
  readonly text: string;
  /** Whether several stand one a line. */
  readonly isLine: boolean;
  readonly feed: string;
}

const json = JSON.stringify;
const TIME = Date.parse(record.eventTime);

/** With a part of the request, which a fuzzer fills. */
export const trail = { ...record, requestParameters: { functionName: "pay" } };

/** Fields of flow logs by the version that brought them. */
const FLOW: readonly (readonly [string, string])[] = [
  [
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
    `2 ${ACCOUNT} eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491205 1793491265 ACCEPT OK`,
  ],
  ["vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr", "vpc-1 subnet-1 i-1 2 IPv4 10.0.0.5 198.51.100.2"],
  ["region az-id sublocation-type sublocation-id", "us-east-1 use1-az1 - -"],
  ["pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path", "- S3 egress 8"],
  ["ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-service-name ecs-task-id", "- - - - -"],
  ["reject-reason", "-"],
  ["resource-id encryption-status", "eni-1 0"],
];

const flows: readonly Good[] = FLOW.map((_, i) => {
  const parts = FLOW.slice(0, i + 1);
  return {
    name: `a flow log of version ${i + 2}`,
    text: `${parts.map(([head]) => head).join(" ")}\n${parts.map(([, row]) => row).join(" ")}`,
    isLine: false,
    feed: "vpc-flow",
  };
});

const one = (name: string, feed: string, value: unknown): Good => ({
  name,
  feed,
  isLine: true,
  text: typeof value === "string" ? value : json(value),
});

export const goods: readonly Good[] = [
  one("a CloudTrail file", "cloudtrail", { Records: [trail] }),
  one("one record of CloudTrail", "cloudtrail", trail),
  one("CloudTrail by EventBridge", "cloudtrail", { "detail-type": "AWS API Call via CloudTrail", detail: trail }),
  one("a data event", "cloudtrail", {
    ...trail,
    eventName: "GetObject",
    eventSource: "s3.amazonaws.com",
    eventCategory: "Data",
    managementEvent: false,
  }),
  one("a network activity event", "cloudtrail", {
    ...trail,
    eventCategory: "NetworkActivity",
    eventType: "AwsVpceEvent",
    vpcEndpointId: "vpce-1",
    errorCode: "VpceAccessDenied",
  }),
  one("an Insights event", "cloudtrail", {
    eventVersion: "1.07",
    eventTime: "2026-11-01T00:00:05Z",
    awsRegion: "us-east-1",
    eventID: "i-1",
    eventType: "AwsCloudTrailInsight",
    recipientAccountId: ACCOUNT,
    sharedEventID: "s-1",
    insightDetails: { state: "Start", eventSource: "iam.amazonaws.com", eventName: "AttachUserPolicy", insightType: "ApiCallRateInsight" },
    eventCategory: "Insight",
    eventName: "AttachUserPolicy",
    eventSource: "iam.amazonaws.com",
  }),
  ...flows,
  one(
    "a flow log without a header",
    "vpc-flow",
    `2 ${ACCOUNT} eni-1 10.0.0.5 198.51.100.2 44321 443 6 10 840 1793491205 1793491265 ACCEPT OK`,
  ),
  one(
    "an S3 access log",
    "s3-access",
    `79a59df900b949e5 reports [01/Nov/2026:00:00:05 +0000] 192.0.2.3 arn:aws:iam::${ACCOUNT}:user/kei 3E57427F3 REST.GET.OBJECT q1.csv "GET /reports/q1.csv HTTP/1.1" 200 - 270 270 7 6 "-" "curl/8" - host= SigV4 TLS AuthHeader reports.s3 TLSv1.3 - -`,
  ),
  one(
    "a load balancer's log",
    "load-balancer",
    'https 2026-11-01T00:00:05.000000Z app/web/50dc 192.0.2.3:2817 10.0.0.1:80 0.0 0.0 0.0 403 403 34 366 "GET https://x.example:443/a?b=1 HTTP/1.1" "curl/8" ECDHE TLSv1.2 arn:tg "Root=1-58" "x.example" "arn:cert" 0 2026-11-01T00:00:05.000000Z "forward" "-" "-"',
  ),
  {
    name: "a CloudFront log",
    feed: "cloudfront",
    isLine: false,
    text: "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)\n2026-11-01\t00:00:05\tNRT1\t100\t192.0.2.3\tPOST\td1.cloudfront.net\t/a\t200\t-\tMozilla/5.0%20(X)",
  },
  one("an API's log in JSON", "api-access", {
    requestId: "r1",
    ip: "192.0.2.3",
    requestTime: "01/Nov/2026:00:00:05 +0000",
    httpMethod: "GET",
    routeKey: "GET /a",
    status: "401",
    accountId: ACCOUNT,
  }),
  one("an API's log in CLF", "api-access", '192.0.2.3 - kei [01/Nov/2026:00:00:05 +0000] "GET /a HTTP/1.1" 200 12 r1'),
  one("a WAF record", "waf", {
    timestamp: TIME,
    webaclId: `arn:aws:wafv2:us-east-1:${ACCOUNT}:regional/webacl/a/1`,
    action: "BLOCK",
    httpRequest: { clientIp: "192.0.2.3", httpMethod: "GET", headers: [{ name: "User-Agent", value: "sqlmap" }], requestId: "w-1" },
  }),
  one("a DNS query", "dns", dnsQuery),
  one("a Lambda log by subscription", "lambda", {
    messageType: "DATA_MESSAGE",
    logGroup: "/aws/lambda/pay",
    logEvents: [
      { id: "1", timestamp: TIME, message: json({ time: "2026-11-01T00:00:05Z", type: "platform.report", record: { requestId: "q" } }) },
    ],
  }),
  one("Lambda telemetry", "lambda", [{ time: "2026-11-01T00:00:05Z", type: "platform.report", record: { requestId: "q" } }]),
  one("a finding of GuardDuty", "finding", {
    schemaVersion: "2.0",
    id: "g",
    type: "Recon:IAMUser/TorIPCaller",
    accountId: ACCOUNT,
    region: "us-east-1",
    updatedAt: "2026-11-01T00:00:05Z",
  }),
  one("a finding of Security Hub", "finding", {
    SchemaVersion: "2018-10-08",
    Id: "f",
    AwsAccountId: ACCOUNT,
    Types: ["TTPs/Discovery"],
    UpdatedAt: "2026-11-01T00:00:05Z",
    Resources: [{ Id: "arn:aws:s3:::b" }],
  }),
  one("OCSF", "ocsf", {
    class_uid: 6003,
    time: TIME,
    metadata: { uid: "o", product: { name: "CloudTrail" } },
    cloud: { account: { uid: ACCOUNT }, region: "us-east-1" },
    api: { operation: "GetObject", service: { name: "s3.amazonaws.com" }, response: { error: "AccessDenied" } },
    actor: { user: { uid: "u", type: "IAMUser" } },
    src_endpoint: { ip: "192.0.2.3" },
  }),
];

/** What people with bad intentions put into fields. */
export const HOSTILE: readonly string[] = [
  `</script><img src=x onerror=alert(1)>"'&`,
  "\u001b[2J\u001b]0;title\u0007\u009b31m",
  "\u0000\u0001\u007f",
  "\u202etxt.exe\u2066\u200f\u061c\ufeff",
  "x\r\n::error::made up\n- [x](javascript:alert(1)) `|` | <b>",
  "__proto__",
  "=cmd|' /C calc'!A0",
  "\ud800",
  "あ".repeat(50),
];
