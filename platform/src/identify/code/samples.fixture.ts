/** Small handlers and the calls they make: `client.operation(parameters)`, with `*` for what nobody knows. */
export interface Sample {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly handler?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly calls: readonly string[];
  /** Kinds of doubts. */
  readonly doubts?: readonly string[];
}

const js = (name: string, code: string, calls: readonly string[], more: Partial<Sample> = {}): Sample => ({
  name,
  files: { "index.mjs": code, ...more.files },
  calls,
  ...without(more),
});
const ts = (name: string, code: string, calls: readonly string[], more: Partial<Sample> = {}): Sample => ({
  name,
  files: { "index.ts": code, ...more.files },
  calls,
  ...without(more),
});
const cjs = (name: string, code: string, calls: readonly string[], more: Partial<Sample> = {}): Sample => ({
  name,
  files: { "index.js": code, ...more.files },
  calls,
  ...without(more),
});
const py = (name: string, code: string, calls: readonly string[], more: Partial<Sample> = {}): Sample => ({
  name,
  files: { "index.py": code, ...more.files },
  calls,
  ...without(more),
});

function without({ files: _files, name: _name, calls: _calls, ...rest }: Partial<Sample>): Partial<Sample> {
  return rest;
}

export const samples: readonly Sample[] = [
  // ---------------------------------------------------------------- JavaScript, SDK v3
  js(
    "a command sent at once",
    `import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
     const db = new DynamoDBClient({});
     export const handler = () => db.send(new GetItemCommand({ TableName: "orders", Key: {} }));`,
    ["dynamodb.GetItem TableName=orders"],
  ),
  js(
    "a command built in a variable",
    `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
     const q = new SQSClient({});
     export async function handler(event) {
       const input = { QueueUrl: process.env.QUEUE, MessageBody: event.body };
       const command = new SendMessageCommand(input);
       await q.send(command);
     }`,
    ["sqs.SendMessage QueueUrl=https://sqs/q"],
    { env: { QUEUE: "https://sqs/q" } },
  ),
  js(
    "an aggregated client",
    `import { S3 } from "@aws-sdk/client-s3";
     const s3 = new S3({});
     export const handler = async (e) => s3.getObject({ Bucket: "photos", Key: e.key });`,
    ["s3.getObject Bucket=photos"],
  ),
  js(
    "a renamed import",
    `import { S3Client as Store, PutObjectCommand as Put } from "@aws-sdk/client-s3";
     export const handler = async () => new Store({}).send(new Put({ Bucket: "b", Key: "k" }));`,
    ["s3.PutObject Bucket=b Key=k"],
  ),
  js(
    "a namespace import",
    `import * as ddb from "@aws-sdk/client-dynamodb";
     export const handler = () => new ddb.DynamoDBClient({}).send(new ddb.QueryCommand({ TableName: "t", IndexName: "i" }));`,
    ["dynamodb.Query IndexName=i TableName=t"],
  ),
  js(
    "commands of the document client",
    `import { DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
     import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
     const doc = DynamoDBDocumentClient.from(new DynamoDBClient());
     export const handler = async () => {
       await doc.send(new PutCommand({ TableName: "a", Item: {} }));
       await doc.send(new TransactWriteCommand({ TransactItems: [{ Put: { TableName: "b" } }] }));
     };`,
    ["dynamodb.PutItem TableName=a", "dynamodb.TransactWriteItems TransactItems=[{Put={TableName=b}}]"],
  ),
  js(
    "methods of the document client",
    `import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
     import { DynamoDB } from "@aws-sdk/client-dynamodb";
     const doc = DynamoDBDocument.from(new DynamoDB({}));
     export const handler = async () => doc.batchGet({ RequestItems: {} });`,
    ["dynamodb.BatchGetItem"],
  ),
  js(
    "a managed upload",
    `import { Upload } from "@aws-sdk/lib-storage";
     import { S3Client } from "@aws-sdk/client-s3";
     export const handler = async (e) => new Upload({ client: new S3Client({}), params: { Bucket: process.env.B, Key: e.k } }).done();`,
    ["s3.AbortMultipartUpload Bucket=reports", "s3.PutObject Bucket=reports"],
    { env: { B: "reports" } },
  ),
  js(
    "a presigned URL and a presigned post",
    `import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
     import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
     import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
     const s3 = new S3Client({});
     export const handler = async () => [await getSignedUrl(s3, new GetObjectCommand({ Bucket: "b", Key: "k" })), await createPresignedPost(s3, { Bucket: "c", Key: "k" })];`,
    ["s3.GetObject Bucket=b Key=k", "s3.PutObject Bucket=c Key=k"],
  ),
  js(
    "a paginator and a waiter",
    `import { DynamoDBClient, paginateScan, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
     const client = new DynamoDBClient({});
     export const handler = async () => {
       for await (const page of paginateScan({ client }, { TableName: "t" })) console.log(page);
       await waitUntilTableExists({ client, maxWaitTime: 9 }, { TableName: "u" });
     };`,
    ["dynamodb.Scan TableName=t", "dynamodb.wait:TableExists TableName=u"],
  ),
  js(
    "a template string of constants and environment variables",
    `import { SSMClient, GetParameterCommand } from "@aws-sdk/client-ssm";
     const { STAGE } = process.env;
     const base = "/shop";
     const name = \`\${base}/\${STAGE}/token\`;
     export const handler = () => new SSMClient({}).send(new GetParameterCommand({ Name: name }));`,
    ["ssm.GetParameter Name=/shop/prod/token"],
    { env: { STAGE: "prod" } },
  ),
  js(
    "a part of a name that only a run knows",
    `import { SSMClient, GetParameterCommand } from "@aws-sdk/client-ssm";
     export const handler = (e) => new SSMClient({}).send(new GetParameterCommand({ Name: "/shop/" + e.tenant + "/key" }));`,
    ["ssm.GetParameter Name=/shop/*/key"],
  ),
  js(
    "an environment variable with a default",
    `import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
     const topic = process.env.TOPIC ?? "arn:aws:sns:us-east-1:111122223333:fallback";
     export const handler = () => new SNSClient({}).send(new PublishCommand({ TopicArn: topic, Message: "" }));`,
    ["sns.Publish Message= TopicArn=(*|arn:aws:sns:us-east-1:111122223333:fallback)"],
  ),
  js(
    "a condition between two tables",
    `import { DynamoDBClient, DeleteItemCommand } from "@aws-sdk/client-dynamodb";
     export const handler = (e) => new DynamoDBClient({}).send(new DeleteItemCommand({ TableName: e.old ? "archive" : "orders" }));`,
    ["dynamodb.DeleteItem TableName=(archive|orders)"],
  ),
  js(
    "parameters spread from another object",
    `import { S3Client, CopyObjectCommand } from "@aws-sdk/client-s3";
     const base = { Bucket: "to" };
     export const handler = () => new S3Client({}).send(new CopyObjectCommand({ ...base, CopySource: "from/key", Key: "k" }));`,
    ["s3.CopyObject Bucket=to CopySource=from/key Key=k"],
  ),
  js(
    "a helper with parameters, in its own file",
    `import { read } from "./store.mjs";
     export const handler = () => read("orders");`,
    ["dynamodb.GetItem TableName=orders"],
    {
      files: {
        "store.mjs": `import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
          const client = new DynamoDBClient({});
          export async function read(table) { return client.send(new GetItemCommand({ TableName: table })); }
          export async function never(table) { return client.send(new GetItemCommand({ TableName: "never" })); }`,
      },
    },
  ),
  js(
    "only the exported handler counts",
    `import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
     const c = new DynamoDBClient({});
     export const get = () => c.send(new GetItemCommand({ TableName: "t" }));
     export const put = () => c.send(new PutItemCommand({ TableName: "t" }));`,
    ["dynamodb.GetItem TableName=t"],
    { handler: "index.get" },
  ),
  js("what is handed on by other files", `export { handler } from "./a.mjs";`, ["sqs.PurgeQueue QueueUrl=u"], {
    files: {
      "a.mjs": `export * from "./b.mjs";`,
      "b.mjs": `import { SQSClient, PurgeQueueCommand } from "@aws-sdk/client-sqs"; export const handler = () => new SQSClient({}).send(new PurgeQueueCommand({ QueueUrl: "u" }));`,
    },
  }),
  js(
    "a class with a client in a field",
    `import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
     class Repository {
       #client = new DynamoDBClient({});
       constructor(table) { this.table = table; }
       all() { return this.#client.send(new ScanCommand({ TableName: this.table })); }
     }
     const repository = new Repository(process.env.TABLE);
     export const handler = async () => repository.all();`,
    ["dynamodb.Scan TableName=orders"],
    { env: { TABLE: "orders" } },
  ),
  js(
    "a class that extends another",
    `import { S3 } from "@aws-sdk/client-s3";
     class Base { constructor(bucket) { this.bucket = bucket; this.s3 = new S3({}); } }
     class Store extends Base { constructor() { super("files"); } list() { return this.s3.listObjectsV2({ Bucket: this.bucket }); } }
     export const handler = () => new Store().list();`,
    ["s3.listObjectsV2 Bucket=files"],
  ),
  js(
    "a class that extends a client",
    `import { DynamoDB } from "@aws-sdk/client-dynamodb";
     class Db extends DynamoDB {}
     const db = new Db({});
     export const handler = () => db.updateItem({ TableName: "t" });`,
    ["dynamodb.updateItem TableName=t"],
  ),
  js(
    "functions over lists",
    `import { SQSClient, DeleteMessageCommand } from "@aws-sdk/client-sqs";
     const q = new SQSClient({});
     export const handler = (e) => Promise.all(["one", "two"].map((url) => q.send(new DeleteMessageCommand({ QueueUrl: url }))));`,
    ["sqs.DeleteMessage QueueUrl=(one|two)"],
  ),
  js(
    "an import at run time",
    `export const handler = async () => {
       const { KMSClient, DecryptCommand } = await import("@aws-sdk/client-kms");
       return new KMSClient({}).send(new DecryptCommand({ KeyId: "alias/orders" }));
     };`,
    ["kms.Decrypt KeyId=alias/orders"],
  ),
  js("an import at run time whose name is not known", `export const handler = async (e) => (await import(e.module)).default();`, [], {
    doubts: ["dynamic"],
  }),
  js("a file that is not there", `import { x } from "./missing.mjs"; export const handler = () => x();`, [], { doubts: ["import"] }),
  js("a library nobody knows", `import model from "dynamoose"; export const handler = () => model.get("x");`, [], { doubts: ["library"] }),
  js("a library that is known to be quiet", `import { v4 } from "uuid"; export const handler = () => v4();`, []),
  js("a handler that is not exported", `export const other = 1;`, [], { doubts: ["handler"] }),
  js("another program", `import { execSync } from "node:child_process"; export const handler = () => execSync("aws s3 ls");`, [], {
    doubts: ["dynamic"],
  }),
  js("code at run time", `export const handler = (e) => eval(e.code);`, [], { doubts: ["dynamic"] }),
  js(
    "an operation whose name is not known",
    `import { S3 } from "@aws-sdk/client-s3"; const s3 = new S3({}); export const handler = (e) => s3[e.operation]({});`,
    [],
    { doubts: ["dynamic"] },
  ),
  js(
    "middleware around the handler",
    `import middy from "@middy/core";
     import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
     const run = async () => new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:m" }));
     export const handler = middy(run).use({});`,
    ["sfn.StartExecution stateMachineArn=arn:aws:states:us-east-1:1:stateMachine:m"],
  ),
  js(
    "a traced client",
    `import { Tracer } from "@aws-lambda-powertools/tracer";
     import { EventBridge } from "@aws-sdk/client-eventbridge";
     const tracer = new Tracer();
     const events = tracer.captureAWSv3Client(new EventBridge({}));
     export const handler = () => events.putEvents({ Entries: [{ EventBusName: "bus" }] });`,
    ["eventbridge.putEvents Entries=[{EventBusName=bus}]"],
  ),
  js(
    "Powertools parameters",
    `import { getParameter, SSMProvider } from "@aws-lambda-powertools/parameters/ssm";
     import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
     import { DynamoDBProvider } from "@aws-lambda-powertools/parameters/dynamodb";
     const own = new SSMProvider();
     const table = new DynamoDBProvider({ tableName: "settings" });
     export const handler = async () => [await getParameter("/a"), await getSecret("db"), await own.getMultiple("/all"), await table.get("k")];`,
    [
      "dynamodb.GetItem TableName=settings",
      "secrets-manager.GetSecretValue SecretId=db",
      "ssm.GetParameter Name=/a",
      "ssm.GetParametersByPath Path=/all",
    ],
  ),
  js(
    "Powertools idempotency",
    `import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
     import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
     const persistenceStore = new DynamoDBPersistenceLayer({ tableName: process.env.IDEM });
     export const handler = makeIdempotent(async () => 1, { persistenceStore });`,
    [
      "dynamodb.DeleteItem TableName=idem",
      "dynamodb.GetItem TableName=idem",
      "dynamodb.PutItem TableName=idem",
      "dynamodb.UpdateItem TableName=idem",
    ],
    { env: { IDEM: "idem" } },
  ),
  js(
    "a token for a database",
    `import { Signer } from "@aws-sdk/rds-signer";
     export const handler = () => new Signer({ hostname: "h", port: 3306, username: "app" }).getAuthToken();`,
    ["rds-db.connect hostname=h port=3306 username=app"],
  ),
  js(
    "variables changed later",
    `import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
     let s3;
     const input = {};
     input.Bucket = "late";
     export const handler = () => { s3 ??= new S3Client({}); return s3.send(new PutObjectCommand(input)); };`,
    ["s3.PutObject Bucket=late"],
  ),
  js(
    "branches, loops and catches",
    `import { SQSClient, SendMessageCommand, DeleteMessageCommand } from "@aws-sdk/client-sqs";
     const q = new SQSClient({});
     export const handler = async (e) => {
       for (const r of e.Records) {
         try { if (r.ok) await q.send(new SendMessageCommand({ QueueUrl: "ok" })); else throw r; }
         catch { switch (r.kind) { case 1: await q.send(new DeleteMessageCommand({ QueueUrl: "bad" })); } }
         finally { console.log(r); }
       }
     };`,
    ["sqs.DeleteMessage QueueUrl=bad", "sqs.SendMessage QueueUrl=ok"],
  ),
  js(
    "settings in a JSON file",
    `import settings from "./settings.json" with { type: "json" };
     import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
     export const handler = () => new DynamoDBClient({}).send(new GetItemCommand({ TableName: settings.tables.orders }));`,
    ["dynamodb.GetItem TableName=from-json"],
    { files: { "settings.json": `{ "tables": { "orders": "from-json" } }` } },
  ),
  js(
    "a method chosen by the event, of a module and of a class",
    `import * as routes from "./routes.mjs";
     class Ops { constructor(s) { this.s = s; } drop() { return this.s.deleteBucket({ Bucket: "c" }); } }
     import { S3 } from "@aws-sdk/client-s3";
     const ops = new Ops(new S3({}));
     export const handler = (e) => [routes[e.route](), ops[e.op]()];`,
    ["s3.deleteBucket Bucket=c", "sns.publish TopicArn=a"],
    {
      files: {
        "routes.mjs": `import { SNS } from "@aws-sdk/client-sns"; export const tell = () => new SNS({}).publish({ TopicArn: "a" });`,
      },
    },
  ),
  js(
    "a client behind a proxy",
    `import { S3 } from "@aws-sdk/client-s3"; const s3 = new Proxy(new S3({}), {}); export const handler = () => s3.deleteBucket({ Bucket: "b" });`,
    [],
    { doubts: ["client"] },
  ),
  js(
    "an answer that is handed on is no client",
    `import { S3 } from "@aws-sdk/client-s3"; import { z } from "zod"; const s3 = new S3({});
     export const handler = async () => z.parse(await s3.listBuckets({}));`,
    ["s3.listBuckets"],
  ),
  // ---------------------------------------------------------------- TypeScript
  ts(
    "types are no code",
    `import type { Handler } from "aws-lambda";
     import { DynamoDBClient, GetItemCommand, type GetItemCommandInput } from "@aws-sdk/client-dynamodb";
     const input: GetItemCommandInput = { TableName: process.env.TABLE_NAME! as string, Key: {} };
     export const handler: Handler<unknown, void> = async () => { await new DynamoDBClient({}).send(new GetItemCommand(input)); };`,
    ["dynamodb.GetItem TableName=orders"],
    { env: { TABLE_NAME: "orders" } },
  ),
  ts(
    "a class with parameters that are fields, and a bound method",
    `import { LambdaInterface } from "@aws-lambda-powertools/commons/types";
     import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
     class App implements LambdaInterface {
       constructor(private readonly target: string) {}
       public async handler(_e: unknown, _c: unknown): Promise<void> { await new LambdaClient({}).send(new InvokeCommand({ FunctionName: this.target })); }
     }
     const app = new App("worker");
     export const handler = app.handler.bind(app);`,
    ["lambda.Invoke FunctionName=worker"],
  ),
  ts(
    "an enum of names",
    `import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
     enum Bucket { Photos = "photos" }
     export const handler = () => new S3Client({}).send(new GetObjectCommand({ Bucket: Bucket.Photos, Key: "k" }));`,
    ["s3.GetObject Bucket=photos Key=k"],
  ),
  ts(
    "a local file named as its output",
    `import { put } from "./lib/put.js"; export const handler = () => put();`,
    ["sns.publish TopicArn=arn"],
    {
      files: {
        "lib/put.ts": `import { SNS } from "@aws-sdk/client-sns"; export const put = (): unknown => new SNS({}).publish({ TopicArn: "arn" });`,
      },
    },
  ),
  ts(
    "a generic helper",
    `import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
     import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
     const doc = DynamoDBDocumentClient.from(new DynamoDBClient({}));
     async function fetchOne<T>(TableName: string, Key: object): Promise<T> { return (await doc.send(new GetCommand({ TableName, Key }))).Item as T; }
     export const handler = async () => [await fetchOne<{ a: 1 }>("a", {}), await fetchOne("b", {})];`,
    ["dynamodb.GetItem Key=({}|{}) TableName=(a|b)"],
  ),
  // ---------------------------------------------------------------- CommonJS and SDK v2
  cjs(
    "version 2 by require",
    `const AWS = require("aws-sdk");
     const s3 = new AWS.S3();
     exports.handler = async (event) => s3.getObject({ Bucket: "b", Key: event.key }).promise();`,
    ["S3.getObject Bucket=b"],
  ),
  cjs(
    "the document client of version 2",
    `const { DynamoDB } = require("aws-sdk");
     const doc = new DynamoDB.DocumentClient();
     module.exports.handler = async () => doc.batchWrite({ RequestItems: { t: [] } }).promise();`,
    ["DynamoDB.BatchWriteItem RequestItems={t=[]}"],
  ),
  cjs(
    "one client of version 2",
    `const SQS = require("aws-sdk/clients/sqs");
     const q = new SQS();
     module.exports = { handler: async () => q.sendMessage({ QueueUrl: "u" }).promise() };`,
    ["sqs.sendMessage QueueUrl=u"],
  ),
  cjs(
    "a signed URL and a waiter of version 2",
    `const AWS = require("aws-sdk");
     const s3 = new AWS.S3();
     exports.handler = () => { s3.getSignedUrl("putObject", { Bucket: "b" }); return s3.waitFor("objectExists", { Bucket: "c" }).promise(); };`,
    ["S3.putObject Bucket=b", "S3.wait:objectExists Bucket=c"],
  ),
  cjs(
    "a managed upload of version 2",
    `const AWS = require("aws-sdk"); exports.handler = () => new AWS.S3().upload({ Bucket: "b", Key: "k", Body: "" }).promise();`,
    ["s3.AbortMultipartUpload Body= Bucket=b Key=k", "s3.PutObject Body= Bucket=b Key=k"],
  ),
  cjs(
    "X-Ray around version 2",
    `const AWS = require("aws-xray-sdk-core").captureAWS(require("aws-sdk"));
     exports.handler = () => new AWS.SNS().publish({ TopicArn: "t" }).promise();`,
    ["SNS.publish TopicArn=t"],
  ),
  cjs(
    "output of the TypeScript compiler",
    `"use strict";
     var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { "default": mod }; };
     Object.defineProperty(exports, "__esModule", { value: true });
     exports.handler = void 0;
     const client_s3_1 = require("@aws-sdk/client-s3");
     const util_1 = __importDefault(require("./util"));
     const s3 = new client_s3_1.S3Client({});
     const handler = async () => { await s3.send(new client_s3_1.ListObjectsV2Command({ Bucket: (0, util_1.default)("b") })); };
     exports.handler = handler;`,
    ["s3.ListObjectsV2 Bucket=(?|b)"],
    { files: { "util.js": `exports.default = function (x) { return x; };` } },
  ),
  cjs(
    "old style functions",
    `var AWS = require("aws-sdk");
     function Store(name) { this.name = name; this.db = new AWS.DynamoDB(); }
     Store.prototype.read = function () { return 1; };
     var store = new Store("t");
     exports.handler = function (event, context, callback) { store.db.getItem({ TableName: store.name }, callback); };`,
    ["DynamoDB.getItem TableName=t"],
  ),
  // ---------------------------------------------------------------- Python
  py(
    "a client and a keyword",
    `import boto3
s3 = boto3.client("s3")
def handler(event, context):
    return s3.get_object(Bucket="photos", Key=event["key"])
`,
    ["s3.get_object Bucket=photos"],
  ),
  py(
    "a table of the resource interface",
    `import os, boto3
table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])
def handler(event, context):
    table.put_item(Item=event)
`,
    ["dynamodb:Table(orders).put_item"],
    { env: { TABLE_NAME: "orders" } },
  ),
  py(
    "environment variables in three ways",
    `from os import environ, getenv
import os
import boto3
sns = boto3.client("sns")
def handler(event, context):
    sns.publish(TopicArn=environ["A"], Message="")
    sns.publish(TopicArn=getenv("B"), Subject="")
    sns.publish(TopicArn=os.environ.get("C", "default"))
`,
    ["sns.publish Message= TopicArn=a", "sns.publish Subject= TopicArn=b", "sns.publish TopicArn=(*|default)"],
    { env: { A: "a", B: "b" } },
  ),
  py(
    "sessions",
    `import boto3
session = boto3.session.Session(region_name="ap-northeast-1")
sqs = session.client(service_name="sqs")
def handler(event, context):
    sqs.send_message_batch(QueueUrl="u", Entries=[])
    boto3.Session().resource("s3").Bucket("b").upload_file("/tmp/x", "x")
`,
    ["s3:Bucket(b).upload_file", "sqs.send_message_batch Entries=[] QueueUrl=u"],
  ),
  py(
    "paginators and waiters",
    `import boto3
c = boto3.client("dynamodb")
def handler(event, context):
    for page in c.get_paginator("scan").paginate(TableName="t"):
        print(page)
    waiter = c.get_waiter("table_exists")
    waiter.wait(TableName="u")
`,
    ["dynamodb.scan TableName=t", "dynamodb.wait:table_exists TableName=u"],
  ),
  py(
    "transfers and presigned URLs",
    `import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.upload_file("/tmp/f", "up", "k")
    s3.download_fileobj("down", "k", None)
    s3.generate_presigned_url("get_object", Params={"Bucket": "signed", "Key": "k"})
    s3.copy({"Bucket": "from", "Key": "a"}, "to", "b")
`,
    [
      "s3.AbortMultipartUpload Bucket=to CopySource={Bucket=from,Key=a} Key=b",
      "s3.AbortMultipartUpload Bucket=up Key=k",
      "s3.CopyObject Bucket=to CopySource={Bucket=from,Key=a} Key=b",
      "s3.GetObject Bucket=down Key=k",
      "s3.PutObject Bucket=up Key=k",
      "s3.get_object Bucket=signed Key=k",
    ],
  ),
  py(
    "collections and what is in them",
    `import boto3
s3 = boto3.resource("s3")
def handler(event, context):
    for item in s3.Bucket("b").objects.filter(Prefix="p/"):
        item.delete()
    s3.Object("b", "k").put(Body="")
`,
    ["s3:Bucket(b).objects.filter Prefix=p/", "s3:Bucket(b).objects.filter().[].delete", "s3:Object(b,k).put Body="],
  ),
  py(
    "a batch of a table",
    `import boto3
def handler(event, context):
    table = boto3.resource("dynamodb").Table("t")
    with table.batch_writer() as batch:
        batch.put_item(Item={})
`,
    ["dynamodb:Table(t).batch_writer", "dynamodb:Table(t).batch_writer().put_item"],
  ),
  py(
    "texts made of pieces",
    `import os, boto3
ssm = boto3.client("ssm")
STAGE = os.getenv("STAGE", "dev")
def handler(event, context):
    ssm.get_parameter(Name=f"/shop/{STAGE}/a")
    ssm.get_parameter(Name="/shop/{}/b".format(STAGE))
    ssm.get_parameter(Name="/shop/%s/c" % STAGE)
    ssm.get_parameter(Name="/shop/" + STAGE + "/d")
    ssm.get_parameter(Name="/shop/" "e/" f"{event['x']}")
`,
    [
      "ssm.get_parameter Name=/shop/e/*",
      "ssm.get_parameter Name=/shop/prod/a",
      "ssm.get_parameter Name=/shop/prod/b",
      "ssm.get_parameter Name=/shop/prod/c",
      "ssm.get_parameter Name=/shop/prod/d",
    ],
    { env: { STAGE: "prod" } },
  ),
  py(
    "a module of the package",
    `from lib import store
from lib.names import TABLE as name
def handler(event, context):
    return store.read(name)
`,
    ["dynamodb.get_item TableName=orders"],
    {
      files: {
        "lib/__init__.py": "",
        "lib/names.py": `TABLE = "orders"\n`,
        "lib/store.py": `import boto3\nclient = boto3.client("dynamodb")\ndef read(table):\n    return client.get_item(TableName=table, Key={})\ndef unused():\n    client.delete_table(TableName="x")\n`,
      },
    },
  ),
  py(
    "relative imports and everything of a module",
    `from .helper import *
def handler(event, context):
    send()
`,
    ["events.put_events Entries=[]"],
    {
      handler: "app.index.handler",
      files: {
        "index.py": "",
        "app/__init__.py": "",
        "app/index.py": `from .helper import *\ndef handler(event, context):\n    send()\n`,
        "app/helper.py": `import boto3\ndef send():\n    boto3.client("events").put_events(Entries=[])\n`,
      },
    },
  ),
  py(
    "a class with clients",
    `import boto3
class Base:
    client = boto3.client("secretsmanager")
    def __init__(self, name):
        self.name = name
class Vault(Base):
    def __init__(self):
        super().__init__("db")
    def read(self):
        return self.client.get_secret_value(SecretId=self.name)
def handler(event, context):
    return Vault().read()
`,
    ["secretsmanager.get_secret_value SecretId=db"],
  ),
  py(
    "parameters in a dictionary",
    `import boto3
def handler(event, context):
    args = {"TableName": "t"}
    args["Key"] = {}
    boto3.client("dynamodb").query(**args)
`,
    ["dynamodb.query TableName=t"],
  ),
  py(
    "Powertools for Python",
    `from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, idempotent
logger = Logger()
store = DynamoDBPersistenceLayer(table_name="idem")
@logger.inject_lambda_context
@idempotent(persistence_store=store)
def handler(event, context):
    return parameters.get_secret("db"), parameters.get_parameter("/a"), parameters.SSMProvider().get("/b")
`,
    [
      "dynamodb.DeleteItem TableName=idem",
      "dynamodb.GetItem TableName=idem",
      "dynamodb.PutItem TableName=idem",
      "dynamodb.UpdateItem TableName=idem",
      "secrets-manager.GetSecretValue SecretId=db",
      "ssm.GetParameter Name=/a",
      "ssm.GetParameter Name=/b",
    ],
  ),
  py(
    "a service whose name is not known",
    `import boto3
def handler(event, context):
    return boto3.client(event["service"])
`,
    [],
    { doubts: ["dynamic"] },
  ),
  py(
    "an attribute whose name is not known",
    `import boto3
def handler(event, context):
    return getattr(boto3.client("s3"), event["op"])()
`,
    [],
    { doubts: ["dynamic"] },
  ),
  py(
    "an attribute by its name",
    `import boto3
def handler(event, context):
    return getattr(boto3.client("s3"), "list_buckets")()
`,
    ["s3.list_buckets"],
  ),
  py(
    "a method that others will call",
    `import boto3
from concurrent.futures import ThreadPoolExecutor
s3 = boto3.client("s3")
def handler(event, context):
    with ThreadPoolExecutor() as pool:
        pool.submit(s3.delete_object, Bucket="b", Key="k")
`,
    [],
    { doubts: ["client"] },
  ),
  py("a library that may call AWS", `import pynamodb\ndef handler(event, context):\n    pass\n`, [], { doubts: ["library"] }),
  py("another program", `import subprocess\ndef handler(event, context):\n    subprocess.run(["aws"])\n`, [], { doubts: ["dynamic"] }),
  py(
    "only what the handler reaches",
    `import boto3
db = boto3.client("dynamodb")
def create(event, context):
    db.put_item(TableName="t", Item={})
def show(event, context):
    return db.get_item(TableName="t", Key={})
`,
    ["dynamodb.get_item TableName=t"],
    { handler: "index.show" },
  ),
  py(
    "routes of an app",
    `from aws_lambda_powertools.event_handler import APIGatewayRestResolver
import boto3
app = APIGatewayRestResolver()
@app.get("/orders")
def orders():
    return boto3.client("dynamodb").scan(TableName="orders")
def handler(event, context):
    return app.resolve(event, context)
`,
    ["dynamodb.scan TableName=orders"],
  ),
  py(
    "comprehensions and lambdas",
    `import boto3
sqs = boto3.client("sqs")
def handler(event, context):
    urls = ["a", "b"]
    [sqs.delete_message(QueueUrl=u) for u in urls]
    send = lambda u: sqs.send_message(QueueUrl=u)
    send("c")
`,
    ["sqs.delete_message QueueUrl=(a|b)", "sqs.send_message QueueUrl=c"],
  ),
  py(
    "a token for a database",
    `import boto3
def handler(event, context):
    return boto3.client("rds").generate_db_auth_token(DBHostname="h", Port=3306, DBUsername="app")
`,
    ["rds-db.connect DBHostname=h DBUsername=app Port=3306"],
  ),
  py(
    "a client that is made late, in a global",
    `import boto3
client = None
def get():
    global client
    if client is None:
        client = boto3.client("sns")
    return client
def handler(event, context):
    get().publish(TopicArn="t")
`,
    ["sns.publish TopicArn=t"],
  ),
  py(
    "the client of a resource",
    `import boto3
def handler(event, context):
    boto3.resource("s3").meta.client.head_object(Bucket="b", Key="k")
`,
    ["s3.head_object Bucket=b Key=k"],
  ),
];
