import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, test } from "vitest";
import { isUnknown } from "../../model/index.ts";
import { problemWords } from "../../words/problems.ts";
import { loadStacks, loadTemplates, stackNameOf } from "./index.ts";
import { declaredIn, templateOf } from "./testing.ts";

const root = mkdtempSync(join(tmpdir(), "yagura-templates-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

/** Writes files into a directory of their own and gives its path. */
function directory(files: Readonly<Record<string, string | Buffer | object>>): string {
  const base = join(root, `d${(count += 1)}`);
  mkdirSync(base);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(base, name)), { recursive: true });
    writeFileSync(join(base, name), typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  }
  return base;
}

const queue = (name = "Queue") => `Resources:\n  ${name}:\n    Type: AWS::SQS::Queue\n`;
const codes = (problems: readonly { readonly code: string }[]) => problems.map((problem) => problem.code);

describe("finding templates", () => {
  it("walks directories and passes by what is no template", async () => {
    const base = directory({
      "template.yaml": queue(),
      "infra/db.json": { AWSTemplateFormatVersion: "2010-09-09", Resources: { Db: { Type: "AWS::RDS::DBInstance" } } },
      "infra/net.template": queue("Net"),
      "package.json": { Resources: "AWS::", name: "x" },
      "compose.yml": "services: {}\n",
      "k8s.yaml": "kind: Role\nResources: [AWS::x]\n",
      "node_modules/x/template.yaml": queue("Hidden"),
      ".git/template.yaml": queue("Hidden"),
      "cut.yaml": Buffer.from("AWSTemplateFormatVersion: x\nDescription: \xe9\n", "latin1"),
    });
    const { stacks, problems } = await loadStacks([base]);
    expect(stacks.flatMap(({ stack }) => stack.declared.map((d) => d.logicalId))).toEqual(["Db", "Net", "Queue"]);
    expect(codes(problems)).toEqual(["E_TEMPLATE_ENCODING"]);
  });

  it("goes round circles of links once", async () => {
    const base = directory({ "a/template.yaml": queue() });
    symlinkSync("..", join(base, "a", "up"));
    symlinkSync(".", join(base, "self"));
    symlinkSync("nowhere", join(base, "dangling.yaml"));
    symlinkSync("loop.yaml", join(base, "loop.yaml"));
    const { stacks, problems } = await loadStacks([base, join(base, "a")]);
    expect(stacks).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it("says when there is nothing to read", async () => {
    const base = directory({ "readme.md": "x", "data.json": "{}" });
    expect(codes((await loadStacks([base])).problems)).toEqual(["E_TEMPLATE_NONE_FOUND"]);
    expect(codes((await loadStacks([join(base, "data.json")])).problems)).toEqual(["E_TEMPLATE_NOT_A_TEMPLATE"]);
    expect(codes((await loadStacks([join(base, "missing.yaml")])).problems)).toEqual(["E_TEMPLATE_READ"]);
  });

  it("reads a built SAM template only without its source", async () => {
    expect(
      (await loadStacks([directory({ ".aws-sam/build/template.yaml": queue("Built") })])).stacks[0]!.stack.declared[0]!.logicalId,
    ).toBe("Built");
    const both = await loadStacks([directory({ ".aws-sam/build/template.yaml": queue("Built"), "template.yaml": queue("Source") })]);
    expect(both.stacks.map(({ stack }) => stack.declared[0]!.logicalId)).toEqual(["Source"]);
  });

  it("one bad template does not stop the others", async () => {
    const base = directory({
      "a.yaml": `${queue()}  Broken: [\n`,
      "b.yaml": queue("Good"),
      "c.json": '{"Resources": {"X": {"Type": "AWS::SQS::Queue"',
    });
    const { stacks, problems } = await loadStacks([base]);
    expect(stacks.map(({ stack }) => stack.declared.map((d) => d.logicalId))).toEqual([["Good"]]);
    expect(problems.map(({ code, place }) => [code, place?.file.slice(-6)])).toEqual([
      ["E_TEMPLATE_SYNTAX", "a.yaml"],
      ["E_TEMPLATE_SYNTAX", "c.json"],
    ]);
  });
});

describe("an estate", () => {
  it("counts types nobody folds and leaves CDK's own note out", async () => {
    const base = directory({
      "template.yaml":
        "Resources:\n  A: {Type: 'AWS::New::Thing'}\n  B: {Type: 'AWS::New::Thing'}\n  C: {Type: 'Custom::Mine'}\n  D: {Type: 'AWS::CDK::Metadata'}\n",
    });
    const estate = await loadTemplates([base], { region: "cn-north-1", account: "111122223333" });
    expect(estate.unrecognised).toEqual({ "AWS::New::Thing": 2, "Custom::Mine": 1 });
    expect(estate.scopes).toMatchObject([{ source: "template", account: "111122223333", regions: ["cn-north-1"] }]);
  });

  it("says of a resource without a type what and where", async () => {
    const { stacks } = await loadStacks([directory({ "template.yaml": `${queue()}  Odd:\n    Properties: {}\n  Worse: text\n` })]);
    expect(stacks[0]!.stack.problems).toMatchObject([
      { code: "E_TEMPLATE_BAD_RESOURCE", detail: { target: "Odd" }, place: { line: 5 } },
      { code: "E_TEMPLATE_BAD_RESOURCE", detail: { target: "Worse" } },
    ]);
  });

  it("stacks have names that differ, whatever the files are called", () => {
    const taken = new Set<string>();
    const names = [
      "template.yaml",
      "orders/template.yaml",
      "orders/template.yml",
      "orders/api.yaml",
      "../else/template.json",
      "/a/b/c/template.yaml",
    ].map((file) => stackNameOf(file, taken));
    expect(names).toEqual(["template", "orders", "orders-2", "orders-api", "else", "c"]);
  });
});

describe("parameter files", () => {
  const template = {
    Parameters: { Name: { Type: "String" } },
    Resources: { Q: { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "Name" } } } },
  };
  test.each<[string, string | object]>([
    ["CloudFormation's list", [{ ParameterKey: "Name", ParameterValue: "given" }]],
    ["a plain map", { Name: "given" }],
    ["a plain map in YAML", "Name: given\n"],
    ["CodePipeline's form", { Parameters: { Name: "given" }, Tags: { a: "b" } }],
    ["Key=Value", ["Name=given"]],
  ])("%s", async (_name, content) => {
    const base = directory({ "template.json": template, "p/values": content });
    const { stacks, problems } = await loadStacks([join(base, "template.json")], { parameterFiles: [join(base, "p/values")] });
    expect(stacks[0]!.stack.declared[0]!.name).toBe("given");
    expect(problems).toEqual([]);
  });
  it("a parameter of the command line goes before the file's", async () => {
    const base = directory({ "template.json": template, "p/values": { Name: "file" } });
    const { stacks } = await loadStacks([join(base, "template.json")], {
      parameterFiles: [join(base, "p/values")],
      parameters: { Name: "line" },
    });
    expect(stacks[0]!.stack.declared[0]!.name).toBe("line");
  });
  it("says when a file holds none", async () => {
    const base = directory({ "template.json": template, "p/values": { a: { b: 1 } } });
    const { stacks, problems } = await loadStacks([join(base, "template.json")], {
      parameterFiles: [join(base, "p/values"), join(base, "none")],
    });
    expect(codes(problems)).toEqual(["E_TEMPLATE_PARAMETER_FILE", "E_TEMPLATE_READ"]);
    expect(isUnknown(stacks[0]!.stack.declared[0]!.properties["QueueName"])).toBe(true);
  });
});

