import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { isUnknown, type Kind, type Noun, type QualifiedPolicy } from "../../../model/index.ts";
import { problemWords } from "../../../words/problems.ts";
import { estateOf, loadTemplates } from "../index.ts";
import { readDocument, readFile } from "../read.ts";
import { loadService } from "./index.ts";

const base = mkdtempSync(join(tmpdir(), "yagura-serverless-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

function service(text: string, files: Readonly<Record<string, string>> = {}, parameters: Readonly<Record<string, string>> = {}) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), content);
  }
  const file = join(base, "serverless.yml");
  const stack = loadService(readDocument(file, text), {
    scope: `template:${file}`,
    stackName: "s",
    account: "111122223333",
    region: "us-east-1",
    parameters,
    path: file,
    library: { read: (path) => readFile(path, resolve(path)) },
  });
  const estate = estateOf(stack, file);
  return {
    stack,
    estate,
    one: <K extends Kind>(kind: K, name?: string): Noun<K> => {
      const found = estate.resources.filter((resource) => resource.kind === kind && (name === undefined || resource.name === name));
      if (found.length !== 1)
        throw new Error(`${found.length} of ${kind} ${name ?? ""}: ${estate.resources.map((r) => `${r.kind} ${r.name}`).join(", ")}`);
      return found[0] as unknown as Noun<K>;
    },
  };
}

const ORDERS = `service: orders
frameworkVersion: "3"
provider:
  name: aws
  runtime: nodejs20.x
  region: ap-northeast-1
  stage: \${opt:stage, 'dev'}
  memorySize: 512
  tracing:
    lambda: true
  logRetentionInDays: 30
  environment:
    TABLE: \${self:custom.table}
  iam:
    role:
      statements:
        - Effect: Allow
          Action: dynamodb:*
          Resource: "*"
custom:
  table: orders-\${sls:stage}
functions:
  create-order:
    handler: src/create.handler
    timeout: 20
    environment:
      MODE: live
    events:
      - http: POST orders
      - http:
          path: orders/{id}
          method: get
          authorizer: aws_iam
          cors: true
  worker:
    handler: src/worker.handler
    reservedConcurrency: 5
    onError: arn:aws:sns:ap-northeast-1:111122223333:dead
    events:
      - sqs:
          arn:
            Fn::GetAtt: [Queue, Arn]
          batchSize: 1
      - schedule: rate(1 hour)
      - sns: news
      - s3: orders-files
resources:
  Resources:
    Queue:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: orders-\${sls:stage}
  extensions:
    WorkerLambdaFunction:
      Properties:
        EphemeralStorage:
          Size: 1024
`;

describe("a service", () => {
  const { stack, estate, one } = service(ORDERS, {}, { stage: "prod" });

  it("is named as the framework names it", () => {
    expect(stack.name).toBe("orders-prod");
    expect(estate.problems).toEqual([]);
    const fn = one("LambdaFunction", "orders-prod-create-order");
    expect(fn).toMatchObject({
      Runtime: "nodejs20.x",
      MemorySize: 512,
      Timeout: 20,
      TracingMode: "Active",
      Environment: { TABLE: "orders-prod", MODE: "live" },
    });
    expect(fn.origin.address).toBe("CreateDashorderLambdaFunction");
    expect(one("LambdaFunction", "orders-prod-worker")).toMatchObject({
      Timeout: 6,
      ReservedConcurrentExecutions: 5,
      EphemeralStorage: 1024,
    });
    expect(one("LogGroup", "/aws/lambda/orders-prod-worker").RetentionInDays).toBe(30);
  });

  it("runs all functions with one role that has their rights", () => {
    const role = one("Role");
    expect(role.RoleName).toBe("orders-prod-ap-northeast-1-lambdaRole");
    expect(one("LambdaFunction", "orders-prod-worker").Role).toBe(role.Arn);
    const policies = role.Policies;
    if (isUnknown(policies)) throw new Error("unknown");
    const text = JSON.stringify(
      policies.map((policy) =>
        isUnknown(policy.PolicyDocument) ? "?" : policy.PolicyDocument.Statement.map(({ at: _at, ...rest }) => rest),
      ),
    );
    for (const action of ["dynamodb:*", "sqs:ReceiveMessage", "sns:Publish", "xray:PutTraceSegments", "logs:PutLogEvents"])
      expect(text).toContain(action);
  });

  it("has what functions are called by", () => {
    expect(one("RestMethod", "prod-orders POST /orders")).toMatchObject({ AuthorizationType: "NONE", IntegrationType: "AWS_PROXY" });
    expect(one("RestMethod", "prod-orders GET /orders/{id}").AuthorizationType).toBe("AWS_IAM");
    expect(one("RestMethod", "prod-orders OPTIONS /orders/{id}").IntegrationType).toBe("MOCK");
    expect(one("RestStage").StageName).toBe("prod");
    expect(one("EventSourceMapping")).toMatchObject({
      BatchSize: 1,
      EventSourceArn: "arn:aws:sqs:ap-northeast-1:111122223333:orders-prod",
    });
    expect(one("EventRule").ScheduleExpression).toBe("rate(1 hour)");
    expect(one("Subscription").Protocol).toBe("lambda");
    expect(one("Bucket", "orders-files").Notifications).toHaveLength(1);
    const policies = one("LambdaFunction", "orders-prod-worker").Policies;
    if (isUnknown(policies)) throw new Error("unknown");
    const principals = policies.flatMap((p) => (isUnknown(p.Document) ? [] : p.Document.Statement)).length;
    expect(principals).toBe(3);
  });

  it("knows the lines of the service", () => {
    const lines = ORDERS.split("\n");
    const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
    const fn = one("LambdaFunction", "orders-prod-create-order");
    expect(fn.origin.locate?.([])?.line).toBe(lineOf("create-order:"));
    expect(fn.origin.locate?.(["Timeout"])?.line).toBe(lineOf("timeout: 20"));
    expect(fn.origin.locate?.(["MemorySize"])?.line).toBe(lineOf("memorySize: 512"));
    expect(one("Queue").origin.locate?.(["QueueName"])?.line).toBe(lineOf("QueueName:"));
    expect(one("RestMethod", "prod-orders POST /orders").origin.locate?.([])?.line).toBe(lineOf("- http: POST orders"));
  });
});

