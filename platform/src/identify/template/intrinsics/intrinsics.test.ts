import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isUnknown, type UnknownReason } from "../../../model/index.ts";
import { declaredIn, resolved, templateOf } from "../testing.ts";
import { isDynamicReference } from "./dynamic.ts";

const sections = {
  Parameters: {
    Stage: { Type: "String", Default: "dev" },
    Open: { Type: "String" },
    Count: { Type: "Number", Default: "3" },
    Names: { Type: "CommaDelimitedList", Default: "a, b,c" },
    Ami: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: "/aws/ami" },
    Secret: { Type: "String", NoEcho: true, Default: "written-in-the-template" },
    Fetched: { Type: "String", Default: "{{resolve:secretsmanager:db:SecretString:password}}" },
  },
  Mappings: { Sizes: { dev: { Memory: 128, Zones: ["x", "y"] }, "ap-northeast-1": { Ami: "ami-1" } } },
  Conditions: {
    IsDev: { "Fn::Equals": [{ Ref: "Stage" }, "dev"] },
    IsProd: { "Fn::Not": [{ Condition: "IsDev" }] },
    IsOpen: { "Fn::Equals": [{ Ref: "Open" }, "yes"] },
    OpenAndProd: { "Fn::And": [{ Condition: "IsOpen" }, { Condition: "IsProd" }] },
    OpenOrDev: { "Fn::Or": [{ Condition: "IsOpen" }, { Condition: "IsDev" }] },
    OpenAndDev: { "Fn::And": [{ Condition: "IsOpen" }, { Condition: "IsDev" }] },
  },
  Resources: {
    Table: { Type: "AWS::DynamoDB::Table", Properties: { TableName: { "Fn::Sub": "orders-${Stage}" } } },
    Queue: { Type: "AWS::SQS::Queue" },
    Jobs: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } },
    Db: { Type: "AWS::RDS::DBInstance" },
    Odd: { Type: "AWS::New::Thing" },
  },
};

