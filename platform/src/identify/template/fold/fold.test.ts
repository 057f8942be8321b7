import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isUnknown, type Kind, Unknown, unknown } from "../../../model/index.ts";
import { identities } from "../identity-table.ts";
import { folds, gapsOf } from "./index.ts";
import { foldAll, only, type Rows, stackFrom } from "./testing.ts";

const PARAMETER = unknown("parameter", { what: "P" });
const ELSEWHERE = unknown("elsewhere", { what: "other-stack" });
const MALFORMED = { reason: "malformed" };
const FN = "arn:aws:lambda:ap-northeast-1:111122223333:function:s-Fn";
const allow = (extra: object = {}) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...extra }],
});
const fn: Rows[string] = ["AWS::Lambda::Function", { Role: "r" }];

interface Row {
  readonly what: string;
  readonly kind: Kind;
  readonly given: Rows;
  readonly facts: Record<string, unknown>;
  readonly id?: string;
  readonly name?: string;
}

const rows: readonly Row[] = [
  // Organizations
  {
    what: "a service control policy names what it is attached to",
    kind: "ControlPolicy",
    given: {
      Guard: [
        "AWS::Organizations::Policy",
        { Name: "guard", Type: "SERVICE_CONTROL_POLICY", Content: allow(), TargetIds: ["r-1", PARAMETER] },
      ],
    },
    name: "guard",
    facts: { PolicyId: "guard", Name: "guard", Type: "SERVICE_CONTROL_POLICY", TargetIds: ["r-1", { reason: "parameter" }] },
  },
  {
    what: "of a policy whose type nobody knows, it is not said that there is none",
    kind: "ControlPolicy",
    given: { Guard: ["AWS::Organizations::Policy", { Name: "guard", Type: PARAMETER, Content: allow() }] },
    facts: { Type: { reason: "parameter" }, TargetIds: [] },
  },
  // Lambda
  {
    what: "a bare function has AWS's defaults",
    kind: "LambdaFunction",
    given: { Fn: fn },
    id: FN,
    name: "s-Fn",
    facts: {
      PackageType: "Zip",
      MemorySize: 128,
      Timeout: 3,
      EphemeralStorage: 512,
      TracingMode: "PassThrough",
      Architectures: ["x86_64"],
      Environment: {},
      Layers: [],
      VpcConfig: undefined,
      Policies: [],
      Urls: [],
      Aliases: [],
      Versions: [],
      ReservedConcurrentExecutions: undefined,
      RuntimeManagement: "Auto",
      DeadLetterTarget: undefined,
      LoggingConfig: { LogGroup: "/aws/lambda/s-Fn", LogFormat: "Text" },
    },
  },
  {
    what: "unknown and malformed properties stay what they are, one by one",
    kind: "LambdaFunction",
    given: {
      Fn: [
        "AWS::Lambda::Function",
        {
          Role: PARAMETER,
          Timeout: PARAMETER,
          MemorySize: { a: 1 },
          Runtime: ["x"],
          Environment: { Variables: { A: "1", B: PARAMETER, C: {} } },
          TracingConfig: "Active",
        },
      ],
    },
    facts: {
      Role: PARAMETER,
      Timeout: PARAMETER,
      MemorySize: MALFORMED,
      Runtime: MALFORMED,
      Environment: { A: "1", B: PARAMETER, C: MALFORMED },
      TracingMode: MALFORMED,
    },
  },
  {
    what: "a function without a role is malformed, not roleless",
    kind: "LambdaFunction",
    given: { Fn: ["AWS::Lambda::Function"] },
    facts: { Role: MALFORMED },
  },
  {
    what: "numbers and switches written as text",
    kind: "LambdaFunction",
    given: { Fn: ["AWS::Lambda::Function", { Role: "r", Timeout: "900", ReservedConcurrentExecutions: "0" }] },
    facts: { Timeout: 900, ReservedConcurrentExecutions: 0 },
  },
  {
    what: "an image",
    kind: "LambdaFunction",
    given: { Fn: ["AWS::Lambda::Function", { Role: "r", Code: { ImageUri: "x/y:1" } }] },
    facts: { PackageType: "Image", ImageUri: "x/y:1", Runtime: undefined, RuntimeManagement: undefined },
  },
  {
    what: "code that is still a path",
    kind: "LambdaFunction",
    given: { Fn: ["AWS::Lambda::Function", { Role: "r", Code: "./src" }] },
    facts: { PackageType: "Zip", ImageUri: undefined, InlineCode: undefined },
  },
  {
    what: "a permission becomes a statement as Lambda writes it",
    kind: "LambdaFunction",
    given: {
      Fn: fn,
      P: [
        "AWS::Lambda::Permission",
        {
          FunctionName: "s-Fn",
          Action: "lambda:InvokeFunction",
          Principal: "events.amazonaws.com",
          SourceArn: "arn:x",
          SourceAccount: "111122223333",
        },
      ],
    },
    facts: {
      Policies: [
        {
          Qualifier: undefined,
          Document: {
            Statement: [
              {
                Sid: "P",
                Effect: "Allow",
                Principal: { Service: ["events.amazonaws.com"] },
                Action: ["lambda:InvokeFunction"],
                Resource: [FN],
                Condition: { ArnLike: { "AWS:SourceArn": ["arn:x"] }, StringEquals: { "AWS:SourceAccount": ["111122223333"] } },
                index: 0,
              },
            ],
          },
        },
      ],
    },
  },
  {
    what: "an account id, an alias, and everyone",
    kind: "LambdaFunction",
    given: {
      Fn: fn,
      A: ["AWS::Lambda::Permission", { FunctionName: FN, Action: "lambda:*", Principal: "999988887777" }],
      B: [
        "AWS::Lambda::Permission",
        { FunctionName: `${FN}:live`, Action: "lambda:InvokeFunctionUrl", Principal: "*", FunctionUrlAuthType: "NONE" },
      ],
    },
    facts: {
      Policies: [
        { Qualifier: undefined, Document: { Statement: [{ Principal: { AWS: ["arn:aws:iam::999988887777:root"] } }] } },
        {
          Qualifier: "live",
          Document: {
            Statement: [
              { Principal: "*", Resource: [`${FN}:live`], Condition: { StringEquals: { "lambda:FunctionUrlAuthType": ["NONE"] } } },
            ],
          },
        },
      ],
    },
  },
  {
    what: "a permission for some function, nobody knows which",
    kind: "LambdaFunction",
    given: { Fn: fn, P: ["AWS::Lambda::Permission", { FunctionName: PARAMETER, Principal: "*", Action: "*" }] },
    facts: { Policies: [{ Qualifier: undefined, Document: PARAMETER }] },
  },
  {
    what: "a permission for a function of another stack is not ours",
    kind: "LambdaFunction",
    given: { Fn: fn, P: ["AWS::Lambda::Permission", { FunctionName: ELSEWHERE, Principal: "*", Action: "*" }] },
    facts: { Policies: [] },
  },
  {
    what: "an unknown principal stays unknown inside its statement",
    kind: "LambdaFunction",
    given: { Fn: fn, P: ["AWS::Lambda::Permission", { FunctionName: "s-Fn", Principal: PARAMETER, Action: "x" }] },
    facts: { Policies: [{ Document: { Statement: [{ Principal: PARAMETER }] } }] },
  },
  {
    what: "URL, alias, version, destinations, provisioned concurrency",
    kind: "LambdaFunction",
    given: {
      Fn: fn,
      U: ["AWS::Lambda::Url", { TargetFunctionArn: FN, AuthType: "NONE", Cors: { AllowOrigins: ["*"] } }],
      V: ["AWS::Lambda::Version", { FunctionName: "s-Fn" }],
      A: [
        "AWS::Lambda::Alias",
        { FunctionName: "s-Fn", Name: "live", FunctionVersion: "1", ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 } },
      ],
      C: [
        "AWS::Lambda::EventInvokeConfig",
        {
          FunctionName: "s-Fn",
          Qualifier: "$LATEST",
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:r:a:q" } },
        },
      ],
    },
    facts: {
      Urls: [
        {
          Qualifier: undefined,
          AuthType: "NONE",
          InvokeMode: "BUFFERED",
          Cors: { AllowOrigins: ["*"], AllowMethods: [], AllowCredentials: false },
        },
      ],
      Aliases: [{ Name: "live", FunctionVersion: "1" }],
      Versions: [{ Version: "1", Runtime: undefined }],
      ProvisionedConcurrency: [{ Qualifier: "live", Executions: 5 }],
      EventInvokeConfigs: [{ Qualifier: undefined, MaximumRetryAttempts: 0, OnFailure: "arn:aws:sqs:r:a:q", OnSuccess: undefined }],
    },
  },
  {
    what: "the VPC of a function comes from its subnets",
    kind: "LambdaFunction",
    given: {
      Fn: ["AWS::Lambda::Function", { Role: "r", VpcConfig: { SubnetIds: ["subnet-s-Sub"], SecurityGroupIds: [PARAMETER] } }],
      Sub: ["AWS::EC2::Subnet", { VpcId: "vpc-1" }],
    },
    facts: { VpcConfig: { VpcId: "vpc-1", SubnetIds: ["subnet-s-Sub"], SecurityGroupIds: [PARAMETER] } },
  },
  {
    what: "a stream mapping never gives up by default",
    kind: "EventSourceMapping",
    given: { M: ["AWS::Lambda::EventSourceMapping", { EventSourceArn: "arn:aws:kinesis:r:a:stream/x", FunctionName: "f" }] },
    name: "x → f",
    facts: { Enabled: true, BatchSize: 100, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1 },
  },
  {
    what: "a queue mapping has no such limits",
    kind: "EventSourceMapping",
    given: { M: ["AWS::Lambda::EventSourceMapping", { EventSourceArn: "arn:aws:sqs:r:a:x", FunctionName: FN }] },
    name: "x → s-Fn",
    facts: { BatchSize: 10, MaximumRetryAttempts: undefined },
  },
  {
    what: "a layer anyone may use",
    kind: "LambdaLayerVersion",
    given: {
      L: ["AWS::Lambda::LayerVersion", { LayerName: "l" }],
      P: [
        "AWS::Lambda::LayerVersionPermission",
        { LayerVersionArn: "arn:aws:lambda:ap-northeast-1:111122223333:layer:l:1", Principal: "*", Action: "lambda:GetLayerVersion" },
      ],
    },
    name: "l:1",
    facts: { Policy: { Statement: [{ Principal: "*" }] } },
  },
  {
    what: "code signing only warns by default",
    kind: "CodeSigningConfig",
    given: { C: ["AWS::Lambda::CodeSigningConfig", { AllowedPublishers: { SigningProfileVersionArns: ["arn:p"] } }] },
    facts: { UntrustedArtifactOnDeployment: "Warn", AllowedPublishers: ["arn:p"] },
  },
  {
    what: "a state machine: substitutions are filled in",
    kind: "StateMachine",
    given: {
      S: ["AWS::StepFunctions::StateMachine", { RoleArn: "r", DefinitionString: '{"x":"${A}"}', DefinitionSubstitutions: { A: "b" } }],
    },
    facts: { Definition: '{"x":"b"}', StateMachineType: "STANDARD", LoggingLevel: "OFF", TracingEnabled: false },
  },
  {
    what: "a definition in S3",
    kind: "StateMachine",
    given: { S: ["AWS::StepFunctions::StateMachine", { RoleArn: "r", DefinitionS3Location: {} }] },
    facts: { Definition: { reason: "elsewhere" } },
  },
  {
    what: "a definition with a hole is unknown",
    kind: "StateMachine",
    given: { S: ["AWS::StepFunctions::StateMachine", { RoleArn: "r", Definition: { a: PARAMETER } }] },
    facts: { Definition: PARAMETER },
  },
  // API Gateway
  {
    what: "a method by resources, with its validator",
    kind: "RestMethod",
    given: {
      Api: ["AWS::ApiGateway::RestApi", { Name: "orders" }],
      R: ["AWS::ApiGateway::Resource", { RestApiId: "s-Api", ParentId: "s-Api-root", PathPart: "orders" }],
      Rid: ["AWS::ApiGateway::Resource", { RestApiId: "s-Api", ParentId: "s-R", PathPart: "{id}" }],
      V: ["AWS::ApiGateway::RequestValidator", { RestApiId: "s-Api", ValidateRequestBody: true }],
      M: [
        "AWS::ApiGateway::Method",
        {
          RestApiId: "s-Api",
          ResourceId: "s-Rid",
          HttpMethod: "GET",
          RequestValidatorId: "s-V",
          Integration: { Type: "AWS_PROXY", Uri: "u" },
        },
      ],
    },
    id: "arn:aws:apigateway:ap-northeast-1::/restapis/s-Api/resources/orders/{id}/methods/GET",
    name: "orders GET /orders/{id}",
    facts: {
      AuthorizationType: "NONE",
      ApiKeyRequired: false,
      ValidatesBody: true,
      ValidatesParameters: false,
      IntegrationTimeoutMs: 29000,
      IntegrationType: "AWS_PROXY",
    },
  },
  {
    what: "a method on the root",
    kind: "RestMethod",
    given: { M: ["AWS::ApiGateway::Method", { RestApiId: "a", ResourceId: "s-Api-root", HttpMethod: "ANY" }] },
    name: "a ANY /",
    facts: { ResourcePath: "/", IntegrationType: undefined },
  },
  {
    what: "a method on a resource of another stack",
    kind: "RestMethod",
    given: { M: ["AWS::ApiGateway::Method", { RestApiId: "a", ResourceId: ELSEWHERE, HttpMethod: "ANY", AuthorizationType: PARAMETER }] },
    name: "M",
    facts: { ResourcePath: ELSEWHERE, AuthorizationType: PARAMETER },
  },
  {
    what: "a method of an OpenAPI 2 body with a Cognito authorizer",
    kind: "RestMethod",
    given: {
      Api: [
        "AWS::ApiGateway::RestApi",
        {
          Body: {
            swagger: "2.0",
            info: { title: "t" },
            security: [{ pool: [] }],
            securityDefinitions: {
              pool: {
                type: "apiKey",
                name: "Authorization",
                in: "header",
                "x-amazon-apigateway-authtype": "cognito_user_pools",
                "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: ["arn:pool"] },
              },
            },
            paths: {
              "/a": {
                post: {
                  "x-amazon-apigateway-request-validator": "all",
                  parameters: [
                    { in: "query", name: "q", required: true },
                    { in: "body", schema: { $ref: "#/definitions/Order" } },
                  ],
                  "x-amazon-apigateway-integration": { type: "aws_proxy", uri: "u" },
                },
              },
            },
            "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
          },
        },
      ],
    },
    name: "t POST /a",
    facts: {
      AuthorizationType: "COGNITO_USER_POOLS",
      AuthorizerId: "pool",
      ValidatesBody: true,
      ValidatesParameters: true,
      RequestParameters: { "method.request.querystring.q": true },
      RequestModels: { "application/json": "Order" },
      IntegrationType: "AWS_PROXY",
      IntegrationTimeoutMs: 29000,
    },
  },
  {
    what: "an OpenAPI 3 operation that opts out of security",
    kind: "RestMethod",
    given: {
      Api: [
        "AWS::ApiGateway::RestApi",
        {
          Body: {
            openapi: "3.0.1",
            security: [{ iam: [] }],
            components: { securitySchemes: { iam: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" } } },
            paths: { "/a": { get: { security: [] } } },
          },
        },
      ],
    },
    facts: { AuthorizationType: "NONE" },
  },
  {
    what: "IAM and an API key together",
    kind: "RestMethod",
    given: {
      Api: [
        "AWS::ApiGateway::RestApi",
        {
          Body: {
            openapi: "3.0.1",
            security: [{ iam: [], api_key: [] }],
            components: {
              securitySchemes: {
                api_key: { type: "apiKey", name: "x-api-key", in: "header" },
                iam: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" },
              },
            },
            paths: { "/a": { "x-amazon-apigateway-any-method": {} } },
          },
        },
      ],
    },
    name: "s-Api ANY /a",
    facts: { AuthorizationType: "AWS_IAM", ApiKeyRequired: true },
  },
  {
    what: "a scheme nobody defined protects nothing",
    kind: "RestMethod",
    given: { Api: ["AWS::ApiGateway::RestApi", { Body: { paths: { "/a": { get: { security: [{ ghost: [] }] } } } } }] },
    facts: { AuthorizationType: "NONE" },
  },
  {
    what: "undecided security",
    kind: "RestMethod",
    given: { Api: ["AWS::ApiGateway::RestApi", { Body: { security: PARAMETER, paths: { "/a": { get: {} } } } }] },
    facts: { AuthorizationType: PARAMETER },
  },
  {
    what: "an API with its policy in the body",
    kind: "RestApi",
    given: { Api: ["AWS::ApiGateway::RestApi", { Body: { info: { title: "t" }, "x-amazon-apigateway-policy": allow() } }] },
    name: "t",
    facts: {
      EndpointTypes: ["EDGE"],
      ApiKeySource: "HEADER",
      DisableExecuteApiEndpoint: false,
      Policy: { Statement: [{ Principal: "*" }] },
    },
  },
  {
    what: "a stage with method settings and a web ACL",
    kind: "RestStage",
    given: {
      Api: ["AWS::ApiGateway::RestApi", { Name: "orders" }],
      St: [
        "AWS::ApiGateway::Stage",
        {
          RestApiId: "s-Api",
          StageName: "prod",
          MethodSettings: [
            { ResourcePath: "/~1orders~1{id}", HttpMethod: "GET", LoggingLevel: "ERROR" },
            { ResourcePath: "/*", HttpMethod: "*" },
          ],
        },
      ],
      W: [
        "AWS::WAFv2::WebACLAssociation",
        { WebACLArn: "arn:acl", ResourceArn: "arn:aws:apigateway:ap-northeast-1::/restapis/s-Api/stages/prod" },
      ],
    },
    name: "orders/prod",
    facts: {
      WebAclArn: "arn:acl",
      TracingEnabled: false,
      MethodSettings: [
        { ResourcePath: "/orders/{id}", LoggingLevel: "ERROR" },
        { ResourcePath: "*", HttpMethod: "*", DataTraceEnabled: false },
      ],
    },
  },
  {
    what: "a web ACL for something undecided may be this stage's",
    kind: "RestStage",
    given: {
      St: ["AWS::ApiGateway::Stage", { RestApiId: "a", StageName: "p" }],
      W: ["AWS::WAFv2::WebACLAssociation", { WebACLArn: "x", ResourceArn: PARAMETER }],
    },
    facts: { WebAclArn: PARAMETER },
  },
  {
    what: "a deployment makes a stage",
    kind: "RestStage",
    given: { D: ["AWS::ApiGateway::Deployment", { RestApiId: "a", StageName: "v1", StageDescription: { TracingEnabled: true } }] },
    name: "a/v1",
    facts: { TracingEnabled: true, StageName: "v1" },
  },
  {
    what: "a usage plan without a throttle",
    kind: "UsagePlan",
    given: { U: ["AWS::ApiGateway::UsagePlan", { ApiStages: [{ ApiId: "a", Stage: PARAMETER }] }] },
    facts: { RateLimit: undefined, QuotaLimit: undefined, ApiStages: [{ ApiId: "a", Stage: PARAMETER }] },
  },
  {
    what: "an HTTP route with its integration",
    kind: "HttpRoute",
    given: {
      Api: ["AWS::ApiGatewayV2::Api", { Name: "h", ProtocolType: "HTTP" }],
      I: ["AWS::ApiGatewayV2::Integration", { ApiId: "s-Api", IntegrationType: "AWS_PROXY", IntegrationUri: FN }],
      R: ["AWS::ApiGatewayV2::Route", { ApiId: "s-Api", RouteKey: "GET /x", Target: "integrations/s-I" }],
    },
    id: "arn:aws:apigateway:ap-northeast-1::/apis/s-Api/routes/GET /x",
    name: "h GET /x",
    facts: { AuthorizationType: "NONE", ProtocolType: "HTTP", IntegrationUri: FN, IntegrationTimeoutMs: 30000 },
  },
  {
    what: "quick create makes the default route",
    kind: "HttpRoute",
    given: { Api: ["AWS::ApiGatewayV2::Api", { Name: "h", ProtocolType: "HTTP", Target: FN }] },
    name: "h $default",
    facts: { IntegrationType: "AWS_PROXY", IntegrationUri: FN, AuthorizationType: "NONE" },
  },
  {
    what: "and the default stage",
    kind: "HttpStage",
    given: { Api: ["AWS::ApiGatewayV2::Api", { Name: "h", Target: FN }] },
    name: "h/$default",
    facts: { StageName: "$default", AccessLogDestination: undefined },
  },
  {
    what: "an HTTP API body with a JWT authorizer",
    kind: "HttpRoute",
    given: {
      Api: [
        "AWS::ApiGatewayV2::Api",
        {
          Body: {
            openapi: "3.0.1",
            paths: { "/a": { get: { security: [{ j: [] }] } } },
            components: {
              securitySchemes: {
                j: {
                  type: "oauth2",
                  "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { issuer: "i", audience: ["a"] } },
                },
              },
            },
          },
        },
      ],
    },
    name: "s-Api GET /a",
    facts: { AuthorizationType: "JWT", AuthorizerId: "j" },
  },
  {
    what: "AppSync with a cache, a key and a web ACL",
    kind: "AppSyncApi",
    given: {
      A: ["AWS::AppSync::GraphQLApi", { Name: "g", AuthenticationType: "API_KEY" }],
      C: ["AWS::AppSync::ApiCache", { ApiId: "s-A" }],
      K: ["AWS::AppSync::ApiKey", { ApiId: "s-A", Expires: 1767225600 }],
    },
    facts: {
      Cache: { AtRestEncryptionEnabled: false, TransitEncryptionEnabled: false },
      ApiKeyExpires: ["2026-01-01T00:00:00.000Z"],
      IntrospectionConfig: "ENABLED",
      WebAclArn: undefined,
    },
  },
  // Messaging
  {
    what: "a bare queue is encrypted by SQS",
    kind: "Queue",
    given: { Q: ["AWS::SQS::Queue"] },
    facts: {
      SqsManagedSseEnabled: true,
      KmsMasterKeyId: undefined,
      VisibilityTimeout: 30,
      MessageRetentionPeriod: 345600,
      Policy: undefined,
      RedrivePolicy: undefined,
      FifoQueue: false,
    },
  },
  {
    what: "a queue with encryption off",
    kind: "Queue",
    given: { Q: ["AWS::SQS::Queue", { SqsManagedSseEnabled: false }] },
    facts: { SqsManagedSseEnabled: false },
  },
  {
    what: "a queue policy names the queue by URL",
    kind: "Queue",
    given: {
      Q: ["AWS::SQS::Queue", { QueueName: "q" }],
      P: ["AWS::SQS::QueuePolicy", { Queues: ["https://sqs.ap-northeast-1.amazonaws.com/111122223333/q"], PolicyDocument: allow() }],
    },
    facts: { Policy: { Statement: [{ Principal: "*" }] } },
  },
  {
    what: "a queue policy for some queue",
    kind: "Queue",
    given: { Q: ["AWS::SQS::Queue"], P: ["AWS::SQS::QueuePolicy", { Queues: [PARAMETER], PolicyDocument: allow() }] },
    facts: { Policy: PARAMETER },
  },
  {
    what: "a policy that is no policy",
    kind: "Queue",
    given: { Q: ["AWS::SQS::Queue", { QueueName: "q" }], P: ["AWS::SQS::QueuePolicy", { Queues: ["q"], PolicyDocument: "{" }] },
    facts: { Policy: MALFORMED },
  },
  {
    what: "a topic without a policy has SNS's own",
    kind: "Topic",
    given: { T: ["AWS::SNS::Topic"] },
    facts: {
      Policy: { Statement: [{ Sid: "__default_statement_ID", Condition: { StringEquals: { "AWS:SourceOwner": ["111122223333"] } } }] },
      KmsMasterKeyId: undefined,
    },
  },
  {
    what: "people's addresses stay out",
    kind: "Subscription",
    given: { T: ["AWS::SNS::Topic", { TopicName: "t", Subscription: [{ Protocol: "email", Endpoint: "someone@example.com" }] }] },
    name: "t → email:email",
    facts: { Endpoint: "email", Confirmed: { reason: "known-after-deploy" } },
  },
  {
    what: "a bus policy",
    kind: "EventBus",
    given: {
      B: ["AWS::Events::EventBus", { Name: "b" }],
      P: [
        "AWS::Events::EventBusPolicy",
        {
          EventBusName: "b",
          StatementId: "x",
          Action: "events:PutEvents",
          Principal: "*",
          Condition: { Key: "aws:PrincipalOrgID", Type: "StringEquals", Value: "o-1" },
        },
      ],
    },
    facts: { Policy: { Statement: [{ Sid: "x", Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } } }] } },
  },
  {
    what: "a policy on the default bus brings the bus in",
    kind: "EventBus",
    given: { P: ["AWS::Events::EventBusPolicy", { StatementId: "x", Statement: allow().Statement[0] }] },
    id: "arn:aws:events:ap-northeast-1:111122223333:event-bus/default",
    name: "default",
    facts: { Policy: { Statement: [{ Principal: "*" }] } },
  },
  {
    what: "a rule on a bus of the template",
    kind: "EventRule",
    given: {
      B: ["AWS::Events::EventBus", { Name: "b" }],
      R: [
        "AWS::Events::Rule",
        {
          Name: "r",
          EventBusName: "arn:aws:events:ap-northeast-1:111122223333:event-bus/b",
          EventPattern: { source: ["x"] },
          Targets: [{ Id: "1", Arn: FN, DeadLetterConfig: { Arn: "dlq" } }],
        },
      ],
    },
    id: "arn:aws:events:ap-northeast-1:111122223333:rule/b/r",
    facts: {
      EventBusName: "b",
      State: "ENABLED",
      EventPattern: '{"source":["x"]}',
      Targets: [{ Arn: FN, RoleArn: undefined, DeadLetterArn: "dlq" }],
    },
  },
  {
    what: "a schedule",
    kind: "Schedule",
    given: { S: ["AWS::Scheduler::Schedule", { ScheduleExpression: "rate(1 day)", Target: { Arn: FN, RoleArn: "r" } }] },
    facts: { GroupName: "default", State: "ENABLED", TargetArn: FN, DeadLetterArn: undefined },
  },
  {
    what: "a pipe without logging",
    kind: "Pipe",
    given: { P: ["AWS::Pipes::Pipe", { RoleArn: "r", Source: "s", Target: "t" }] },
    facts: { LogLevel: undefined, DesiredState: "RUNNING" },
  },
  {
    what: "a bare stream",
    kind: "KinesisStream",
    given: { K: ["AWS::Kinesis::Stream"] },
    facts: { EncryptionType: "NONE", RetentionPeriodHours: 24, Policy: undefined },
  },
  {
    what: "Firehose into S3 with logging",
    kind: "FirehoseStream",
    given: {
      F: [
        "AWS::KinesisFirehose::DeliveryStream",
        { ExtendedS3DestinationConfiguration: { BucketARN: "arn:aws:s3:::b", CloudWatchLoggingOptions: { Enabled: "true" } } },
      ],
    },
    facts: { Encrypted: false, DestinationArns: ["arn:aws:s3:::b"], LoggingEnabled: true },
  },
  // Data
  {
    what: "a bare bucket is closed and encrypted",
    kind: "Bucket",
    given: { B: ["AWS::S3::Bucket", { BucketName: "b" }] },
    facts: {
      PublicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
      ObjectOwnership: "BucketOwnerEnforced",
      Encryption: { Algorithm: "AES256", KmsKeyId: undefined },
      AclGrants: [],
      Versioning: undefined,
      Policy: undefined,
      Notifications: [],
    },
  },
  {
    what: "a block that says only half",
    kind: "Bucket",
    given: { B: ["AWS::S3::Bucket", { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }] },
    facts: {
      PublicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false },
    },
  },
  {
    what: "a block that nobody knows",
    kind: "Bucket",
    given: { B: ["AWS::S3::Bucket", { PublicAccessBlockConfiguration: { BlockPublicAcls: PARAMETER } }] },
    facts: { PublicAccessBlock: PARAMETER },
  },
  {
    what: "a public bucket",
    kind: "Bucket",
    given: {
      B: ["AWS::S3::Bucket", { BucketName: "b", AccessControl: "PublicRead", WebsiteConfiguration: {}, LoggingConfiguration: {} }],
      P: ["AWS::S3::BucketPolicy", { Bucket: "b", PolicyDocument: allow() }],
    },
    facts: {
      AclGrants: [{ Grantee: "AllUsers", Permission: "READ" }],
      Website: true,
      LoggingTarget: "b",
      Policy: { Statement: [{ Principal: "*" }] },
    },
  },
  {
    what: "lifecycle and notifications",
    kind: "Bucket",
    given: {
      B: [
        "AWS::S3::Bucket",
        {
          LifecycleConfiguration: { Rules: [{ Status: "Enabled" }, { Status: "Disabled" }] },
          NotificationConfiguration: { LambdaConfigurations: [{ Event: "x", Function: FN }], EventBridgeConfiguration: {} },
        },
      ],
    },
    facts: {
      ActiveLifecycleRules: 1,
      Notifications: [
        { Type: "lambda", Target: FN },
        { Type: "eventbridge", Target: undefined },
      ],
    },
  },
  {
    what: "a bare table",
    kind: "DynamoTable",
    given: { T: ["AWS::DynamoDB::Table"] },
    facts: {
      BillingMode: "PROVISIONED",
      AutoScaled: false,
      SseType: "AWS_OWNED",
      PointInTimeRecovery: false,
      DeletionProtectionEnabled: false,
      Policy: undefined,
    },
  },
  {
    what: "a table that scales both ways",
    kind: "DynamoTable",
    given: {
      T: ["AWS::DynamoDB::Table", { TableName: "t" }],
      ...Object.fromEntries(
        ["Read", "Write"].flatMap((way) => [
          [
            `${way}T`,
            [
              "AWS::ApplicationAutoScaling::ScalableTarget",
              { ServiceNamespace: "dynamodb", ResourceId: "table/t", ScalableDimension: `dynamodb:table:${way}CapacityUnits` },
            ],
          ],
          [
            `${way}P`,
            ["AWS::ApplicationAutoScaling::ScalingPolicy", { ScalingTargetId: `table/t|dynamodb:table:${way}CapacityUnits|dynamodb` }],
          ],
        ]),
      ),
    },
    facts: { AutoScaled: true },
  },
  {
    what: "a table that scales reads only",
    kind: "DynamoTable",
    given: {
      T: ["AWS::DynamoDB::Table", { TableName: "t" }],
      A: [
        "AWS::ApplicationAutoScaling::ScalableTarget",
        { ServiceNamespace: "dynamodb", ResourceId: "table/t", ScalableDimension: "dynamodb:table:ReadCapacityUnits" },
      ],
      P: ["AWS::ApplicationAutoScaling::ScalingPolicy", { ScalingTargetId: "table/t|dynamodb:table:ReadCapacityUnits|dynamodb" }],
    },
    facts: { AutoScaled: false },
  },
  {
    what: "an on-demand table does not scale",
    kind: "DynamoTable",
    given: { T: ["AWS::DynamoDB::Table", { BillingMode: "PAY_PER_REQUEST" }] },
    facts: { AutoScaled: undefined },
  },
  {
    what: "a database: public or not is RDS's choice",
    kind: "DbInstance",
    given: { D: ["AWS::RDS::DBInstance", { Engine: "mysql", MasterUserPassword: "x" }] },
    facts: {
      StorageEncrypted: false,
      PubliclyAccessible: { reason: "elsewhere" },
      BackupRetentionPeriod: 1,
      MasterUserPassword: "x",
      MultiAz: false,
    },
  },
  {
    what: "a database whose VPC has no way out is private",
    kind: "DbInstance",
    given: {
      V: ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" }],
      S: ["AWS::EC2::Subnet", { VpcId: "vpc-s-V" }],
      G: ["AWS::RDS::DBSubnetGroup", { SubnetIds: ["subnet-s-S"] }],
      D: ["AWS::RDS::DBInstance", { Engine: "mysql", DBSubnetGroupName: "s-G" }],
    },
    facts: { PubliclyAccessible: false, SubnetIds: ["subnet-s-S"] },
  },
  {
    what: "a member takes over what its cluster says",
    kind: "DbInstance",
    given: {
      C: ["AWS::RDS::DBCluster", { Engine: "aurora-mysql", StorageEncrypted: true, BackupRetentionPeriod: 7 }],
      D: ["AWS::RDS::DBInstance", { DBClusterIdentifier: "s-C" }],
    },
    facts: { StorageEncrypted: true, BackupRetentionPeriod: 7, Engine: "aurora-mysql" },
  },
  {
    what: "a database restored from a snapshot",
    kind: "DbInstance",
    given: { D: ["AWS::RDS::DBInstance", { Engine: "mysql", DBSnapshotIdentifier: "s" }] },
    facts: { StorageEncrypted: { reason: "known-after-deploy" } },
  },
  {
    what: "Redis is not encrypted, Valkey is",
    kind: "Cache",
    given: { R: ["AWS::ElastiCache::ReplicationGroup", { Engine: "valkey" }] },
    facts: { AtRestEncryptionEnabled: true, TransitEncryptionEnabled: false, AuthTokenEnabled: false },
  },
  {
    what: "a collection open to the internet",
    kind: "SearchCollection",
    given: {
      C: ["AWS::OpenSearchServerless::Collection", { Name: "orders" }],
      N: [
        "AWS::OpenSearchServerless::SecurityPolicy",
        { Type: "network", Policy: '[{"Rules":[{"ResourceType":"collection","Resource":["collection/ord*"]}],"AllowFromPublic":true}]' },
      ],
      A: [
        "AWS::OpenSearchServerless::AccessPolicy",
        { Type: "data", Policy: '[{"Rules":[{"ResourceType":"index","Resource":["index/orders/*"]}],"Principal":["arn:p"]}]' },
      ],
    },
    facts: { PublicNetworkAccess: true, DataAccessPrincipals: ["arn:p"], KmsKeyArn: { reason: "elsewhere" } },
  },
  {
    what: "a bare file system",
    kind: "FileSystem",
    given: { F: ["AWS::EFS::FileSystem"] },
    facts: { Encrypted: false, BackupEnabled: false, Policy: undefined },
  },
  {
    what: "a secret that rotates",
    kind: "Secret",
    given: {
      S: ["AWS::SecretsManager::Secret", { Name: "n" }],
      R: [
        "AWS::SecretsManager::RotationSchedule",
        {
          SecretId: "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:n-000000",
          RotationRules: { ScheduleExpression: "rate(10 days)" },
        },
      ],
    },
    facts: { RotationEnabled: true, RotationDays: 10, SecretString: undefined },
  },
  {
    what: "a secret that does not",
    kind: "Secret",
    given: { S: ["AWS::SecretsManager::Secret", { SecretString: "hunter2" }] },
    facts: { RotationEnabled: false, SecretString: "hunter2" },
  },
  {
    what: "a key without rotation",
    kind: "KmsKey",
    given: { K: ["AWS::KMS::Key"], A: ["AWS::KMS::Alias", { AliasName: "alias/x", TargetKeyId: "s-K" }] },
    name: "alias/x",
    facts: {
      RotationEnabled: false,
      AliasNames: ["alias/x"],
      KeySpec: "SYMMETRIC_DEFAULT",
      Policy: { Statement: [{ Principal: { AWS: ["arn:aws:iam::111122223333:root"] } }] },
    },
  },
  {
    what: "a backup by tags covers nobody knows what",
    kind: "BackupPlan",
    given: {
      P: ["AWS::Backup::BackupPlan", { BackupPlan: { BackupPlanName: "p", BackupPlanRule: [{ TargetBackupVault: "v" }] } }],
      S: ["AWS::Backup::BackupSelection", { BackupPlanId: "s-P", BackupSelection: { ListOfTags: [{}] } }],
    },
    facts: { Selections: [{ reason: "not-collected" }], Rules: [{ VaultName: "v", DeleteAfterDays: undefined, CopyActions: 0 }] },
  },
  // Identity
  {
    what: "a role gathers what others attach",
    kind: "Role",
    given: {
      R: [
        "AWS::IAM::Role",
        {
          AssumeRolePolicyDocument: allow(),
          Policies: [{ PolicyName: "own", PolicyDocument: allow() }],
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/X"],
        },
      ],
      P: ["AWS::IAM::Policy", { PolicyName: "apart", Roles: ["s-R"], PolicyDocument: allow() }],
      I: ["AWS::IAM::RolePolicy", { PolicyName: "inline", RoleName: "s-R", PolicyDocument: allow() }],
      M: ["AWS::IAM::ManagedPolicy", { ManagedPolicyName: "m", Roles: ["s-R"], PolicyDocument: allow() }],
    },
    facts: {
      Policies: [{ PolicyName: "own" }, { PolicyName: "apart" }, { PolicyName: "inline" }],
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/X", "arn:aws:iam::111122223333:policy/m"],
      Path: "/",
    },
  },
  {
    what: "a policy for some role",
    kind: "Role",
    given: {
      R: ["AWS::IAM::Role", { AssumeRolePolicyDocument: allow() }],
      P: ["AWS::IAM::Policy", { Roles: [PARAMETER], PolicyDocument: allow() }],
    },
    facts: { Policies: [{ PolicyDocument: PARAMETER }] },
  },
  {
    what: "a managed policy knows its holders",
    kind: "ManagedPolicy",
    given: {
      M: ["AWS::IAM::ManagedPolicy", { ManagedPolicyName: "m", PolicyDocument: allow(), Users: ["u"] }],
      R: ["AWS::IAM::Role", { ManagedPolicyArns: ["arn:aws:iam::111122223333:policy/m"] }],
    },
    facts: { AttachedRoles: ["s-R"], AttachedUsers: ["u"], AttachedGroups: [] },
  },
  {
    what: "a bare user pool",
    kind: "UserPool",
    given: { U: ["AWS::Cognito::UserPool"] },
    facts: {
      MfaConfiguration: "OFF",
      MfaFactors: [],
      PasswordPolicy: { MinimumLength: 8, RequireLowercase: true, RequireSymbols: true, TemporaryPasswordValidityDays: 7 },
      AdvancedSecurityMode: "OFF",
      AdminCreateUserOnly: false,
      DeletionProtection: false,
      LambdaTriggers: {},
    },
  },
  {
    what: "a password policy asks only for what it names",
    kind: "UserPool",
    given: {
      U: [
        "AWS::Cognito::UserPool",
        {
          Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
          LambdaConfig: { PreSignUp: FN, CustomEmailSender: { LambdaArn: "arn:e", LambdaVersion: "V1_0" } },
        },
      ],
    },
    facts: {
      PasswordPolicy: { MinimumLength: 12, RequireNumbers: true, RequireSymbols: false },
      LambdaTriggers: { PreSignUp: FN, CustomEmailSender: "arn:e" },
    },
  },
  {
    what: "token validity in seconds",
    kind: "UserPoolClient",
    given: {
      C: [
        "AWS::Cognito::UserPoolClient",
        {
          UserPoolId: "p",
          ClientName: "c",
          AccessTokenValidity: 30,
          TokenValidityUnits: { AccessToken: "minutes" },
          RefreshTokenValidity: 1,
        },
      ],
    },
    name: "p/c",
    facts: {
      AccessTokenValidity: 1800,
      IdTokenValidity: 3600,
      RefreshTokenValidity: 86400,
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: false,
    },
  },
  {
    what: "roles of an identity pool",
    kind: "IdentityPool",
    given: {
      P: ["AWS::Cognito::IdentityPool", { AllowUnauthenticatedIdentities: "true" }],
      A: ["AWS::Cognito::IdentityPoolRoleAttachment", { IdentityPoolId: "ap-northeast-1:s-P", Roles: { unauthenticated: "arn:r" } }],
    },
    facts: { AllowUnauthenticatedIdentities: true, UnauthenticatedRole: "arn:r", AuthenticatedRole: undefined },
  },
  // Edge
  {
    what: "a distribution",
    kind: "CloudFrontDistribution",
    given: {
      D: [
        "AWS::CloudFront::Distribution",
        {
          DistributionConfig: {
            Enabled: true,
            DefaultCacheBehavior: { TargetOriginId: "o", ViewerProtocolPolicy: "allow-all" },
            Origins: [{ Id: "o", DomainName: "b.s3.amazonaws.com", S3OriginConfig: { OriginAccessIdentity: "" } }],
          },
        },
      ],
    },
    facts: {
      LoggingEnabled: false,
      WebAclId: undefined,
      ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: "TLSv1" },
      Origins: [{ IsS3: true, OriginAccessIdentity: undefined, OriginAccessControlId: undefined }],
      CacheBehaviors: [{ PathPattern: "*", ViewerProtocolPolicy: "allow-all" }],
    },
  },
  {
    what: "a web ACL with a managed group",
    kind: "WebAcl",
    given: {
      W: [
        "AWS::WAFv2::WebACL",
        {
          Name: "w",
          Scope: "REGIONAL",
          DefaultAction: { Allow: {} },
          Rules: [
            {
              Name: "r",
              Priority: 0,
              Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: "Core" } },
              OverrideAction: { None: {} },
            },
          ],
        },
      ],
      L: [
        "AWS::WAFv2::LoggingConfiguration",
        { ResourceArn: "arn:aws:wafv2:ap-northeast-1:111122223333:regional/webacl/w/s-W", LogDestinationConfigs: ["arn:l"] },
      ],
    },
    facts: { DefaultAction: "Allow", LoggingDestinations: ["arn:l"], Rules: [{ Statement: "managed:AWS/Core", Action: "None" }] },
  },
  {
    what: "a load balancer redirecting to HTTPS",
    kind: "LoadBalancer",
    given: {
      B: [
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        { Name: "b", LoadBalancerAttributes: [{ Key: "access_logs.s3.enabled", Value: "true" }] },
      ],
      L: [
        "AWS::ElasticLoadBalancingV2::Listener",
        {
          LoadBalancerArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/b/s-B",
          Protocol: "HTTP",
          Port: 80,
          DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS" } }],
        },
      ],
    },
    facts: {
      Scheme: "internet-facing",
      AccessLogsEnabled: true,
      DeletionProtection: false,
      Listeners: [{ Protocol: "HTTP", Port: 80, RedirectsToHttps: true, SslPolicy: undefined }],
    },
  },
  // Network, compute, management
  {
    what: "a group lets everything out by default",
    kind: "SecurityGroup",
    given: {
      G: [
        "AWS::EC2::SecurityGroup",
        { GroupName: "g", SecurityGroupIngress: [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: "0.0.0.0/0" }] },
      ],
      I: ["AWS::EC2::SecurityGroupIngress", { GroupId: "sg-s-G", IpProtocol: "-1", SourceSecurityGroupId: "sg-1" }],
    },
    name: "g",
    facts: {
      Ingress: [
        { FromPort: 22, CidrIp: "0.0.0.0/0" },
        { IpProtocol: "-1", SourceSecurityGroupId: "sg-1" },
      ],
      Egress: [{ IpProtocol: "-1", CidrIp: "0.0.0.0/0" }],
    },
  },
  {
    what: "a group that lets nothing out",
    kind: "SecurityGroup",
    given: { G: ["AWS::EC2::SecurityGroup", { SecurityGroupEgress: [] }] },
    facts: { Egress: [] },
  },
  {
    what: "a rule for some group",
    kind: "SecurityGroup",
    given: { G: ["AWS::EC2::SecurityGroup"], I: ["AWS::EC2::SecurityGroupIngress", { GroupId: PARAMETER, IpProtocol: "-1" }] },
    facts: { Ingress: PARAMETER },
  },
  {
    what: "flow logs of a VPC",
    kind: "Vpc",
    given: {
      V: ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" }],
      F: ["AWS::EC2::FlowLog", { ResourceId: "vpc-s-V", TrafficType: "REJECT" }],
    },
    name: "vpc-s-V",
    facts: { CidrBlocks: ["10.0.0.0/16"], FlowLogs: [{ Status: "ACTIVE", TrafficType: "REJECT" }] },
  },
  {
    what: "a network ACL ends with a denial",
    kind: "NetworkAcl",
    given: {
      N: ["AWS::EC2::NetworkAcl", { VpcId: "v" }],
      E: [
        "AWS::EC2::NetworkAclEntry",
        { NetworkAclId: "acl-s-N", RuleNumber: 100, RuleAction: "allow", Protocol: -1, CidrBlock: "0.0.0.0/0" },
      ],
    },
    facts: { Entries: [{ RuleNumber: 100, Protocol: "-1", Egress: false }, { RuleNumber: 32767 }, { RuleNumber: 32767 }] },
  },
  {
    what: "an endpoint without a policy is open",
    kind: "VpcEndpoint",
    given: { E: ["AWS::EC2::VPCEndpoint", { VpcId: "v", ServiceName: "s" }] },
    facts: { Type: "Gateway", Policy: { Statement: [{ Principal: "*", Action: ["*"] }] } },
  },
  {
    what: "an instance: AMI and account decide on the metadata service",
    kind: "Ec2Instance",
    given: { I: ["AWS::EC2::Instance", { InstanceType: "t3.micro" }] },
    facts: { HttpTokens: { reason: "known-after-deploy" }, HttpEndpoint: "enabled" },
  },
  {
    what: "an instance by its launch template",
    kind: "Ec2Instance",
    given: {
      T: ["AWS::EC2::LaunchTemplate", { LaunchTemplateData: { MetadataOptions: { HttpTokens: "required" }, InstanceType: "m7g.large" } }],
      I: ["AWS::EC2::Instance", { LaunchTemplate: { LaunchTemplateId: "lt-s-T" } }],
    },
    facts: { HttpTokens: "required", InstanceType: "m7g.large" },
  },
  {
    what: "a task definition",
    kind: "EcsTaskDefinition",
    given: {
      T: [
        "AWS::ECS::TaskDefinition",
        {
          Family: "f",
          ContainerDefinitions: [{ Name: "c", Image: "i", Privileged: true, Environment: [{ Name: "A", Value: PARAMETER }] }],
        },
      ],
    },
    name: "f:1",
    facts: {
      Containers: [{ Privileged: true, ReadonlyRootFilesystem: false, User: undefined, Environment: { A: PARAMETER } }],
      HostVolumes: [],
    },
  },
  {
    what: "a bare repository",
    kind: "EcrRepository",
    given: { R: ["AWS::ECR::Repository"] },
    facts: { ScanOnPush: false, ImageTagMutability: "MUTABLE", EncryptionType: "AES256", HasLifecyclePolicy: false },
  },
  {
    what: "a log group with its filters",
    kind: "LogGroup",
    given: {
      L: ["AWS::Logs::LogGroup", { LogGroupName: "l" }],
      F: [
        "AWS::Logs::MetricFilter",
        {
          LogGroupName: "arn:aws:logs:ap-northeast-1:111122223333:log-group:l:*",
          FilterName: "f",
          FilterPattern: "p",
          MetricTransformations: [{ MetricName: "m", MetricNamespace: "n" }],
        },
      ],
    },
    facts: {
      RetentionInDays: undefined,
      MetricFilters: [{ FilterName: "f", FilterPattern: "p", Metrics: [{ Name: "m", Namespace: "n" }] }],
    },
  },
  {
    what: "an authorizer with a cache of five minutes",
    kind: "RestAuthorizer",
    given: { A: ["AWS::ApiGateway::Authorizer", { RestApiId: "a", Name: "auth", Type: "TOKEN", AuthorizerUri: "u" }] },
    name: "auth",
    id: "arn:aws:apigateway:ap-northeast-1::/restapis/a/authorizers/s-A",
    facts: { Type: "TOKEN", AuthorizerResultTtlInSeconds: 300, ProviderArns: [] },
  },
  {
    what: "a custom domain and the APIs behind it",
    kind: "ApiDomainName",
    given: {
      Api: ["AWS::ApiGateway::RestApi", { Name: "x" }],
      D: [
        "AWS::ApiGateway::DomainName",
        { DomainName: "a.example", RegionalCertificateArn: "c", MutualTlsAuthentication: { TruststoreUri: "s3://t" } },
      ],
      M: ["AWS::ApiGateway::BasePathMapping", { DomainName: "a.example", RestApiId: "s-Api" }],
    },
    facts: { SecurityPolicy: { reason: "known-after-deploy" }, MutualTls: true, ApiIds: ["s-Api"], CertificateArn: "c" },
  },
  {
    what: "an HTTP API with CORS",
    kind: "HttpApi",
    given: { Api: ["AWS::ApiGatewayV2::Api", { Name: "h", CorsConfiguration: { AllowOrigins: ["*"] } }] },
    name: "h",
    facts: {
      ProtocolType: "HTTP",
      DisableExecuteApiEndpoint: false,
      Cors: { AllowOrigins: ["*"], AllowMethods: [], AllowCredentials: false },
    },
  },
  {
    what: "an authorizer of an HTTP API",
    kind: "HttpAuthorizer",
    given: {
      A: [
        "AWS::ApiGatewayV2::Authorizer",
        { ApiId: "a", Name: "j", AuthorizerType: "JWT", JwtConfiguration: { Issuer: "i", Audience: ["a", PARAMETER] } },
      ],
    },
    name: "j",
    facts: { AuthorizerType: "JWT", JwtIssuer: "i", JwtAudience: ["a", PARAMETER] },
  },
  {
    what: "a data source in front of a function",
    kind: "AppSyncDataSource",
    given: { D: ["AWS::AppSync::DataSource", { ApiId: "x", Name: "d", Type: "AWS_LAMBDA", LambdaConfig: { LambdaFunctionArn: FN } }] },
    name: "d",
    facts: { Target: FN, Type: "AWS_LAMBDA" },
  },
  {
    what: "an association of a web ACL",
    kind: "WebAclAssociation",
    given: {
      A: [
        "AWS::WAFv2::WebACLAssociation",
        { WebACLArn: "arn:aws:wafv2:r:a:regional/webacl/w/1", ResourceArn: "arn:aws:apigateway:r::/restapis/a/stages/p" },
      ],
    },
    name: "1 → p",
    facts: { ResourceArn: "arn:aws:apigateway:r::/restapis/a/stages/p" },
  },
  {
    what: "a rule group",
    kind: "WafRuleGroup",
    given: { G: ["AWS::WAFv2::RuleGroup", { Name: "g", Scope: "REGIONAL", Rules: PARAMETER }] },
    facts: { Scope: "REGIONAL", Rules: PARAMETER },
  },
  {
    what: "a certificate is not there yet",
    kind: "Certificate",
    given: { C: ["AWS::CertificateManager::Certificate", { DomainName: "a.example" }] },
    name: "a.example",
    facts: { KeyAlgorithm: "RSA_2048", Status: { reason: "known-after-deploy" } },
  },
  {
    what: "an access point",
    kind: "S3AccessPoint",
    given: { A: ["AWS::S3::AccessPoint", { Name: "p", Bucket: "b", VpcConfiguration: { VpcId: "v" } }] },
    facts: { NetworkOrigin: "VPC", Bucket: "b", Policy: undefined },
  },
  {
    what: "a directory bucket with a rule that deletes, one that does not, and one that is off",
    kind: "DirectoryBucket",
    given: {
      D: [
        "AWS::S3Express::DirectoryBucket",
        {
          BucketName: "d--use1-az4--x-s3",
          LifecycleConfiguration: {
            Rules: [
              { Status: "Enabled", ExpirationInDays: 3 },
              { Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
              { Status: "Disabled", ExpirationInDays: 3 },
            ],
          },
        },
      ],
    },
    name: "d--use1-az4--x-s3",
    facts: { ExpirationRules: 1 },
  },
  {
    what: "a directory bucket whose rule is given at deployment",
    kind: "DirectoryBucket",
    given: {
      D: ["AWS::S3Express::DirectoryBucket", { LifecycleConfiguration: { Rules: [{ Status: "Enabled", ExpirationInDays: PARAMETER }] } }],
    },
    facts: { ExpirationRules: PARAMETER },
  },
  {
    what: "a DAX cluster",
    kind: "DaxCluster",
    given: { D: ["AWS::DAX::Cluster", { SSESpecification: { SSEEnabled: true } }] },
    facts: { SseEnabled: true, EndpointEncryption: "NONE" },
  },
  {
    what: "a cluster with two instances spans zones",
    kind: "DbCluster",
    given: {
      C: ["AWS::RDS::DBCluster", { Engine: "aurora-mysql" }],
      A: ["AWS::RDS::DBInstance", { DBClusterIdentifier: "s-C" }],
      B: ["AWS::RDS::DBInstance", { DBClusterIdentifier: "s-C" }],
    },
    facts: { MultiAz: true, StorageEncrypted: false, BackupRetentionPeriod: 1, ServerlessV2: false },
  },
  {
    what: "an event subscription of RDS",
    kind: "DbEventSubscription",
    given: { E: ["AWS::RDS::EventSubscription", { SnsTopicArn: "t", SourceType: "db-instance" }] },
    facts: { Enabled: true, EventCategories: [], SourceType: "db-instance" },
  },
  {
    what: "a plain parameter",
    kind: "SsmParameter",
    given: { P: ["AWS::SSM::Parameter", { Name: "/a", Type: "String", Value: "v" }] },
    id: "arn:aws:ssm:ap-northeast-1:111122223333:parameter/a",
    facts: { Value: "v", Type: "String" },
  },
  {
    what: "a vault without a lock",
    kind: "BackupVault",
    given: { V: ["AWS::Backup::BackupVault", { BackupVaultName: "v" }] },
    facts: { Locked: false, Policy: undefined },
  },
  {
    what: "a user with a key and a group",
    kind: "User",
    given: { U: ["AWS::IAM::User", { UserName: "u", Groups: ["g"] }], K: ["AWS::IAM::AccessKey", { UserName: "u" }] },
    facts: { Groups: ["g"], AccessKeys: [{ Status: "Active" }], Credentials: undefined },
  },
  {
    what: "a group",
    kind: "Group",
    given: { G: ["AWS::IAM::Group", { ManagedPolicyArns: [PARAMETER] }] },
    facts: { ManagedPolicyArns: [PARAMETER], Policies: [] },
  },
  {
    what: "an instance profile gives the ARN of its role",
    kind: "InstanceProfile",
    given: {
      R: ["AWS::IAM::Role", { RoleName: "r", Path: "/x/", AssumeRolePolicyDocument: allow() }],
      P: ["AWS::IAM::InstanceProfile", { Roles: ["r"] }],
    },
    facts: { Roles: ["arn:aws:iam::111122223333:role/x/r"] },
  },
  {
    what: "an OIDC provider",
    kind: "IdentityProvider",
    given: { P: ["AWS::IAM::OIDCProvider", { Url: "https://token.example" }] },
    name: "token.example",
    facts: { Type: "OIDC", Url: "https://token.example" },
  },
  {
    what: "a server certificate",
    kind: "ServerCertificate",
    given: { C: ["AWS::IAM::ServerCertificate", { ServerCertificateName: "c" }] },
    facts: { Expiration: { reason: "known-after-deploy" } },
  },
  {
    what: "a subnet named by its tag",
    kind: "Subnet",
    given: { S: ["AWS::EC2::Subnet", { VpcId: "v", CidrBlock: "10.0.0.0/24", Tags: [{ Key: "Name", Value: "public-a" }] }] },
    name: "public-a",
    facts: { MapPublicIpOnLaunch: false, Tags: { Name: "public-a" } },
  },
  {
    what: "routes of a table",
    kind: "RouteTable",
    given: {
      V: ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" }],
      T: ["AWS::EC2::RouteTable", { VpcId: "vpc-s-V" }],
      R: ["AWS::EC2::Route", { RouteTableId: "rtb-s-T", DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" }],
      A: ["AWS::EC2::SubnetRouteTableAssociation", { RouteTableId: "rtb-s-T", SubnetId: "subnet-1" }],
    },
    facts: {
      Main: false,
      SubnetIds: ["subnet-1"],
      Routes: [
        { Destination: "10.0.0.0/16", Target: "local" },
        { Destination: "0.0.0.0/0", Target: "igw-1" },
      ],
    },
  },
  {
    what: "a peering with a VPC that is elsewhere",
    kind: "VpcPeering",
    given: {
      V: ["AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" }],
      P: ["AWS::EC2::VPCPeeringConnection", { VpcId: "vpc-s-V", PeerVpcId: "vpc-2" }],
    },
    facts: { RequesterCidrs: ["10.0.0.0/16"], AccepterCidrs: { reason: "elsewhere" } },
  },
  {
    what: "an ECS cluster with insights",
    kind: "EcsCluster",
    given: { C: ["AWS::ECS::Cluster", { ClusterSettings: [{ Name: "containerInsights", Value: "enabled" }] }] },
    facts: { ContainerInsights: "enabled", ExecuteCommandLogging: undefined },
  },
  {
    what: "a service with a public address",
    kind: "EcsService",
    given: {
      C: ["AWS::ECS::Cluster", { ClusterName: "c" }],
      S: [
        "AWS::ECS::Service",
        {
          Cluster: "c",
          TaskDefinition: "f:1",
          NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "ENABLED", Subnets: ["subnet-1"] } },
        },
      ],
    },
    facts: { AssignPublicIp: true, Cluster: "arn:aws:ecs:ap-northeast-1:111122223333:cluster/c", SubnetIds: ["subnet-1"] },
  },
  {
    what: "notifications of an auto scaling group",
    kind: "AutoScalingGroup",
    given: { G: ["AWS::AutoScaling::AutoScalingGroup", { NotificationConfigurations: [{ TopicARN: "arn:t" }] }] },
    facts: { NotificationTopics: ["arn:t"] },
  },
  {
    what: "a signing profile",
    kind: "SigningProfile",
    given: { P: ["AWS::Signer::SigningProfile", { PlatformId: "AWSLambda-SHA384-ECDSA" }] },
    facts: { Status: "Active", PlatformId: "AWSLambda-SHA384-ECDSA" },
  },
  {
    what: "an alarm",
    kind: "Alarm",
    given: {
      A: ["AWS::CloudWatch::Alarm", { AlarmName: "a", MetricName: "Errors", Dimensions: [{ Name: "FunctionName", Value: PARAMETER }] }],
    },
    facts: { ActionsEnabled: true, Dimensions: { FunctionName: PARAMETER }, AlarmActions: [] },
  },
  {
    what: "a trail with AWS's selectors",
    kind: "Trail",
    given: { T: ["AWS::CloudTrail::Trail", { TrailName: "t", S3BucketName: "b", IsLogging: true }] },
    facts: {
      IsMultiRegionTrail: false,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: false,
      EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }],
    },
  },
];

