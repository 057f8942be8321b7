import { type CheckInfo, emptyTally, type Finding, type Report } from "../../model/index.ts";

/** A small report with every kind of row and the nastiest names, for the tests of the formats. */
export const NASTY = "x</script><img src=x onerror=alert(1)>|`@everyone`]]>\u0007\u202Egnp.exe\"&'日本語\u2028";

function check(id: string, more: Partial<CheckInfo> = {}): CheckInfo {
  return {
    id,
    on: "LambdaFunction",
    severity: "high",
    layer: "compute",
    topic: "identity-and-access",
    csf: ["PR.AC-3"],
    meets: { "cis-aws-compute-1.0.0": ["4.6"], "aws-fsbp": ["Lambda.1"] },
    text: {
      en: { title: `The <b>title</b> of ${id} | pipe`, risk: "Somebody can run it.", fix: "Remove the statement `Sid`." },
      ja: { title: `${id} の問題`, risk: "誰かが実行できます。", fix: "ステートメント `Sid` を削除してください。" },
    },
    ...more,
  };
}

export const sampleChecks: readonly CheckInfo[] = [
  check("lambda/function-invocable-by-anyone", {
    severity: "critical",
    remedy: {
      cli: "aws lambda remove-permission --function-name <function> --statement-id <sid>",
      cloudformation: "Type: AWS::Lambda::Permission\nProperties:\n  SourceArn: !GetAtt Rule.Arn",
      terraform: 'resource "aws_lambda_permission" "p" {\n  source_arn = aws_cloudwatch_event_rule.r.arn\n}',
    },
  }),
  check("s3/bucket-public", { on: "Bucket", severity: "medium", layer: "data", topic: "data-protection" }),
  check("account/contact", {
    on: "Account",
    severity: "low",
    layer: "account",
    text: {
      en: { title: "Contact to be confirmed", risk: "Nobody is told.", fix: "Set it.", manual: "Open the account page and compare." },
      ja: { title: "連絡先の確認", risk: "通知が届きません。", fix: "設定してください。", manual: "アカウントの画面で確認してください。" },
    },
  }),
  check("sqs/queue-not-encrypted", { on: "Queue", severity: "info", layer: "messaging" }),
];

const inTemplate = { account: "000000000000", region: "ap-northeast-1", scope: "template:app/template.yaml" };
const live = { account: "111122223333", region: "us-east-1", scope: "aws:111122223333" };
const hex = (n: number) => n.toString(16).padStart(32, "0");

export const sampleFindings: readonly Finding[] = [
  {
    id: hex(1),
    check: "lambda/function-invocable-by-anyone",
    status: "fail",
    severity: "critical",
    resource: { id: `arn:aws:lambda:ap-northeast-1:000000000000:function:${NASTY}`, kind: "LambdaFunction", name: NASTY, ...inTemplate },
    subject: "$LATEST/公開|statement",
    evidence: [
      {
        path: "Policies.0.Document",
        found: { Principal: "*", Note: "</script><!-- ]]>\u2028" },
        expected: "a SourceArn",
        place: { file: "app/my template #1.yaml", line: 12, column: 7 },
      },
    ],
    place: { file: "app/my template #1.yaml", line: 12, column: 7 },
    rank: 97,
  },
  {
    id: hex(2),
    check: "s3/bucket-public",
    status: "fail",
    severity: "medium",
    resource: { id: "arn:aws:s3:::日本語-bucket", kind: "Bucket", name: "日本語-bucket", ...live },
    subject: "",
    evidence: [{ path: "PublicAccessBlockConfiguration", found: undefined, expected: true }],
    rank: 40,
  },
  {
    id: hex(3),
    check: "sqs/queue-not-encrypted",
    status: "fail",
    severity: "info",
    resource: { id: "arn:aws:sqs:us-east-1:111122223333:orders", kind: "Queue", name: "orders", ...live },
    subject: "SqsManagedSseEnabled",
    evidence: [],
    rank: 5,
  },
  {
    id: hex(4),
    check: "s3/bucket-public",
    status: "unknown",
    severity: "medium",
    resource: { id: "arn:aws:s3:::locked", kind: "Bucket", name: "locked", ...live },
    subject: "",
    evidence: [],
    because: { reason: "access-denied", action: "s3:GetBucketPolicy" },
    rank: 20,
  },
  {
    id: hex(5),
    check: "account/contact",
    status: "manual",
    severity: "low",
    resource: { id: "arn:aws:account::111122223333:account", kind: "Account", name: "111122223333", ...live, region: "global" },
    subject: "security",
    evidence: [{ found: "security@example.com" }],
    rank: 1,
  },
];