const known: Record<string, readonly [value: unknown, expected: unknown]> = {
  "Ref of a parameter with a default": [{ Ref: "Stage" }, "dev"],
  "Ref of a number": [{ Ref: "Count" }, 3],
  "Ref of a list": [{ Ref: "Names" }, ["a", "b", "c"]],
  "Ref of a secret parameter's default, which anyone can read in the file": [{ Ref: "Secret" }, "written-in-the-template"],
  "Ref of the account": [{ Ref: "AWS::AccountId" }, "111122223333"],
  "Ref of the region": [{ Ref: "AWS::Region" }, "ap-northeast-1"],
  "Ref of the partition": [{ Ref: "AWS::Partition" }, "aws"],
  "Ref of the URL suffix": [{ Ref: "AWS::URLSuffix" }, "amazonaws.com"],
  "Ref of a table is its name": [{ Ref: "Table" }, "orders-dev"],
  "Ref of a queue is its URL": [{ Ref: "Queue" }, "https://sqs.ap-northeast-1.amazonaws.com/111122223333/app-Queue"],
  "a generated name of a FIFO queue ends in .fifo": [{ "Fn::GetAtt": ["Jobs", "QueueName"] }, "app-Jobs.fifo"],
  "GetAtt as a list": [{ "Fn::GetAtt": ["Table", "Arn"] }, "arn:aws:dynamodb:ap-northeast-1:111122223333:table/orders-dev"],
  "GetAtt as text": [{ "Fn::GetAtt": "Queue.Arn" }, "arn:aws:sqs:ap-northeast-1:111122223333:app-Queue"],
  "Sub of parameter, pseudo parameter, attribute": [
    { "Fn::Sub": "${Stage}/${AWS::Region}/${Table.Arn}" },
    "dev/ap-northeast-1/arn:aws:dynamodb:ap-northeast-1:111122223333:table/orders-dev",
  ],
  "Sub with a map of its own": [{ "Fn::Sub": ["${A}-${B}", { A: { Ref: "Stage" }, B: 7 }] }, "dev-7"],
  "Sub leaves ${!x} as ${x}": [{ "Fn::Sub": "${!Literal}-${Stage}" }, "${Literal}-dev"],
  "Sub with blanks inside the braces": [{ "Fn::Sub": "${ Stage }" }, "dev"],
  Join: [{ "Fn::Join": ["-", ["a", { Ref: "Stage" }, 1]] }, "a-dev-1"],
  "Join of a list parameter": [{ "Fn::Join": ["|", { Ref: "Names" }] }, "a|b|c"],
  "Join leaves out no-value": [{ "Fn::Join": [",", ["a", { Ref: "AWS::NoValue" }, "b"]] }, "a,b"],
  Split: [{ "Fn::Split": ["|", "a||b"] }, ["a", "", "b"]],
  Select: [{ "Fn::Select": ["1", { "Fn::Split": [",", "x,y,z"] }] }, "y"],
  "Select with a number": [{ "Fn::Select": [0, ["x"]] }, "x"],
  FindInMap: [{ "Fn::FindInMap": ["Sizes", { Ref: "Stage" }, "Memory"] }, 128],
  "FindInMap of a list": [{ "Fn::FindInMap": ["Sizes", "dev", "Zones"] }, ["x", "y"]],
  "FindInMap by region": [{ "Fn::FindInMap": ["Sizes", { Ref: "AWS::Region" }, "Ami"] }, "ami-1"],
  "FindInMap with a default": [{ "Fn::FindInMap": ["Sizes", "none", "Memory", { DefaultValue: { Ref: "Count" } }] }, 3],
  "If, true": [{ "Fn::If": ["IsDev", "a", "b"] }, "a"],
  "If, false": [{ "Fn::If": ["IsProd", "a", "b"] }, "b"],
  "If with a no-value branch takes the property away": [{ "Fn::If": ["IsProd", "a", { Ref: "AWS::NoValue" }] }, undefined],
  "If that does not matter": [{ "Fn::If": ["IsOpen", "same", "same"] }, "same"],
  "And with a false part is false whatever the rest": [{ "Fn::If": ["OpenAndProd", "a", "b"] }, "b"],
  "Or with a true part is true whatever the rest": [{ "Fn::If": ["OpenOrDev", "a", "b"] }, "a"],
  "no-value inside a list": [
    ["a", { Ref: "AWS::NoValue" }, "b"],
    ["a", "b"],
  ],
  "no-value inside a map": [{ a: 1, b: { Ref: "AWS::NoValue" } }, { a: 1 }],
  Base64: [{ "Fn::Base64": { "Fn::Sub": "${Stage}" } }, "ZGV2"],
  Cidr: [{ "Fn::Cidr": ["10.0.0.0/16", 2, 8] }, ["10.0.0.0/24", "10.0.1.0/24"]],
  "Cidr of IPv6": [{ "Fn::Cidr": ["2001:db8::/56", 2, 64] }, ["2001:db8::/64", "2001:db8:0:1::/64"]],
  GetAZs: [{ "Fn::Select": [1, { "Fn::GetAZs": "" }] }, "ap-northeast-1b"],
  ToJsonString: [{ "Fn::ToJsonString": { a: { Ref: "Stage" }, b: [1] } }, '{"a":"dev","b":[1]}'],
  Length: [{ "Fn::Length": { Ref: "Names" } }, 3],
  "an object with more keys than one is no function": [
    { Ref: "Stage", Other: 1 },
    { Ref: "Stage", Other: 1 },
  ],
  "null is left out": [{ a: null, b: 1 }, { b: 1 }],
};

describe("what is known resolves", () => {
  test.each(Object.entries(known))("%s", (_name, [value, expected]) => {
    const result = resolved(value, sections);
    expect(result.value).toEqual(expected);
    expect(result.problems).toEqual([]);
  });
});