describe("nested stacks", () => {
  const parent = `
Parameters: {Stage: {Type: String, Default: dev}}
Resources:
  Data:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./nested/data.yaml
      Parameters: {Name: !Sub 'orders-\${Stage}'}
  Api:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: nested/api.yaml
      Parameters: {Queue: !GetAtt Data.Outputs.QueueArn}
  Remote:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: 'https://s3.amazonaws.com/bucket/template.yaml'}
  Topic:
    Type: AWS::SNS::Topic
    Properties: {TopicName: !GetAtt Remote.Outputs.Name, DisplayName: !GetAtt Data.Outputs.Missing}
`;
  const data =
    "Parameters: {Name: {Type: String}}\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Ref Name}\nOutputs: {QueueArn: {Value: !GetAtt Queue.Arn}}\n";
  const api =
    "Parameters: {Queue: {Type: String}}\nResources:\n  Map:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: {EventSourceArn: !Ref Queue}\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ../template.yaml}\n";

  it("are one scope with their parent, and values flow both ways", async () => {
    const base = directory({ "template.yaml": parent, "nested/data.yaml": data, "nested/api.yaml": api });
    const { stacks, problems } = await loadStacks([base], { account: "111122223333", region: "eu-west-1", stackName: "app" });
    expect(problems).toEqual([]);
    expect(stacks).toHaveLength(1);
    const { stack } = stacks[0]!;
    expect(stack.of("AWS::SQS::Queue").map((d) => [d.logicalId, d.name])).toEqual([["Data.Queue", "orders-dev"]]);
    expect(stack.of("AWS::Lambda::EventSourceMapping")[0]).toMatchObject({
      logicalId: "Api.Map",
      properties: { EventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:orders-dev" },
    });
    expect(stack.of("AWS::SQS::Queue")[0]!.origin.locate?.(["QueueName"])).toMatchObject({
      file: expect.stringMatching(/data\.yaml$/),
      line: 5,
    });
    expect(stack.of("AWS::SNS::Topic")[0]!.properties).toMatchObject({
      TopicName: { reason: "elsewhere", what: "Remote.Outputs.Name" },
      DisplayName: { reason: "malformed" },
    });
    expect(codes(stack.problems)).toEqual(["E_TEMPLATE_NESTED_ELSEWHERE", "E_TEMPLATE_MISSING_REFERENCE", "E_TEMPLATE_NESTED_LOOP"]);
  });

  it("a template that only contains itself ends", async () => {
    const base = directory({
      "template.yaml": "Resources:\n  Me:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: template.yaml}\n",
    });
    const { stacks } = await loadStacks([base]);
    expect(codes(stacks[0]!.stack.problems)).toEqual(["E_TEMPLATE_NESTED_LOOP"]);
  });

  it("outputs that wait for each other end in an unknown", async () => {
    const child =
      "Parameters: {In: {Type: String}}\nResources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !Ref In}\nOutputs: {Out: {Value: !Ref In}}\n";
    const both =
      "Resources:\n  A:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: c.yaml, Parameters: {In: !GetAtt B.Outputs.Out}}\n  B:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: c.yaml, Parameters: {In: !GetAtt A.Outputs.Out}}\n";
    const { stacks } = await loadStacks([directory({ "template.yaml": both, "c.yaml": child })]);
    expect(codes(stacks[0]!.stack.problems)).toContain("E_TEMPLATE_CYCLE");
    for (const topic of stacks[0]!.stack.of("AWS::SNS::Topic")) expect(isUnknown(topic.properties["TopicName"])).toBe(true);
  });
});

describe("includes", () => {
  it("merge a file beside the template, and say when there is none", async () => {
    const template =
      "Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: more.yaml}}\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/x.yaml}}\n";
    const { stacks } = await loadStacks([directory({ "template.yaml": template, "more.yaml": "Included:\n  Type: AWS::SNS::Topic\n" })]);
    expect(stacks[0]!.stack.declared.map((d) => d.logicalId).sort()).toEqual(["Included", "Q"]);
    expect(stacks[0]!.stack.problems).toMatchObject([
      { code: "E_TEMPLATE_INCLUDE_ELSEWHERE", detail: { location: "s3://bucket/x.yaml" }, place: { line: 6 } },
    ]);
    // What the include would have set is not known to be unset.
    expect(isUnknown(stacks[0]!.stack.of("AWS::SQS::Queue")[0]!.properties["QueueName"])).toBe(true);
  });
});

describe("a CDK cloud assembly", () => {
  const stack = (queueName: string) => ({
    Resources: {
      Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: queueName }, Metadata: { "aws:cdk:path": "App/Orders/Queue/Resource" } },
      CDKMetadata: { Type: "AWS::CDK::Metadata" },
    },
  });
  const artifact = (templateFile: string, environment: string) => ({
    type: "aws:cloudformation:stack",
    environment,
    properties: { templateFile, parameters: { Given: "from-cdk" } },
    displayName: `App/${templateFile}`,
  });
  it("has its stacks, stages and nested stacks", async () => {
    const parent = {
      ...stack("one"),
      Parameters: { Given: { Type: "String" } },
      Resources: {
        ...stack("one").Resources,
        Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: { Ref: "Given" } } },
        Nested: {
          Type: "AWS::CloudFormation::Stack",
          Metadata: { "aws:asset:path": "n.nested.template.json" },
          Properties: { TemplateURL: { "Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}/assets/n.json" } },
        },
      },
    };
    const base = directory({
      "cdk.out/manifest.json": {
        version: "36.0.0",
        artifacts: {
          Tree: { type: "cdk:tree" },
          One: artifact("One.template.json", "aws://111122223333/eu-central-1"),
          "assembly-Prod": { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-Prod" } },
        },
      },
      "cdk.out/One.template.json": parent,
      "cdk.out/n.nested.template.json": stack("nested"),
      "cdk.out/assembly-Prod/manifest.json": {
        version: "36.0.0",
        artifacts: {
          Two: artifact("Two.template.json", "aws://unknown-account/unknown-region"),
          Gone: artifact("Gone.template.json", "aws://unknown-account/unknown-region"),
        },
      },
      "cdk.out/assembly-Prod/Two.template.json": stack("two"),
      "cdk.out/asset.1234/template.json": stack("not a stack"),
    });
    const { stacks, problems } = await loadStacks([base]);
    expect(problems).toEqual([]);
    expect(
      stacks.map(({ stack, label }) => [
        label,
        stack.name,
        stack.account,
        stack.region,
        stack.of("AWS::SQS::Queue").map((d) => [d.logicalId, d.name]),
      ]),
    ).toEqual([
      [
        "App/One.template.json",
        "One",
        "111122223333",
        "eu-central-1",
        [
          ["Queue", "one"],
          ["Nested.Queue", "nested"],
        ],
      ],
      ["App/Two.template.json", "Two", "000000000000", "us-east-1", [["Queue", "two"]]],
      ["App/Gone.template.json", "Gone", "000000000000", "us-east-1", []],
    ]);
    expect(stacks[0]!.stack.of("AWS::SNS::Topic")[0]!.name).toBe("from-cdk");
    expect(stacks[0]!.stack.of("AWS::SQS::Queue")[0]!.constructPath).toBe("App/Orders/Queue/Resource");
    expect(codes(stacks[2]!.stack.problems)).toEqual(["E_TEMPLATE_READ"]);
  });
});

