import { describe, expect, it, test } from "vitest";
import { identify } from "./identity.ts";
import { identities } from "./identity-table.ts";
import { declaredIn, resolved, templateOf } from "./testing.ts";

const env = { account: "111122223333", region: "eu-west-1", partition: "aws", stackName: "app" };

describe("names, ARNs and references", () => {
  const rows: Record<
    string,
    readonly [type: string, properties: Record<string, unknown>, name: string, arn: string | undefined, ref: string]
  > = {
    "a function": [
      "AWS::Lambda::Function",
      { FunctionName: "orders" },
      "orders",
      "arn:aws:lambda:eu-west-1:111122223333:function:orders",
      "orders",
    ],
    "an alias of a function given by ARN": [
      "AWS::Lambda::Alias",
      { Name: "live", FunctionName: "arn:aws:lambda:eu-west-1:111122223333:function:orders" },
      "live",
      "arn:aws:lambda:eu-west-1:111122223333:function:orders:live",
      "arn:aws:lambda:eu-west-1:111122223333:function:orders:live",
    ],
    "a role with a path": ["AWS::IAM::Role", { RoleName: "r", Path: "/svc/" }, "r", "arn:aws:iam::111122223333:role/svc/r", "r"],
    "a role without one": ["AWS::IAM::Role", {}, "app-X", "arn:aws:iam::111122223333:role/app-X", "app-X"],
    "a managed policy": [
      "AWS::IAM::ManagedPolicy",
      {},
      "app-X",
      "arn:aws:iam::111122223333:policy/app-X",
      "arn:aws:iam::111122223333:policy/app-X",
    ],
    "a bucket without a name is in small letters": ["AWS::S3::Bucket", {}, "app-x", "arn:aws:s3:::app-x", "app-x"],
    "a topic": ["AWS::SNS::Topic", {}, "app-X", "arn:aws:sns:eu-west-1:111122223333:app-X", "arn:aws:sns:eu-west-1:111122223333:app-X"],
    "a REST API": ["AWS::ApiGateway::RestApi", { Name: "orders" }, "orders", "arn:aws:apigateway:eu-west-1::/restapis/app-X", "app-X"],
    "a stage": [
      "AWS::ApiGateway::Stage",
      { StageName: "prod", RestApiId: "abc" },
      "prod",
      "arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod",
      "prod",
    ],
    "a rule on a bus of one's own": [
      "AWS::Events::Rule",
      { Name: "r", EventBusName: "arn:aws:events:eu-west-1:111122223333:event-bus/mine" },
      "r",
      "arn:aws:events:eu-west-1:111122223333:rule/mine/r",
      "r",
    ],
    "a parameter": ["AWS::SSM::Parameter", { Name: "/a/b" }, "/a/b", "arn:aws:ssm:eu-west-1:111122223333:parameter/a/b", "/a/b"],
    "a VPC": ["AWS::EC2::VPC", {}, "app-X", "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-app-X", "vpc-app-X"],
    "a user pool": [
      "AWS::Cognito::UserPool",
      { UserPoolName: "people" },
      "people",
      "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_app-X",
      "eu-west-1_app-X",
    ],
    "a web ACL for CloudFront": [
      "AWS::WAFv2::WebACL",
      { Name: "w", Scope: "CLOUDFRONT" },
      "w",
      "arn:aws:wafv2:us-east-1:111122223333:global/webacl/w/app-X",
      "w|app-X|CLOUDFRONT",
    ],
    "an alias of a key": ["AWS::KMS::Alias", { AliasName: "alias/k" }, "alias/k", "arn:aws:kms:eu-west-1:111122223333:alias/k", "alias/k"],
    "an OIDC provider": [
      "AWS::IAM::OIDCProvider",
      { Url: "https://token.actions.example.com" },
      "app-X",
      "arn:aws:iam::111122223333:oidc-provider/token.actions.example.com",
      "arn:aws:iam::111122223333:oidc-provider/token.actions.example.com",
    ],
    "a log group": ["AWS::Logs::LogGroup", { LogGroupName: "/a" }, "/a", "arn:aws:logs:eu-west-1:111122223333:log-group:/a", "/a"],
  };
  test.each(Object.entries(rows))("%s", (_name, [type, properties, name, arn, ref]) => {
    expect(identify(type, "app-X", env, (property) => properties[property])).toMatchObject({ name, arn, ref });
  });

  it("every row of the table can be built, but for what hangs on other resources", () => {
    for (const [type, [, , , attributes]] of Object.entries(identities)) {
      const identity = identify(type, "app-X", env, (property) =>
        property.endsWith("Arn") || property.endsWith("ARN")
          ? `arn:aws:x:::${property}`
          : property === "Scope"
            ? "REGIONAL"
            : property === "Path"
              ? "/"
              : `a-${property}`,
      );
      expect(identity.ref, type).toBeTypeOf("string");
      expect(identity.ref, type).not.toMatch(/[{}]/);
      if (identity.arn !== undefined) expect(identity.arn, type).toMatch(/^arn:aws:[^{}]+$/);
      for (const attribute of Object.keys(attributes ?? {}))
        expect(identity.attribute(attribute), `${type}.${attribute}`).toBeTypeOf("string");
    }
  });

  it("a property handed on as an attribute keeps its Unknown", () => {
    const sections = {
      Parameters: { V: { Type: "String" } },
      Resources: { S: { Type: "AWS::EC2::Subnet", Properties: { VpcId: { Ref: "V" } } } },
    };
    expect(resolved({ "Fn::GetAtt": ["S", "VpcId"] }, sections).value).toMatchObject({ reason: "parameter", what: "V" });
  });

  it("a name that is not known still names the resource the same everywhere", () => {
    const template = templateOf({
      Parameters: { N: { Type: "String" } },
      Resources: {
        F: { Type: "AWS::Lambda::Function", Properties: { FunctionName: { Ref: "N" } } },
        P: { Type: "AWS::Lambda::Permission", Properties: { FunctionName: { "Fn::GetAtt": ["F", "Arn"] } } },
      },
    });
    const fn = declaredIn(template, "F");
    expect(fn.properties["FunctionName"]).toMatchObject({ reason: "parameter" });
    expect(declaredIn(template, "P").properties["FunctionName"]).toBe(fn.arn);
  });
});
