import { describe, expect, it } from "vitest";
import type { CodeReading, CodeValue, ResourceStep, SdkCall, UseEvent } from "../../model/index.ts";
import { actionInfo } from "../iam/catalog.ts";
import type { Around } from "./arns.ts";
import { codeNeeds } from "./code-needs.ts";
import { Ledger } from "./ledger.ts";
import { operationOf, operationsOf, recordedOperation } from "./sdk.ts";

const around: Around = {
  partition: "aws",
  region: "us-east-1",
  account: "111122223333",
  keyArn: (key) => (key === "alias/orders" ? "arn:aws:kms:us-east-1:111122223333:key/k" : undefined),
  secretArn: () => undefined,
};
const place = { file: "f.py", line: 1 };

const text = (value: string): CodeValue => ({ is: "text", parts: value.split(/(\*)/).map((p) => (p === "*" ? null : p)) });
function value(given: unknown): CodeValue {
  if (typeof given === "string") return text(given);
  if (Array.isArray(given)) return { is: "list", items: given.map(value) };
  if (typeof given === "object" && given !== null)
    return { is: "object", fields: Object.fromEntries(Object.entries(given).map(([k, v]) => [k, value(v)])), open: false };
  return { is: "unknown" };
}

function needed(call: Omit<SdkCall, "place" | "parameters">, parameters: unknown): readonly string[] {
  const reading: CodeReading = { fn: "f", files: [], calls: [{ ...call, parameters: value(parameters), place }], doubts: [], problems: [] };
  const { needs, reserves } = codeNeeds(reading, around);
  return [...needs.map((n) => `${n.action} ${n.resource}${n.resolved ? "" : " ?"}`), ...reserves.map((r) => `!${r.what}`)];
}

const A = "arn:aws:";
const HERE = "us-east-1:111122223333";
const v3 = (client: string, operation: string) => ({ sdk: "javascript-3", client, operation }) as const;
const py = (client: string, operation: string, resource?: readonly ResourceStep[]) =>
  ({ sdk: "boto3", client, operation, ...(resource ? { resource } : {}) }) as const;
const v2 = (client: string, operation: string) => ({ sdk: "javascript-2", client, operation }) as const;
const step = (name: string, ...args: readonly string[]): ResourceStep => ({ name, arguments: args.map(text) });