describe("variables", () => {
  const header = "service: v\nprovider: {name: aws, runtime: python3.12}\n";
  const value = (expression: string, files: Readonly<Record<string, string>> = {}, more = "") => {
    const { one } = service(`${header}${more}\nfunctions:\n  f:\n    handler: h.h\n    environment:\n      V: ${expression}\n`, files);
    const { Environment } = one("LambdaFunction");
    return isUnknown(Environment) ? Environment : Environment["V"];
  };

  it.each([
    ["${opt:missing, 'fallback'}", "fallback"],
    ["${self:custom.deep.${self:custom.key}}", "found"],
    ["${self:service}-${sls:stage}", "v-dev"],
    ["${env:NOWHERE, self:custom.key}", "inner"],
    ["${aws:accountId}", "111122223333"],
    ["${strToBool(true)}", "true"],
    ["'plain ${ not a variable'", "plain ${ not a variable"],
  ])("%s is %s", (expression, expected) => {
    expect(value(JSON.stringify(expression.replace(/^'|'$/g, "")), {}, "custom: {key: inner, deep: {inner: found}}")).toBe(expected);
  });

  it("reads files beside the service", () => {
    expect(value('"${file(./config.yml):values.name}"', { "config.yml": "values:\n  name: from-file\n" })).toBe("from-file");
    expect(value('"${file(./config.json):a}"', { "config.json": '{"a": "json"}' })).toBe("json");
  });

  it.each(["${ssm:/secret}", "${cf:other.Output}", "${s3:bucket/key}", "${env:NOWHERE}", "${file(./run.js)}", "${self:custom.none}"])(
    "%s is unknown",
    (expression) => {
      expect(isUnknown(value(JSON.stringify(expression)))).toBe(true);
    },
  );

  it("does not go round in circles", () => {
    expect(isUnknown(value('"${self:custom.a}"', {}, 'custom: {a: "${self:custom.b}", b: "${self:custom.a}"}'))).toBe(true);
  });
});