const suppressed: Finding = {
  id: hex(6),
  check: "lambda/function-invocable-by-anyone",
  status: "fail",
  severity: "critical",
  resource: { id: "arn:aws:lambda:us-east-1:111122223333:function:demo", kind: "LambdaFunction", name: "demo", ...live },
  subject: "$LATEST/open",
  evidence: [{ path: "Policies", found: "*" }],
  rank: 60,
};

export const sampleReport: Report = {
  schema: "yagura/report/1",
  tool: { name: "yagura", version: "0.1.0" },
  generatedAt: "2026-11-22T05:06:07.000Z",
  scopes: [
    { id: "aws:111122223333", source: "aws", account: "111122223333", regions: ["us-east-1"], label: "111122223333" },
    {
      id: "template:app/template.yaml",
      source: "template",
      account: "000000000000",
      regions: ["ap-northeast-1"],
      label: "app/template.yaml",
    },
  ],
  resources: { LambdaFunction: 2, Bucket: 3, Queue: 1, Account: 1 },
  tally: { pass: 3, fail: 4, unknown: 1, manual: 1, "not-applicable": 2 },
  tallies: {
    "lambda/function-invocable-by-anyone": { ...emptyTally(), fail: 2 },
    "s3/bucket-public": { ...emptyTally(), pass: 3, fail: 1, unknown: 1, "not-applicable": 2 },
    "account/contact": { ...emptyTally(), manual: 1 },
    "sqs/queue-not-encrypted": { ...emptyTally(), fail: 1 },
  },
  findings: sampleFindings,
  suppressed: [
    {
      finding: suppressed,
      exception: { finding: hex(6), reason: "Public on purpose | <demo>", owner: "web-team", until: "2027-01-31", line: 3 },
    },
  ],
  expired: [
    { check: "s3/bucket-public", resource: "日本語-bucket", reason: "Moves soon", owner: "data-team", until: "2026-10-01", line: 9 },
  ],
  unmatched: [{ check: "s3/bucket-public", resource: "gone", reason: "Old", owner: "data-team", until: "2027-10-01", line: 15 }],
  checks: Object.fromEntries(sampleChecks.map((c) => [c.id, c])),
  gaps: [{ scope: "aws:111122223333", region: "eu-west-1", kind: "Queue", reason: "throttled", action: "sqs:ListQueues" }],
  missingActions: ["s3:GetBucketPolicy"],
  problems: [
    { code: "E_TEMPLATE_DUPLICATE_KEY", detail: { key: "Na|me" }, place: { file: "app/twice.yaml", line: 3, column: 1 } },
    { code: "E_TEMPLATE_SYNTAX", detail: { reason: "BAD_INDENT" }, place: { file: "app/broken.yaml", line: 7, column: 2 } },
  ],
  unrecognised: { "AWS::New::Thing": 2 },
  faults: [{ check: "s3/bucket-public", resource: "arn:aws:s3:::odd", message: "TypeError: <odd> & 'strange'" }],
  interrupted: true,
};

/** Nothing found, everything read. */
export const cleanReport: Report = {
  ...sampleReport,
  tally: { ...emptyTally(), pass: 5 },
  tallies: { "s3/bucket-public": { ...emptyTally(), pass: 3 } },
  findings: [],
  suppressed: [],
  expired: [],
  unmatched: [],
  gaps: [],
  missingActions: [],
  problems: [],
  unrecognised: {},
  faults: [],
  interrupted: false,
};