describe("circles", () => {
  it("of resources are named, and the rest goes on", () => {
    const template = templateOf(
      "Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties: {Role: !GetAtt B.Arn}\n  B:\n    Type: AWS::IAM::Role\n    Properties: {Description: !Sub '${A}'}\n  C:\n    Type: AWS::SQS::Queue\n    DependsOn: A\n",
    );
    expect(template.declared()).toHaveLength(3);
    expect(template.problems).toMatchObject([
      { code: "E_TEMPLATE_CYCLE", detail: { members: "A → B" }, place: { file: "app.yaml", line: 3 } },
    ]);
  });
  it("of names end in an unknown", () => {
    const template = templateOf("Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: !GetAtt A.QueueName, Tags: x}\n");
    const declared = declaredIn(template, "A");
    expect(isUnknown(declared.properties["QueueName"]) || typeof declared.properties["QueueName"] === "string").toBe(true);
    expect(codes(template.problems)).toContain("E_TEMPLATE_CYCLE");
  });
  it("of conditions end in an unknown", () => {
    const template = templateOf(
      "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: !If [A, x, y]}\n",
    );
    expect(declaredIn(template, "Q").properties["QueueName"]).toMatchObject({ reason: "malformed" });
    expect(codes(template.problems)).toEqual(["E_TEMPLATE_CYCLE"]);
  });
});