describe("folds", () => {
  for (const row of rows) {
    test(`${row.kind}: ${row.what}`, () => {
      const found = only(row.kind, row.given) as unknown as Record<string, unknown>;
      for (const [field, value] of Object.entries(row.facts)) {
        if (value instanceof Unknown) expect(found[field], field).toStrictEqual(value);
        else if (typeof value === "object" && value !== null) expect(found[field], field).toMatchObject(value);
        else expect(found[field], field).toBe(value);
        // toMatchObject takes a longer list for a shorter one only inside arrays of arrays; lengths are said once more.
        if (Array.isArray(value)) expect((found[field] as unknown[]).length, field).toBe(value.length);
        expect(Object.hasOwn(found, field), field).toBe(true);
      }
      if (row.id !== undefined) expect(found["id"]).toBe(row.id);
      if (row.name !== undefined) expect(found["name"]).toBe(row.name);
    });
  }

  test("every kind that templates can have has a case", () => {
    const covered = new Set<string>(rows.map((row) => row.kind));
    const made = new Set(Object.keys(folds).flatMap((type) => foldAll({ X: [type, {}] }).map((resource) => resource.kind)));
    expect(made.size).toBeGreaterThan(60);
    expect([...made].filter((kind) => !covered.has(kind))).toEqual([]);
  });
});