describe("what a call needs", () => {
  const table: readonly (readonly [call: Omit<SdkCall, "place" | "parameters">, parameters: unknown, needs: readonly string[]])[] = [
    [v3("dynamodb", "GetItem"), { TableName: "t" }, [`dynamodb:GetItem ${A}dynamodb:${HERE}:table/t`]],
    [v3("dynamodb", "Query"), { TableName: "t", IndexName: "i" }, [`dynamodb:Query ${A}dynamodb:${HERE}:table/t/index/i`]],
    [
      v3("dynamodb", "Query"),
      { TableName: "t", IndexName: null },
      [`dynamodb:Query ${A}dynamodb:${HERE}:table/t`, `dynamodb:Query ${A}dynamodb:${HERE}:table/t/index/*`],
    ],
    [v3("dynamodb", "GetItem"), { TableName: null }, ["dynamodb:GetItem * ?"]],
    [
      v3("dynamodb", "BatchGetItem"),
      { RequestItems: { a: {}, b: {} } },
      [`dynamodb:BatchGetItem ${A}dynamodb:${HERE}:table/a`, `dynamodb:BatchGetItem ${A}dynamodb:${HERE}:table/b`],
    ],
    [
      v3("dynamodb", "TransactWriteItems"),
      { TransactItems: [{ Put: { TableName: "t" } }] },
      [`dynamodb:PutItem ${A}dynamodb:${HERE}:table/t`],
    ],
    [v3("s3", "ListObjectsV2"), { Bucket: "b" }, [`s3:ListBucket ${A}s3:::b`]],
    [v3("s3", "HeadObject"), { Bucket: "b", Key: "k" }, [`s3:GetObject ${A}s3:::b/k`]],
    [
      v3("s3", "CopyObject"),
      { Bucket: "to", Key: "k", CopySource: "from/x" },
      [`s3:PutObject ${A}s3:::to/k`, `s3:GetObject ${A}s3:::from/x`],
    ],
    [v3("s3", "CopyObject"), { Bucket: "to", Key: "k", CopySource: null }, [`s3:PutObject ${A}s3:::to/k`, "s3:GetObject * ?"]],
    [v2("S3", "completeMultipartUpload"), { Bucket: "b", Key: "k" }, [`s3:PutObject ${A}s3:::b/k`]],
    [
      v3("sqs", "SendMessageBatch"),
      { QueueUrl: "https://sqs.eu-west-1.amazonaws.com/444455556666/q" },
      [`sqs:SendMessage ${A}sqs:eu-west-1:444455556666:q`],
    ],
    [v3("sns", "PublishBatch"), { TopicArn: "arn:aws:sns:us-east-1:1:t" }, ["sns:Publish arn:aws:sns:us-east-1:1:t"]],
    [v3("sns", "Publish"), { PhoneNumber: "+1" }, ["sns:Publish *"]],
    [v3("lambda", "Invoke"), { FunctionName: "f" }, [`lambda:InvokeFunction ${A}lambda:${HERE}:function:f`]],
    [v3("lambda", "Invoke"), { FunctionName: "f", Qualifier: "live" }, [`lambda:InvokeFunction ${A}lambda:${HERE}:function:f:live`]],
    [v3("ssm", "GetParameter"), { Name: "/shop/a" }, [`ssm:GetParameter ${A}ssm:${HERE}:parameter/shop/a`]],
    [
      v3("secrets-manager", "GetSecretValue"),
      { SecretId: "db" },
      [`secretsmanager:GetSecretValue ${A}secretsmanager:${HERE}:secret:db-??????`],
    ],
    [v3("eventbridge", "PutEvents"), { Entries: [{ Source: "x" }] }, [`events:PutEvents ${A}events:${HERE}:event-bus/default`]],
    [v3("kms", "Decrypt"), { KeyId: "alias/orders" }, ["kms:Decrypt arn:aws:kms:us-east-1:111122223333:key/k"]],
    [v3("kms", "Decrypt"), {}, ["kms:Decrypt * ?"]],
    [v3("kms", "ReEncrypt"), {}, ["kms:ReEncryptFrom * ?", "kms:ReEncryptTo * ?"]],
    [v3("apigatewaymanagementapi", "PostToConnection"), {}, [`execute-api:ManageConnections ${A}execute-api:${HERE}:*/*/*/@connections/*`]],
    [v3("bedrock-runtime", "Converse"), { modelId: "anthropic.x" }, [`bedrock:InvokeModel ${A}bedrock:*::foundation-model/anthropic.x`]],
    [v3("sts", "GetCallerIdentity"), {}, []],
    [
      v3("sfn", "StartExecution"),
      { stateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:m" },
      ["states:StartExecution arn:aws:states:us-east-1:1:stateMachine:m"],
    ],
    [
      v2("StepFunctions", "startExecution"),
      { stateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:m" },
      ["states:StartExecution arn:aws:states:us-east-1:1:stateMachine:m"],
    ],
    [
      v2("CognitoIdentityServiceProvider", "adminGetUser"),
      { UserPoolId: "p" },
      [`cognito-idp:AdminGetUser ${A}cognito-idp:${HERE}:userpool/p`],
    ],
    [v3("ecs", "RunTask"), { taskDefinition: "t", cluster: "c" }, ["ecs:RunTask * ?", "iam:PassRole * ?"]],
    [
      v3("scheduler", "CreateSchedule"),
      { Name: "s", Target: { RoleArn: "arn:aws:iam::1:role/r" } },
      [`scheduler:CreateSchedule ${A}scheduler:${HERE}:schedule/default/s`, "iam:PassRole arn:aws:iam::1:role/r"],
    ],
    [{ ...v3("dynamodb", "TableExists"), waits: true }, { TableName: "t" }, [`dynamodb:DescribeTable ${A}dynamodb:${HERE}:table/t`]],
    [py("dynamodb", "put_item", [step("Table", "t")]), {}, [`dynamodb:PutItem ${A}dynamodb:${HERE}:table/t`]],
    [py("dynamodb", "batch_writer", [step("Table", "t")]), {}, [`dynamodb:BatchWriteItem ${A}dynamodb:${HERE}:table/t`]],
    [py("dynamodb", "put_item", [step("Table", "t"), step("batch_writer")]), {}, []],
    [py("s3", "upload_file", [step("Bucket", "b")]), {}, [`s3:PutObject ${A}s3:::b/*`, `s3:AbortMultipartUpload ${A}s3:::b/*`]],
    [py("s3", "put", [step("Object", "b", "k")]), {}, [`s3:PutObject ${A}s3:::b/k`]],
    [py("s3", "get", [step("Bucket", "b"), step("Object", "k")]), {}, [`s3:GetObject ${A}s3:::b/k`]],
    [py("s3", "all", [step("Bucket", "b"), step("objects")]), {}, [`s3:ListBucket ${A}s3:::b`]],
    [py("s3", "delete", [step("Bucket", "b"), step("objects"), step("all"), step("[]")]), {}, ["s3:DeleteObject arn:aws:s3:::b/*"]],
    [
      py("sqs", "send_message", [step("Queue", "https://sqs.us-east-1.amazonaws.com/111122223333/q")]),
      {},
      [`sqs:SendMessage ${A}sqs:${HERE}:q`],
    ],
    [py("s3", "frobnicate", [step("Bucket", "b")]), {}, ["!s3.frobnicate"]],
    [py("s3", "go", [step("Nothing", "b")]), {}, ["!s3.go"]],
    [py("nosuchservice", "go"), {}, ["!nosuchservice.go"]],
    [py("s3", "no_such_operation"), {}, ["!s3:no_such_operation"]],
    [v3("rds-db", "connect"), { username: "app" }, [`rds-db:connect ${A}rds-db:${HERE}:dbuser:*/app`]],
  ];
  it.each(table)("%o %o", (call, parameters, needs) => expect(needed(call, parameters)).toEqual(needs));
});

it("every action of the table of operations is in the catalogue", () => {
  for (const [service, operation] of [
    ["s3", "ListObjectsV2"],
    ["dynamodb", "ExecuteStatement"],
    ["apigateway", "GetRestApis"],
    ["bedrock-runtime", "ConverseStream"],
    ["iot-data", "Publish"],
  ] as const) {
    const { actions, known } = operationOf(service, operation);
    expect(known).toBe(true);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(actionInfo(action), action).toBeDefined();
  }
});

it("operations of records are found by the host that answered", () => {
  expect(recordedOperation("monitoring.amazonaws.com", "PutMetricData")?.actions).toEqual(["cloudwatch:PutMetricData"]);
  expect(recordedOperation("lambda.amazonaws.com", "GetFunction20150331v2")?.actions).toEqual(["lambda:GetFunction"]);
  expect(recordedOperation("s3.amazonaws.com", "HeadObject")?.actions).toEqual(["s3:GetObject"]);
  expect(recordedOperation("nowhere.amazonaws.com", "X")).toBeUndefined();
  expect(operationsOf({ ...py("s3", "list_buckets"), parameters: { is: "unknown" }, place })?.[0]?.actions).toEqual([
    "s3:ListAllMyBuckets",
  ]);
});

describe("the ledger", () => {
  const ROLE = "arn:aws:iam::111122223333:role/r";
  const event = (name: string, time: string, more: Partial<UseEvent> = {}): UseEvent => ({
    role: ROLE,
    source: "dynamodb.amazonaws.com",
    name,
    time,
    region: "us-east-1",
    account: "111122223333",
    error: undefined,
    data: true,
    resources: [],
    parameters: { tableName: "t" },
    ...more,
  });

  it("holds one line for each action and resource", () => {
    const ledger = new Ledger();
    for (let day = 1; day <= 9; day += 1) ledger.add(event("GetItem", `2026-01-0${day}T00:00:00.000Z`));
    ledger.add(event("PutItem", "2026-01-05T00:00:00.000Z", { error: "AccessDeniedException" }));
    expect(ledger.needsOf(ROLE)).toEqual([
      {
        action: "dynamodb:GetItem",
        resource: `${A}dynamodb:${HERE}:table/t`,
        resolved: true,
        proofs: [
          {
            reason: "recorded",
            confidence: "high",
            what: "dynamodb:GetItem",
            times: 9,
            first: "2026-01-01T00:00:00.000Z",
            last: "2026-01-09T00:00:00.000Z",
          },
        ],
      },
    ]);
    expect(ledger.windowOf(ROLE)).toEqual({
      first: "2026-01-01T00:00:00.000Z",
      last: "2026-01-09T00:00:00.000Z",
      days: 8,
      events: 10,
      denied: 1,
    });
    ledger.unread += 2;
    expect(ledger.windowOf(ROLE)?.unread).toBe(2);
    expect(ledger.dataEvents).toEqual(new Set(["dynamodb"]));
    expect(ledger.needsOf("arn:aws:iam::1:role/other")).toEqual([]);
  });

  it("does not grow with the keys of objects", () => {
    const ledger = new Ledger();
    for (let i = 0; i < 5000; i += 1)
      ledger.add(
        event("GetObject", "2026-01-01T00:00:00.000Z", {
          source: "s3.amazonaws.com",
          resources: [`arn:aws:s3:::b/${i}`, "arn:aws:s3:::b"],
          parameters: { bucketName: "b", key: String(i) },
        }),
      );
    expect(ledger.needsOf(ROLE).map((n) => n.resource)).toEqual(["arn:aws:s3:::b/*"]);
  });
});
