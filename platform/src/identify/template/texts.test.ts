import { describe, expect, test } from "vitest";
import { readDocument } from "./read.ts";
import { textsOf } from "./texts.ts";

const template = `Parameters:
  DbPassword: { Type: String, NoEcho: true, Default: hunter2-hunter2 }
  Port: { Type: Number, Default: 5432 }
  Nothing: { Type: String }
Mappings:
  Stages:
    prod: { ApiToken: abcdef }
Metadata:
  Notes: [{ owner: team }]
Outputs:
  Url: { Value: !Sub "https://\${Api}/prod" }
  Name: { Value: !Ref Api }
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code: { ZipFile: "exports.handler = async () => 1" }
      Environment: { Variables: { SECRET: judged-by-another-check } }
      Role: arn:aws:iam::111122223333:role/some-role
      Description: a text that is long enough
      Tags: [{ Key: k, Value: short }]
  Parameter:
    Type: AWS::SSM::Parameter
    Properties: { Type: String, Value: judged-by-another-check }
`;

describe("the texts of a template", () => {
  const read = textsOf(readDocument("t.yaml", template), []);
  test("defaults, mappings, metadata, outputs, and what no other check judges", () => {
    expect(read?.texts.map(({ Name, Path, Value }) => `${Path.join(".")} ${Name} = ${String(Value)}`)).toEqual([
      "Parameters.DbPassword.Default DbPassword = hunter2-hunter2",
      "Parameters.Port.Default Port = 5432",
      "Outputs.Url.Value.Fn::Sub Url = https://${Api}/prod",
      "Mappings.Stages.prod.ApiToken ApiToken = abcdef",
      "Metadata.Notes.0.owner owner = team",
      "Resources.Fn.Properties.Description undefined = a text that is long enough",
    ]);
  });
  test("each knows its line", () => {
    expect(read?.texts.map(({ Path }) => read.origin.locate?.(Path)?.line)).toEqual([2, 3, 11, 7, 9, 20]);
  });
  test("a template without texts makes nothing", () => {
    expect(textsOf(readDocument("t.yaml", "Resources:\n  Q: {Type: AWS::SQS::Queue}\n"), [])).toBeUndefined();
    expect(textsOf(readDocument("t.yaml", "- 1\n"), [])).toBeUndefined();
  });
});