const unknowns: Record<string, readonly [value: unknown, reason: UnknownReason, what: string | undefined, problem?: string]> = {
  "a parameter without a value": [{ Ref: "Open" }, "parameter", "Open"],
  "a parameter read from the parameter store": [{ Ref: "Ami" }, "elsewhere", "ssm:/aws/ami"],
  "Sub over an unknown": [{ "Fn::Sub": "x-${Open}" }, "parameter", "Open"],
  "Join over an unknown": [{ "Fn::Join": ["", ["x", { Ref: "Open" }]] }, "parameter", "Open"],
  "If on an unknown condition": [{ "Fn::If": ["IsOpen", "a", "b"] }, "parameter", "Open"],
  "And that hangs on an unknown": [{ "Fn::If": ["OpenAndDev", "a", "b"] }, "parameter", "Open"],
  "an import": [{ "Fn::ImportValue": { "Fn::Sub": "${Stage}-Vpc" } }, "elsewhere", "dev-Vpc"],
  "a secret fetched at deployment": [
    "{{resolve:secretsmanager:db:SecretString:password}}",
    "elsewhere",
    "{{resolve:secretsmanager:db:SecretString:password}}",
  ],
  "a parameter fetched at deployment, inside Sub": [
    { "Fn::Sub": "a-{{resolve:ssm:/x/${Stage}:1}}" },
    "elsewhere",
    "{{resolve:ssm:/x/dev:1}}",
  ],
  "a default that is fetched at deployment": [{ Ref: "Fetched" }, "elsewhere", "{{resolve:secretsmanager:db:SecretString:password}}"],
  "an attribute AWS decides": [{ "Fn::GetAtt": ["Db", "Endpoint.Address"] }, "known-after-deploy", "Db.Endpoint.Address"],
  "Ref of a type that is not known": [{ Ref: "Odd" }, "known-after-deploy", "Odd.Ref"],
  "a macro": [{ "Fn::Transform": { Name: "Mine", Parameters: {} } }, "elsewhere", "Mine"],
  "a missing reference": [{ Ref: "Nobody" }, "malformed", "Nobody", "E_TEMPLATE_MISSING_REFERENCE"],
  "a missing resource in GetAtt": [{ "Fn::GetAtt": ["Nobody", "Arn"] }, "malformed", "Nobody.Arn", "E_TEMPLATE_MISSING_REFERENCE"],
  "a missing name in Sub": [{ "Fn::Sub": "${Nobody}" }, "malformed", "Nobody", "E_TEMPLATE_MISSING_REFERENCE"],
  "a missing condition": [{ "Fn::If": ["Nobody", 1, 2] }, "malformed", "Nobody", "E_TEMPLATE_MISSING_CONDITION"],
  "a missing mapping": [{ "Fn::FindInMap": ["Sizes", "none", "Memory"] }, "malformed", "Sizes.none.Memory", "E_TEMPLATE_MISSING_MAPPING"],
  "a mapping by an unknown key": [{ "Fn::FindInMap": ["Sizes", { Ref: "Open" }, "Memory"] }, "parameter", "Open"],
  "Select out of range": [{ "Fn::Select": [9, ["a"]] }, "malformed", "Fn::Select", "E_TEMPLATE_FUNCTION"],
  "Join without a list": [{ "Fn::Join": ["-", "a"] }, "malformed", "Fn::Join", "E_TEMPLATE_FUNCTION"],
  "Split without a delimiter": [{ "Fn::Split": ["", "a"] }, "malformed", "Fn::Split", "E_TEMPLATE_FUNCTION"],
  "Sub of a number": [{ "Fn::Sub": 5 }, "malformed", "Fn::Sub", "E_TEMPLATE_FUNCTION"],
  "Cidr that does not fit": [{ "Fn::Cidr": ["10.0.0.0/30", 9, 8] }, "malformed", "Fn::Cidr", "E_TEMPLATE_FUNCTION"],
  "If with two arguments": [{ "Fn::If": ["IsDev", 1] }, "malformed", "Fn::If", "E_TEMPLATE_FUNCTION"],
  "a function nobody knows": [{ "Fn::Frobnicate": 1 }, "unsupported", "Fn::Frobnicate", "E_TEMPLATE_UNKNOWN_FUNCTION"],
  "ToJsonString over an unknown": [{ "Fn::ToJsonString": { a: { Ref: "Open" } } }, "parameter", "Open"],
};