describe("templates of other people", () => {
  const fixtures = fileURLToPath(new URL("./fixtures", import.meta.url));
  const expected: Record<string, readonly string[]> = {
    "apigw-custom-domain-edge": ["E_TEMPLATE_SYNTAX:34:3"],
    "apigw-ec2": ["E_TEMPLATE_DUPLICATE_KEY:80:5"],
    "apigw-kinesis-lambda-ddb": ["E_TEMPLATE_INCLUDE_ELSEWHERE:16:9"],
    "cloudfront-apigw-http-api-lambda-rust": ["E_TEMPLATE_DUPLICATE_KEY:74:9"],
    "cognito-restapi": [],
    "cognito-sns-sms-origination-id-sam": ["E_TEMPLATE_DUPLICATE_KEY:65:7"],
    "eventbridge-stepfunction-lambda-getfunctionstatus": [],
    "lambda-streaming-sdk-sam": ["E_TEMPLATE_DUPLICATE_KEY:43:3"],
    "msk-lambda-schema-avro-java-sam": ["E_TEMPLATE_DUPLICATE_KEY:60:15"],
    "public-nlb-or-alb-private-api-cfn": ["E_TEMPLATE_DUPLICATE_KEY:358:7"],
    "sam-webapp-cognito": ["E_TEMPLATE_DUPLICATE_KEY:29:9"],
    "sqs-ecs-autoscaling": [],
  };
  test.each(Object.entries(expected))("%s", async (name, problems) => {
    const base = directory({});
    cpSync(join(fixtures, `${name}.yaml`), join(base, `${name}.yaml`));
    const loaded = await loadStacks([base]);
    const all = [...loaded.problems, ...loaded.stacks.flatMap(({ stack }) => stack.problems)];
    const said = all.filter(({ code }) => /^E_TEMPLATE_(?!FORMAT)/.test(code));
    expect(said.map(({ code, place }) => `${code}:${place?.line}:${place?.column}`)).toEqual(problems);
    for (const { code } of all) expect(Object.hasOwn(problemWords, code), code).toBe(true);
  });
});

