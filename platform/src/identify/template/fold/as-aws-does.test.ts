import { describe, expect, it } from "vitest";
import { type Kind, type Noun, unknown } from "../../../model/index.ts";
import { foldAll, only, type Rows } from "./testing.ts";

const named = <K extends Kind>(kind: K, name: string, rows: Rows): Noun<K> =>
  foldAll(rows).find((r) => r.kind === kind && r.name === name) as unknown as Noun<K>;

describe("policies", () => {
  it("an old policy stays old: AWS fills in no variables", () => {
    const queue = only("Queue", {
      Q: ["AWS::SQS::Queue", { QueueName: "q" }],
      P: ["AWS::SQS::QueuePolicy", { Queues: ["q"], PolicyDocument: { Version: "2008-10-17", Statement: [] } }],
    });
    expect(queue.Policy).toMatchObject({ Version: "2008-10-17" });
  });
});

describe("API Gateway", () => {
  const stage = (StageDescription: object) =>
    only("RestStage", {
      Api: ["AWS::ApiGateway::RestApi", { Name: "a" }],
      D: ["AWS::ApiGateway::Deployment", { RestApiId: "s-Api", StageName: "prod", StageDescription }],
    });

  it("a stage description sets all methods", () => {
    expect(stage({ LoggingLevel: "INFO", ThrottlingRateLimit: 10 }).MethodSettings).toMatchObject([
      { ResourcePath: "*", HttpMethod: "*", LoggingLevel: "INFO", ThrottlingRateLimit: 10 },
    ]);
    expect(stage({ TracingEnabled: true }).MethodSettings).toEqual([]);
  });

  it("-1 is no limit", () => {
    expect(stage({ MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: -1 }] }).MethodSettings).toMatchObject([
      { ThrottlingRateLimit: undefined },
    ]);
  });

  it("finds authorizers of Swagger 2 and of OpenAPI 3 where they are written", () => {
    const scheme = {
      type: "apiKey",
      name: "Authorization",
      in: "header",
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "u" },
    };
    for (const body of [
      { swagger: "2.0", paths: {}, securityDefinitions: { A: scheme } },
      { openapi: "3.0.1", paths: {}, components: { securitySchemes: { A: scheme } } },
    ]) {
      const authorizer = only("RestAuthorizer", { Api: ["AWS::ApiGateway::RestApi", { Name: "a", Body: body }] });
      const at = "swagger" in body ? "securityDefinitions" : "components.securitySchemes";
      expect(authorizer.origin.locate?.(["authorizerUri"])?.file).toBe(`Api:Body.${at}.A.x-amazon-apigateway-authorizer.authorizerUri`);
    }
  });

  it("an HTTP API's body may switch off its default endpoint", () => {
    const body = {
      openapi: "3.0.1",
      info: { title: "a" },
      paths: {},
      "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true },
    };
    expect(only("HttpApi", { Api: ["AWS::ApiGatewayV2::Api", { Body: body }] }).DisableExecuteApiEndpoint).toBe(true);
  });
});

describe("keys", () => {
  it("a replica rotates as its primary does", () => {
    const rows = (PrimaryKeyArn: string): Rows => ({
      Main: ["AWS::KMS::Key", { EnableKeyRotation: true, MultiRegion: true, KeySpec: "SYMMETRIC_DEFAULT" }],
      Copy: ["AWS::KMS::ReplicaKey", { PrimaryKeyArn, KeyPolicy: { Statement: [] } }],
    });
    const near = "arn:aws:kms:ap-northeast-1:111122223333:key/s-Main";
    expect(named("KmsKey", "s-Copy", rows(near)).RotationEnabled).toBe(true);
    const far = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
    expect(named("KmsKey", "s-Copy", rows(far)).RotationEnabled).toEqual(unknown("elsewhere", { what: far }));
  });
});

describe("load balancers", () => {
  const listener = (
    more: Rows,
    actions: readonly object[] = [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", StatusCode: "HTTP_301" } }],
  ) => {
    const balancer = only("LoadBalancer", {
      Lb: ["AWS::ElasticLoadBalancingV2::LoadBalancer", { Name: "web" }],
      Http: [
        "AWS::ElasticLoadBalancingV2::Listener",
        {
          LoadBalancerArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/web/s-Lb",
          Protocol: "HTTP",
          Port: 80,
          DefaultActions: actions,
        },
      ],
      ...more,
    });
    return (balancer.Listeners as readonly { readonly RedirectsToHttps: unknown }[])[0]?.RedirectsToHttps;
  };
  const rule = (ListenerArn: unknown): Rows => ({
    Rule: [
      "AWS::ElasticLoadBalancingV2::ListenerRule",
      { ListenerArn, Priority: 1, Conditions: [], Actions: [{ Type: "forward", TargetGroupArn: "t" }] },
    ],
  });

  it("one rule that forwards is no redirect", () => {
    expect(listener({})).toBe(true);
    expect(listener(rule("arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:listener/s-Http"))).toBe(false);
    expect(listener(rule(unknown("parameter")))).toEqual(unknown("parameter"));
  });

  it("a redirect that keeps the protocol stays on HTTP", () => {
    expect(listener({}, [{ Type: "redirect", RedirectConfig: { StatusCode: "HTTP_301", Host: "www.example.com" } }])).toBe(false);
  });

  it("a gateway load balancer faces nobody", () => {
    expect(only("LoadBalancer", { Lb: ["AWS::ElasticLoadBalancingV2::LoadBalancer", { Name: "g", Type: "gateway" }] }).Scheme).toBe(
      "internal",
    );
  });
});

describe("CloudFront origins", () => {
  const isS3 = (origin: object) => {
    const { Origins } = only("CloudFrontDistribution", {
      Cdn: [
        "AWS::CloudFront::Distribution",
        { DistributionConfig: { Enabled: true, DefaultCacheBehavior: {}, Origins: [{ Id: "o", ...origin }] } },
      ],
    });
    return (Origins as readonly { readonly IsS3: unknown }[])[0]?.IsS3;
  };
  it.each([
    ["a bucket as a custom origin", { DomainName: "b.s3.ap-northeast-1.amazonaws.com", CustomOriginConfig: {} }, true],
    ["a website", { DomainName: "b.s3-website-ap-northeast-1.amazonaws.com", CustomOriginConfig: {} }, false],
    ["something decided later", { DomainName: unknown("known-after-deploy"), CustomOriginConfig: {} }, false],
    ["a bucket", { DomainName: unknown("known-after-deploy"), S3OriginConfig: {} }, true],
  ])("%s", (_, origin, expected) => {
    expect(isS3(origin)).toBe(expected);
  });
});

describe("names", () => {
  it("a member finds its cluster in whatever case it is written", () => {
    const db = only("DbInstance", {
      Aurora: ["AWS::RDS::DBCluster", { DBClusterIdentifier: "Ledger", Engine: "aurora-mysql", StorageEncrypted: true }],
      Db: ["AWS::RDS::DBInstance", { DBInstanceIdentifier: "Ledger-1", DBClusterIdentifier: "LEDGER" }],
    });
    expect([db.name, db.DbClusterIdentifier, db.StorageEncrypted]).toEqual(["ledger-1", "ledger", true]);
  });
});