describe("what is not known says why", () => {
  test.each(Object.entries(unknowns))("%s", (_name, [value, reason, what, problem]) => {
    const result = resolved(value, sections);
    expect(result.value).toMatchObject({ reason, what });
    expect(isUnknown(result.value)).toBe(true);
    expect(result.problems).toEqual(problem === undefined ? [] : [problem]);
  });
});

describe("parameters", () => {
  it("a given value goes before the default", () => {
    expect(resolved({ Ref: "Stage" }, sections, { Stage: "prod" }).value).toBe("prod");
  });
  it("a given secret stays out of the estate", () => {
    expect(resolved({ Ref: "Secret" }, sections, { Secret: "hunter2" }).value).toMatchObject({ reason: "masked", what: "Secret" });
  });
  it("knows defaults of secret parameters, for whoever looks for secrets", () => {
    expect(templateOf(sections).parameters()).toContainEqual(
      expect.objectContaining({ name: "Secret", noEcho: true, default: "written-in-the-template" }),
    );
  });
  it("recognises dynamic references as text and as the Unknown made of it", () => {
    const text = "{{resolve:ssm-secure:/db/password:1}}";
    expect(isDynamicReference(text)).toBe(true);
    expect(isDynamicReference(resolved(text).value)).toBe(true);
    expect(isDynamicReference("{{resolve:else:x}}")).toBe(false);
    expect(isDynamicReference(resolved({ Ref: "Open" }, sections).value)).toBe(false);
  });
});

describe("conditions on resources", () => {
  const template = templateOf({
    ...sections,
    Resources: {
      Kept: { Type: "AWS::SQS::Queue", Condition: "IsDev" },
      Dropped: { Type: "AWS::SQS::Queue", Condition: "IsProd" },
      Perhaps: { Type: "AWS::SQS::Queue", Condition: "IsOpen" },
    },
  });
  it("drops what is not deployed and keeps what may be", () => {
    expect(template.declared().map((d) => d.logicalId)).toEqual(["Kept", "Perhaps"]);
  });
});

describe("loops", () => {
  const loop = (collection: unknown) => ({
    Transform: "AWS::LanguageExtensions",
    Parameters: { Names: { Type: "CommaDelimitedList", Default: "blue,dark-red" }, Open: { Type: "CommaDelimitedList" } },
    Conditions: { "Fn::ForEach::Conditions": ["N", ["A", "B"], { "Is${N}": { "Fn::Equals": ["${N}", "A"] } }] },
    Resources: {
      "Fn::ForEach::Queues": [
        "Name",
        collection,
        {
          "Queue&{Name}": {
            Type: "AWS::SQS::Queue",
            Properties: { QueueName: { "Fn::Sub": "q-${Name}-${AWS::Region}" }, Tag: { Ref: "Name" } },
          },
        },
      ],
      One: { Type: "AWS::SQS::Queue", Condition: "IsA" },
      Two: { Type: "AWS::SQS::Queue", Condition: "IsB" },
    },
    Outputs: { "Fn::ForEach::Outs": ["N", ["A", "B"], { "Out${N}": { Value: { "Fn::Sub": "v${N}" } } }] },
  });
  it("makes resources, conditions and outputs", () => {
    const template = templateOf(loop({ Ref: "Names" }));
    const declared = template.declared();
    expect(declared.map((d) => [d.logicalId, d.properties["QueueName"], d.properties["Tag"]])).toEqual([
      ["Queueblue", "q-blue-ap-northeast-1", "blue"],
      ["Queuedarkred", "q-dark-red-ap-northeast-1", "dark-red"],
      ["One", undefined, undefined],
    ]);
    expect([template.output("OutA"), template.output("OutB")]).toEqual(["vA", "vB"]);
    expect(template.problems).toEqual([]);
  });
  it("makes properties, also in loops inside loops", () => {
    const template = templateOf({
      Transform: "AWS::LanguageExtensions",
      Resources: {
        "Fn::ForEach::Outer": [
          "X",
          ["a", "b"],
          {
            "Fn::ForEach::Inner": [
              "Y",
              ["1", "2"],
              { "R${X}${Y}": { Type: "AWS::SQS::Queue", Properties: { "Fn::ForEach::P": ["P", ["QueueName"], { "${P}": "${X}${Y}" }] } } },
            ],
          },
        ],
      },
    });
    expect(template.declared().map((d) => [d.logicalId, d.properties["QueueName"]])).toEqual([
      ["Ra1", "a1"],
      ["Ra2", "a2"],
      ["Rb1", "b1"],
      ["Rb2", "b2"],
    ]);
  });
  it("says what was not looked at when the list is not known", () => {
    const template = templateOf(loop({ Ref: "Open" }));
    expect(template.problems).toMatchObject([{ code: "E_TEMPLATE_LOOP_UNKNOWN", detail: { name: "Queues", what: "Open" } }]);
    expect(template.declared().map((d) => d.logicalId)).toEqual(["One"]);
  });
  it("finds the lines of what it makes", () => {
    const text =
      "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Q:\n    - N\n    - [a, b]\n    - Queue${N}:\n        Type: AWS::SQS::Queue\n        Properties:\n          QueueName: !Sub q-${N}\n";
    const declared = declaredIn(templateOf(text), "Queueb");
    expect(declared.properties["QueueName"]).toBe("q-b");
    expect(declared.origin.locate?.(["QueueName"])).toMatchObject({ line: 9 });
    expect(declared.origin.locate?.([])).toMatchObject({ line: 7 });
  });
});

