import { describe, expect, test } from "vitest";
import { type Estate, Graph, spelledOut } from "../model/index.ts";
import { relations } from "./relations.ts";
import { foldAll, type Rows } from "./template/fold/testing.ts";

const A = "ap-northeast-1:111122223333";
const FN = `arn:aws:lambda:${A}:function:s-Fn`;
const allow = (resource: unknown) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: resource }] });
const fn = (properties: object = {}): Rows[string] => [
  "AWS::Lambda::Function",
  { Role: "arn:aws:iam::111122223333:role/s-Role", ...properties },
];

function estateOf(rows: Rows): Estate {
  return { scopes: [], resources: foldAll(rows), gaps: [], problems: [], unrecognised: {} };
}

/** Relations as sentences, with ids cut to what tells them apart. */
function sentences(rows: Rows, type?: string): readonly string[] {
  return spelledOut(relations(estateOf(rows)))
    .filter((r) => type === undefined || r.type === type)
    .map((r) => `${short(r.from)} ${r.type} ${short(r.to)}${r.resolved ? "" : r.because ? ` (${r.because.reason})` : " (outside)"}`);
}

function short(id: string): string {
  return id
    .replace(/^arn:aws:/, "")
    .replace(/ap-northeast-1/, "")
    .replace(/111122223333/, "")
    .replace(/:+/g, ":");
}

interface Row {
  readonly given: Rows;
  readonly holds: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  "a function, its role, key, layers, network, log group, dead letters and destinations": {
    given: {
      Fn: fn({
        KmsKeyArn: `arn:aws:kms:${A}:key/s-Key`,
        Layers: [`arn:aws:lambda:${A}:layer:l:1`],
        VpcConfig: { SubnetIds: ["subnet-s-Sub"], SecurityGroupIds: ["sg-s-Sg"] },
        DeadLetterConfig: { TargetArn: `arn:aws:sqs:${A}:dlq` },
      }),
      Role: ["AWS::IAM::Role", { AssumeRolePolicyDocument: allow("*") }],
      Key: ["AWS::KMS::Key"],
      Layer: ["AWS::Lambda::LayerVersion", { LayerName: "l" }],
      Vpc: ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" }],
      Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-s-Vpc" }],
      Sg: ["AWS::EC2::SecurityGroup", { VpcId: "vpc-s-Vpc" }],
      Logs: ["AWS::Logs::LogGroup", { LogGroupName: "/aws/lambda/s-Fn" }],
      Dlq: ["AWS::SQS::Queue", { QueueName: "dlq" }],
      Invoke: [
        "AWS::Lambda::EventInvokeConfig",
        { FunctionName: "s-Fn", Qualifier: "$LATEST", DestinationConfig: { OnSuccess: { Destination: `arn:aws:sns:${A}:done` } } },
      ],
    },
    holds: [
      "lambda:function:s-Fn assumes iam:role/s-Role",
      "lambda:function:s-Fn encrypts-with kms:key/s-Key",
      "lambda:function:s-Fn has-layer lambda:layer:l:1",
      "lambda:function:s-Fn in-subnet ec2:subnet/subnet-s-Sub",
      "lambda:function:s-Fn in-security-group ec2:security-group/sg-s-Sg",
      "lambda:function:s-Fn in-vpc ec2:vpc/vpc-s-Vpc",
      "lambda:function:s-Fn logs-to logs:log-group:/aws/lambda/s-Fn",
      "lambda:function:s-Fn dead-letters-to sqs:dlq",
      "lambda:function:s-Fn sends-to sns:done (outside)",
    ],
  },
  "what a function uses: by its environment and by its role": {
    given: {
      Fn: fn({ Environment: { Variables: { TABLE: "orders", STAGE: "prod" } } }),
      Role: [
        "AWS::IAM::Role",
        {
          AssumeRolePolicyDocument: allow("*"),
          Policies: [{ PolicyName: "p", PolicyDocument: allow(["arn:aws:s3:::files/*", `arn:aws:sqs:${A}:out*`, "*"]) }],
        },
      ],
      T: ["AWS::DynamoDB::Table", { TableName: "orders" }],
      B: ["AWS::S3::Bucket", { BucketName: "files" }],
      Q: ["AWS::SQS::Queue", { QueueName: "outbox" }],
      Other: ["AWS::SQS::Queue", { QueueName: "inbox" }],
    },
    holds: [
      "lambda:function:s-Fn uses dynamodb:table/orders",
      "lambda:function:s-Fn uses s3:files",
      "lambda:function:s-Fn uses sqs:outbox",
    ],
  },
  "triggers of every kind": {
    given: {
      Fn: fn(),
      Q: ["AWS::SQS::Queue", { QueueName: "q" }],
      T: ["AWS::DynamoDB::Table", { TableName: "t", StreamSpecification: { StreamViewType: "KEYS_ONLY" } }],
      M1: ["AWS::Lambda::EventSourceMapping", { EventSourceArn: `arn:aws:sqs:${A}:q`, FunctionName: "s-Fn" }],
      M2: [
        "AWS::Lambda::EventSourceMapping",
        { EventSourceArn: `arn:aws:dynamodb:${A}:table/t/stream/2000-01-01T00:00:00.000`, FunctionName: `${FN}:live` },
      ],
      R: ["AWS::Events::Rule", { Name: "r", Targets: [{ Arn: FN }] }],
      S: ["AWS::Scheduler::Schedule", { Name: "d", ScheduleExpression: "x", Target: { Arn: FN, RoleArn: "r" } }],
      Topic: ["AWS::SNS::Topic", { TopicName: "n" }],
      Sub: ["AWS::SNS::Subscription", { TopicArn: `arn:aws:sns:${A}:n`, Protocol: "lambda", Endpoint: FN }],
      B: ["AWS::S3::Bucket", { BucketName: "b", NotificationConfiguration: { LambdaConfigurations: [{ Event: "x", Function: FN }] } }],
      P: ["AWS::Cognito::UserPool", { LambdaConfig: { PreSignUp: FN } }],
      SM: [
        "AWS::StepFunctions::StateMachine",
        {
          StateMachineName: "m",
          RoleArn: "r",
          DefinitionString: JSON.stringify({
            States: {
              A: { Type: "Task", Resource: FN },
              B: { Resource: "arn:aws:states:::dynamodb:putItem", Parameters: { TableName: "t" } },
            },
          }),
        },
      ],
      Api: [
        "AWS::ApiGateway::RestApi",
        {
          Name: "a",
          Body: {
            paths: {
              "/x": {
                get: {
                  "x-amazon-apigateway-integration": {
                    type: "aws_proxy",
                    uri: `arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${FN}/invocations`,
                  },
                },
              },
            },
          },
        },
      ],
    },
    holds: [
      "sqs:q triggers lambda:function:s-Fn",
      "dynamodb:table/t triggers lambda:function:s-Fn",
      "events:rule/r triggers lambda:function:s-Fn",
      "scheduler:schedule/default/d triggers lambda:function:s-Fn",
      "sns:n triggers lambda:function:s-Fn",
      "s3:b triggers lambda:function:s-Fn",
      "cognito-idp:userpool/ap-northeast-1_s-P triggers lambda:function:s-Fn",
      "states:stateMachine:m triggers lambda:function:s-Fn",
      "states:stateMachine:m uses dynamodb:table/t",
      "apigateway:/restapis/s-Api/resources/x/methods/GET triggers lambda:function:s-Fn",
      "apigateway:/restapis/s-Api routes apigateway:/restapis/s-Api/resources/x/methods/GET",
    ],
  },
  "stage, web ACL, distribution, domain": {
    given: {
      Api: ["AWS::ApiGateway::RestApi", { Name: "a" }],
      St: ["AWS::ApiGateway::Stage", { RestApiId: "s-Api", StageName: "p" }],
      Acl: ["AWS::WAFv2::WebACL", { Name: "w", Scope: "REGIONAL", DefaultAction: { Allow: {} } }],
      As: [
        "AWS::WAFv2::WebACLAssociation",
        {
          WebACLArn: `arn:aws:wafv2:${A}:regional/webacl/w/s-Acl`,
          ResourceArn: "arn:aws:apigateway:ap-northeast-1::/restapis/s-Api/stages/p",
        },
      ],
      D: [
        "AWS::CloudFront::Distribution",
        {
          DistributionConfig: {
            Origins: [
              { Id: "a", DomainName: "s-Api.execute-api.ap-northeast-1.amazonaws.com" },
              { Id: "b", DomainName: "files.s3.amazonaws.com" },
            ],
          },
        },
      ],
      B: ["AWS::S3::Bucket", { BucketName: "files" }],
    },
    holds: [
      "apigateway:/restapis/s-Api/stages/p serves apigateway:/restapis/s-Api",
      "apigateway:/restapis/s-Api/stages/p guarded-by wafv2:regional/webacl/w/s-Acl",
      "cloudfront:distribution/s-D fetches-from apigateway:/restapis/s-Api",
      "cloudfront:distribution/s-D fetches-from s3:files",
    ],
  },
};