describe("size", () => {
  it("loads a template of 500 resources with places in seconds", async () => {
    const one = (i: number) =>
      `  Fn${i}:\n    Type: AWS::Lambda::Function\n    Properties:\n      FunctionName: !Sub "fn-\${AWS::Region}-${i}"\n      Role: !GetAtt Role.Arn\n      Environment: {Variables: {NEXT: !Ref Fn${(i * 7) % 500 === i ? 0 : Math.max(0, i - 1)}}}\n`;
    const text = `Resources:\n  Role: {Type: AWS::IAM::Role, Properties: {Path: /app/}}\n${Array.from({ length: 500 }, (_, i) => one(i).replace("NEXT: !Ref Fn0", i === 0 ? "NEXT: x" : "NEXT: !Ref Fn0")).join("")}`;
    const started = performance.now();
    const { stacks } = await loadStacks([directory({ "template.yaml": text })], { stackName: "app" });
    const functions = stacks[0]!.stack.of("AWS::Lambda::Function");
    expect(functions).toHaveLength(500);
    expect(stacks[0]!.stack.problems).toEqual([]);
    for (const [i, fn] of functions.entries()) expect(fn.origin.locate?.(["Role"])?.line).toBe(7 + i * 6);
    expect(functions[9]!.properties["Role"]).toBe("arn:aws:iam::000000000000:role/app/app-Role");
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("places of what SAM makes", () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: nodejs22.x
      Environment:
        Variables:
          KEY: value
      Events:
        Api:
          Type: Api
          Properties: {Path: /x, Method: get}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 5
`;
  it("are those of what it was made from", async () => {
    const { stacks } = await loadStacks([directory({ "template.yaml": text })]);
    const { stack } = stacks[0]!;
    const line = (type: string, ...path: readonly (string | number)[]) => stack.of(type)[0]!.origin.locate?.(path)?.line;
    expect(line("AWS::Lambda::Function")).toBe(3);
    expect(line("AWS::Lambda::Function", "Environment", "Variables", "KEY")).toBe(11);
    expect(line("AWS::Lambda::Function", "Handler")).toBe(7);
    expect(line("AWS::IAM::Role", "AssumeRolePolicyDocument")).toBe(3);
    expect(line("AWS::Lambda::Permission")).toBe(13);
    expect(line("AWS::SQS::Queue", "VisibilityTimeout")).toBe(19);
    expect(line("AWS::SQS::Queue")).toBe(16);
    for (const declared of stack.declared) expect(declared.origin.locate?.([]), declared.logicalId).toBeDefined();
  });
});