describe("places", () => {
  test("a statement of an attachment is where the attachment writes it", () => {
    const queue = only("Queue", {
      Q: ["AWS::SQS::Queue", { QueueName: "q" }],
      P: ["AWS::SQS::QueuePolicy", { Queues: ["q"], PolicyDocument: allow() }],
    });
    const policy = queue.Policy;
    if (policy === undefined || isUnknown(policy)) throw new Error("no policy");
    const at = policy.Statement[0]!.at!;
    expect(at.origin.locate!(at.path)).toMatchObject({ file: "P:PolicyDocument.Statement.0" });
  });
  test("a field is where CloudFormation writes it", () => {
    const { origin } = only("LambdaFunction", { Fn: fn });
    expect(origin.locate!(["TracingMode"])).toMatchObject({ file: "Fn:TracingConfig.Mode" });
    expect(origin.locate!(["Environment", "A"])).toMatchObject({ file: "Fn:Environment.Variables.A" });
    expect(origin.locate!(["Timeout"])).toMatchObject({ file: "Fn:Timeout" });
  });
  test("a method of a body is inside the body", () => {
    const { origin } = only("RestMethod", { Api: ["AWS::ApiGateway::RestApi", { Body: { paths: { "/a": { get: {} } } } }] });
    expect(origin.locate!(["AuthorizationType"])).toMatchObject({ file: "Api:Body.paths./a.get.security" });
  });
  test("the integration of a route is where it is declared", () => {
    const { origin } = only("HttpRoute", {
      I: ["AWS::ApiGatewayV2::Integration", {}],
      R: ["AWS::ApiGatewayV2::Route", { ApiId: "a", RouteKey: "$default", Target: "integrations/s-I" }],
    });
    expect(origin.locate!(["IntegrationUri"])).toMatchObject({ file: "I:IntegrationUri" });
  });
});