describe("what the framework can also do", () => {
  const header = "service: x\nprovider:\n  name: aws\n  runtime: nodejs20.x\n";

  it("HTTP APIs with authorizers", () => {
    const { one } = service(
      `${header}  httpApi:\n    cors: true\n    authorizers:\n      jwt:\n        type: jwt\n        issuerUrl: https://issuer\n        audience: [a]\nfunctions:\n  f:\n    handler: a.b\n    events:\n      - httpApi: {path: /a, method: get, authorizer: {name: jwt}}\n      - httpApi: "*"\n`,
    );
    expect(one("HttpRoute", "dev-x GET /a").AuthorizationType).toBe("JWT");
    expect(one("HttpRoute", "dev-x $default")).toMatchObject({ AuthorizationType: "NONE", IntegrationType: "AWS_PROXY" });
    expect(one("HttpAuthorizer")).toMatchObject({ JwtIssuer: "https://issuer", JwtAudience: ["a"] });
    expect(one("HttpApi").Cors).toMatchObject({ AllowOrigins: ["*"] });
  });

  it("REST authorizers in every form", () => {
    const { one, estate } = service(
      `${header}functions:\n  auth:\n    handler: a.b\n  f:\n    handler: a.b\n    events:\n      - http: {path: token, method: get, authorizer: auth}\n      - http: {path: pool, method: get, authorizer: {arn: "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_x"}}\n      - http: {path: key, method: get, private: true}\n`,
    );
    expect(one("RestMethod", "dev-x GET /token").AuthorizationType).toBe("CUSTOM");
    expect(one("RestMethod", "dev-x GET /pool").AuthorizationType).toBe("COGNITO_USER_POOLS");
    expect(one("RestMethod", "dev-x GET /key").ApiKeyRequired).toBe(true);
    expect(estate.resources.filter((r) => r.kind === "RestAuthorizer")).toHaveLength(2);
  });

  it("function URLs, open to anyone", () => {
    const { one } = service(`${header}functions:\n  f:\n    handler: a.b\n    url: true\n`);
    expect(one("LambdaFunction").Urls).toMatchObject([{ AuthType: "NONE" }]);
    const [policy] = one("LambdaFunction").Policies as readonly QualifiedPolicy[];
    expect(policy?.Document).toMatchObject({ Statement: [{ Principal: "*" }] });
  });

  it("roles of their own for functions", () => {
    const { one } = service(
      `service: x\nplugins: [serverless-iam-roles-per-function]\nprovider:\n  name: aws\n  runtime: nodejs20.x\nfunctions:\n  a:\n    handler: a.b\n    iamRoleStatements:\n      - {Effect: Allow, Action: "s3:GetObject", Resource: "*"}\n  b:\n    handler: a.b\n`,
    );
    expect(one("LambdaFunction", "x-dev-a").Role).not.toEqual(one("LambdaFunction", "x-dev-b").Role);
    expect(one("Role", "x-dev-a-us-east-1-lambdaRole")).toBeDefined();
  });

  it("says what it did not look at", () => {
    const { estate } = service(
      `${header}plugins: [serverless-appsync-plugin]\nfunctions:\n  f:\n    handler: a.b\n    events:\n      - teapot: {}\n`,
    );
    expect(estate.problems.map((problem) => problem.code)).toEqual(["E_TEMPLATE_SERVERLESS_EVENT", "E_TEMPLATE_SERVERLESS_PLUGIN"]);
    for (const problem of estate.problems) {
      expect(problem.place?.line).toBeGreaterThan(1);
      expect(Object.hasOwn(problemWords, problem.code)).toBe(true);
    }
  });

  it("leaves other clouds alone", () => {
    expect(service("service: g\nprovider: {name: google}\nfunctions: {f: {handler: h}}\n").estate.resources).toEqual([]);
  });
});

describe("anything at all", () => {
  it("never throws", () => {
    const any = fc.jsonValue({ maxDepth: 5 });
    const event = fc.oneof(
      ...[
        "http",
        "httpApi",
        "sqs",
        "sns",
        "s3",
        "schedule",
        "stream",
        "eventBridge",
        "websocket",
        "alb",
        "cognitoUserPool",
        "iot",
        "cloudwatchLog",
      ].map((name) => any.map((value) => ({ [name]: value }))),
    );
    fc.assert(
      fc.property(
        any,
        any,
        any,
        fc.array(event, { maxLength: 4 }),
        fc.constantFrom("${self:provider}", "${opt:x, self:custom}", "${self:}", "${file(a):b}", "${", "${a:${b:c}}"),
        (provider, config, resources, events, text) => {
          const functions = {
            f: { ...(typeof config === "object" && config !== null && !Array.isArray(config) ? config : { handler: text }), events },
          };
          service(JSON.stringify({ service: "s", provider, functions, resources, custom: text }));
          service(
            JSON.stringify({
              service: config,
              provider: { name: "aws", environment: provider, vpc: provider, iam: config, logs: provider },
              functions,
              resources: { Resources: resources },
              layers: config,
              plugins: resources,
            }),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("packaged services", () => {
  it("point to the lines of the service", async () => {
    const directory = join(base, "packaged");
    mkdirSync(join(directory, ".serverless"), { recursive: true });
    writeFileSync(join(directory, "serverless.yml"), ORDERS);
    const resources = {
      WorkerLambdaFunction: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "orders-dev-worker", Role: "r", Timeout: 6 } },
      Own: { Type: "AWS::SQS::Queue" },
    };
    const packaged = join(directory, ".serverless", "cloudformation-template-update-stack.json");
    writeFileSync(packaged, JSON.stringify({ Resources: resources }));
    const { resources: found, problems } = await loadTemplates([directory]);
    expect(problems).toEqual([]);
    const fn = found.find((resource) => resource.kind === "LambdaFunction");
    expect(fn?.origin.locate?.([])?.file).toBe(join(directory, "serverless.yml"));
    expect(fn?.origin.locate?.(["ReservedConcurrentExecutions"])?.line).toBe(
      ORDERS.split("\n").findIndex((line) => line.includes("reservedConcurrency")) + 1,
    );
    expect(found.find((resource) => resource.kind === "Queue")?.origin.locate?.([])?.file).toBe(packaged);
  });
});