describe("relations", () => {
  for (const [what, { given, holds }] of Object.entries(rows)) {
    test(what, () => {
      const found = sentences(given);
      for (const sentence of holds) expect(found).toContain(sentence);
      expect(new Set(found).size).toBe(found.length);
    });
  }

  test("a queue that no pattern names is not used, and STAGE=prod is nobody's name", () => {
    const found = sentences(rows["what a function uses: by its environment and by its role"]!.given, "uses");
    expect(found).toHaveLength(3);
  });

  test("what cannot be read is said, not left out", async () => {
    const { unknown } = await import("../model/index.ts");
    expect(sentences({ Fn: ["AWS::Lambda::Function", { Role: unknown("parameter") }] }, "assumes")).toEqual([
      "lambda:function:s-Fn assumes ? (parameter)",
    ]);
  });
});

describe("graph", () => {
  const { given } = rows["triggers of every kind"]!;
  const graph = new Graph(relations(estateOf(given)));

  test("front, behind, beside", () => {
    expect(graph.front(FN, "triggers").length).toBe(9);
    expect(graph.behind(`arn:aws:sqs:${A}:q`).map((r) => r.to)).toEqual([FN]);
    expect(graph.beside(FN, "assumes").map((r) => r.to)).toEqual(["arn:aws:iam::111122223333:role/s-Role"]);
    expect(graph.front(FN, "assumes")).toEqual([]);
  });

  test("far in front: the API before its method before the function", () => {
    expect(graph.upstream(FN).has("arn:aws:apigateway:ap-northeast-1::/restapis/s-Api")).toBe(true);
    expect(graph.downstream("arn:aws:apigateway:ap-northeast-1::/restapis/s-Api").has(FN)).toBe(true);
  });

  test("a web ACL stands in front of its stage", () => {
    const edge = new Graph(relations(estateOf(rows["stage, web ACL, distribution, domain"]!.given)));
    expect(edge.front("arn:aws:apigateway:ap-northeast-1::/restapis/s-Api/stages/p", "guarded-by")).toHaveLength(1);
  });

  test("circles end", () => {
    const ring = new Graph([
      { from: "a", to: "b", type: "triggers", resolved: true },
      { from: "b", to: "a", type: "triggers", resolved: true },
    ]);
    expect([...ring.upstream("a")]).toEqual(["b"]);
    expect([...ring.downstream("a")]).toEqual(["b"]);
  });
});