describe("gaps", () => {
  test("routes in S3 are a gap, routes in the template none", () => {
    const gaps = (properties: Record<string, unknown>) => {
      const stack = stackFrom({ Api: ["AWS::ApiGateway::RestApi", properties] });
      return gapsOf(stack.declared[0]!, stack).map((gap) => `${gap.kind} ${gap.because.reason}`);
    };
    expect(gaps({ BodyS3Location: { Bucket: "b" } })).toEqual(["RestMethod elsewhere", "RestAuthorizer elsewhere"]);
    expect(gaps({ Body: PARAMETER })).toEqual(["RestMethod parameter", "RestAuthorizer parameter"]);
    expect(gaps({ Body: { paths: {} } })).toEqual([]);
    expect(gaps({ Name: "x" })).toEqual([]);
  });
});

describe("bad input", () => {
  const types = Object.keys(folds);
  const words = new Set([
    "Statement",
    "Roles",
    "Body",
    "paths",
    "FunctionName",
    "Queues",
    "Rules",
    "Policies",
    "Tags",
    "Principal",
    "Name",
    "Key",
    "Value",
    "Origins",
    "DistributionConfig",
    "Policy",
    "security",
    "ContainerDefinitions",
    "RestApiId",
    "ResourceId",
    "ParentId",
    "__proto__",
    "constructor",
    "toString",
  ]);
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(PARAMETER),
      fc.constant("*"),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...words), tie("value"), { maxKeys: 4 }),
    ),
  })).value;

  test("no fold throws, and every field is said", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom(...words), json, { maxKeys: 6 }),
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom(...words), json, { maxKeys: 6 }),
        (type, properties, other, others) => {
          for (const resource of foldAll({ A: [type, properties], B: [other, others] })) {
            expect(typeof resource.id).toBe("string");
            expect(typeof resource.name).toBe("string");
            expect("Tags" in resource).toBe(true);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test("every property of every type may be of any shape", () => {
    const shapes: readonly unknown[] = [
      "x",
      1,
      true,
      null,
      [],
      [null],
      [PARAMETER],
      [[{}]],
      {},
      { Rules: null },
      { Items: [1] },
      PARAMETER,
    ];
    // A proxy answers for every property name there is.
    for (const type of types) {
      for (const shape of shapes) {
        const properties = new Proxy<Record<string, unknown>>(
          {},
          {
            get: (_, key) => (typeof key === "string" ? shape : undefined),
            has: () => true,
            getOwnPropertyDescriptor: () => ({ value: shape, configurable: true, enumerable: true }),
          },
        );
        expect(() => foldAll({ A: [type, properties] }), `${type} ${String(JSON.stringify(shape))}`).not.toThrow();
      }
    }
  });

  test("properties nobody knows give no fact that is a value by accident", () => {
    const properties = new Proxy<Record<string, unknown>>(
      {},
      {
        get: (_, key) => (typeof key === "string" ? PARAMETER : undefined),
        has: () => true,
        getOwnPropertyDescriptor: () => ({ value: PARAMETER, configurable: true, enumerable: true }),
      },
    );
    const bucket = only("Bucket", { B: ["AWS::S3::Bucket", properties] });
    for (const field of [
      "PublicAccessBlock",
      "AclGrants",
      "Encryption",
      "Versioning",
      "Website",
      "Notifications",
      "LoggingTarget",
    ] as const)
      expect(bucket[field], field).toBe(PARAMETER);
    const queue = only("Queue", { Q: ["AWS::SQS::Queue", properties] });
    for (const field of ["SqsManagedSseEnabled", "KmsMasterKeyId", "VisibilityTimeout", "RedrivePolicy"] as const)
      expect(queue[field], field).toBe(PARAMETER);
  });

  test("attachments of known types are known", () => {
    for (const type of [
      "AWS::Lambda::Permission",
      "AWS::SQS::QueuePolicy",
      "AWS::IAM::Policy",
      "AWS::ApiGateway::Resource",
      "AWS::EC2::Route",
      "AWS::Logs::MetricFilter",
    ])
      expect(foldAll({ X: [type] })).toEqual([]);
    for (const type of types) expect(type in identities || foldAll({ X: [type] }).length === 0, type).toBe(true);
  });
});