describe("algebra", () => {
  const word = fc.string({ maxLength: 12 }).filter((s) => !s.includes("{{resolve"));
  const delimiter = fc.constantFrom(",", "|", "--");
  it("Split undoes Join", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), delimiter, (parts, mark) => {
        fc.pre(parts.every((part) => !part.includes(mark[0]!)));
        expect(resolved({ "Fn::Split": [mark, { "Fn::Join": [mark, parts] }] }).value).toEqual(parts);
      }),
    );
  });
  it("Sub with only a map is Join of its values", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (parts) => {
        const text = parts.map((_part, index) => `\${V${index}}`).join("/");
        const map = Object.fromEntries(parts.map((part, index) => [`V${index}`, part]));
        expect(resolved({ "Fn::Sub": [text, map] }).value).toEqual(resolved({ "Fn::Join": ["/", parts] }).value);
      }),
    );
  });
  it("a value without functions comes out as it went in", () => {
    const plain = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string().filter((s) => !s.includes("{{resolve")),
        fc.integer(),
        fc.boolean(),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(plain, (value) => {
        expect(resolved(value).value).toEqual(value);
      }),
    );
  });
  it("nothing in a template makes it throw", () => {
    const names = [
      "Ref",
      "Fn::GetAtt",
      "Fn::Sub",
      "Fn::Join",
      "Fn::Split",
      "Fn::Select",
      "Fn::FindInMap",
      "Fn::If",
      "Fn::Cidr",
      "Fn::Base64",
      "Fn::GetAZs",
      "Fn::ToJsonString",
      "Fn::Length",
      "Fn::Transform",
      "Fn::ForEach::X",
      "Fn::Equals",
      "Fn::And",
      "Fn::Not",
      "Fn::ImportValue",
      "Type",
      "Properties",
      "Subject",
      "Condition",
    ];
    const hostile = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(
          "Subject",
          "Subject.Arn",
          "${Subject}",
          "AWS::NoValue",
          "Fn::If",
          "AWS::Lambda::Function",
          "IsDev",
          "",
          "{{resolve:ssm:x}}",
          "AWS::Include",
        ),
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 2, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (resources, conditions, parameters, value) => {
        const template = templateOf({
          Parameters: parameters,
          Conditions: conditions,
          Mappings: value,
          Outputs: { X: value },
          Transform: value,
          Resources: {
            Subject: value,
            Queue: { Type: "AWS::SQS::Queue", Properties: value, Condition: value },
            ...(typeof resources === "object" ? resources : {}),
          },
        });
        for (const declared of template.declared()) declared.origin.locate?.(["Anything", 0]);
        template.parameters();
        template.output("X");
      }),
      { numRuns: 400 },
    );
  });
});
