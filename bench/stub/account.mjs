// A made-up account of the size asked for: the same every time.
import { Refusal } from "./answers.mjs";

const ACCOUNT = "123456789012";
const REGION = "ap-northeast-1";
const DAY = "2026-11-01T00:00:00Z";
const arn = (service, rest, region = REGION) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const policy = (...Statement) => JSON.stringify({ Version: "2012-10-17", Statement });
const uri = (document) => encodeURIComponent(document);
const trust = policy({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" });
const gone = (code, status = 404) => new Refusal(code, status, "There is no such thing");

/** What services answer when something is not set. */
const ABSENT = {
  "S3.GetBucketPolicy": "NoSuchBucketPolicy",
  "S3.GetBucketWebsite": "NoSuchWebsiteConfiguration",
  "S3.GetBucketReplication": "ReplicationConfigurationNotFoundError",
  "S3.GetBucketLifecycleConfiguration": "NoSuchLifecycleConfiguration",
  "S3.GetObjectLockConfiguration": "ObjectLockConfigurationNotFoundError",
  "S3.GetBucketTagging": "NoSuchTagSet",
  "S3_Control.GetPublicAccessBlock": "NoSuchPublicAccessBlockConfiguration",
  "IAM.GetAccountPasswordPolicy": "NoSuchEntity",
  "Organizations.DescribeOrganization": "AWSOrganizationsNotInUseException",
  "Account.GetAlternateContact": "ResourceNotFoundException",
  "SecurityHub.DescribeHub": "ResourceNotFoundException",
  "Macie2.GetMacieSession": "ResourceNotFoundException",
  "Lambda.GetLayerVersionPolicy": "ResourceNotFoundException",
  "DynamoDB.GetResourcePolicy": "PolicyNotFoundException",
  "Budgets.DescribeBudgets": "NotFoundException",
};

const REPORT_COLUMNS =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

/** `(service, operation, input) → answer` of an account with that many functions, and a tenth as many of most other things. */
export function seededAccount(functions) {
  const many = (n, f) => Array.from({ length: Math.max(1, Math.round(n)) }, (_, i) => f(i));
  const fnArn = (i) => arn("lambda", `function:fn-${i}`);
  const numberOf = (text) => Number(/(\d+)(?!.*\d)/.exec(text)?.[1] ?? 0);
  const some = Math.max(1, functions / 10);
  const configs = many(functions, (i) => configuration(i)).flatMap((config, i) =>
    i % 10 === 0 ? [config, { ...config, Version: "1", FunctionArn: `${config.FunctionArn}:1` }] : [config],
  );
  const roles = many(functions, roleDetail);
  const users = many(functions / 50, (i) => ({
    Path: "/",
    UserName: `user-${i}`,
    UserId: `AIDA${i}`,
    Arn: arn("iam", `user/user-${i}`, ""),
    CreateDate: DAY,
    GroupList: ["devs"],
    AttachedManagedPolicies: [],
  }));
  const managed = many(functions / 20, (i) => ({
    PolicyName: `policy-${i}`,
    Arn: arn("iam", `policy/policy-${i}`, ""),
    DefaultVersionId: "v1",
    PolicyVersionList: [
      {
        VersionId: "v1",
        IsDefaultVersion: true,
        Document: uri(policy({ Effect: "Allow", Action: ["sqs:*"], Resource: arn("sqs", `queue-${i}`) })),
      },
    ],
  }));
  const groups = [
    { Path: "/", GroupName: "devs", GroupId: "AGPA0", Arn: arn("iam", "group/devs", ""), GroupPolicyList: [], AttachedManagedPolicies: [] },
  ];
  const identities = [
    ...roles.map((r) => ["RoleDetailList", r]),
    ...users.map((u) => ["UserDetailList", u]),
    ...managed.map((p) => ["Policies", p]),
    ...groups.map((g) => ["GroupDetailList", g]),
  ];
  const apis = many(some, (i) => ({
    id: `rest${i}`,
    name: `api-${i}`,
    createdDate: DAY,
    endpointConfiguration: { types: ["REGIONAL"] },
    tags: { team: "a" },
  }));
  const buckets = many(some, (i) => ({ Name: `bucket-${i}`, CreationDate: DAY, BucketRegion: REGION }));
  const queues = many(some * 1.5, (i) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/queue-${i}`);
  const rules = many(some, (i) => ({
    Name: `rule-${i}`,
    Arn: arn("events", `rule/rule-${i}`),
    State: "ENABLED",
    EventBusName: "default",
    ScheduleExpression: "rate(5 minutes)",
  }));
  const logGroups = many(functions, (i) => ({
    logGroupName: `/aws/lambda/fn-${i}`,
    logGroupArn: arn("logs", `log-group:/aws/lambda/fn-${i}`),
    arn: `${arn("logs", `log-group:/aws/lambda/fn-${i}`)}:*`,
    ...(i % 3 === 0 ? {} : { retentionInDays: 30 }),
    creationTime: 1_793_491_200_000,
    metricFilterCount: 0,
    storedBytes: 1,
  }));

  function configuration(i) {
    return {
      FunctionName: `fn-${i}`,
      FunctionArn: fnArn(i),
      Runtime: ["nodejs22.x", "python3.13", "nodejs18.x", "java21"][i % 4],
      Role: arn("iam", `role/role-${i}`, ""),
      Handler: "index.handler",
      CodeSize: 1000 + i,
      Description: `Function number ${i} of the made-up account`,
      Timeout: 10,
      MemorySize: 256,
      LastModified: "2026-11-01T00:00:00.000+0000",
      CodeSha256: `sha${i}`,
      Version: "$LATEST",
      Environment: { Variables: { TABLE: `table-${i % some}`, QUEUE: `queue-${i % some}`, LOG_LEVEL: "info", STAGE: "prod" } },
      TracingConfig: { Mode: i % 2 ? "Active" : "PassThrough" },
      RevisionId: `rev${i}`,
      State: "Active",
      PackageType: "Zip",
      Architectures: ["arm64"],
      EphemeralStorage: { Size: 512 },
      LoggingConfig: { LogFormat: "JSON", LogGroup: `/aws/lambda/fn-${i}` },
      ...(i % 5 === 0 ? { DeadLetterConfig: { TargetArn: arn("sqs", `queue-${i % some}`) } } : {}),
    };
  }

  function roleDetail(i) {
    return {
      Path: "/",
      RoleName: `role-${i}`,
      RoleId: `AROA${i}`,
      Arn: arn("iam", `role/role-${i}`, ""),
      CreateDate: DAY,
      AssumeRolePolicyDocument: uri(trust),
      RolePolicyList: [
        {
          PolicyName: "own",
          PolicyDocument: uri(
            policy(
              {
                Effect: "Allow",
                Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
                Resource: arn("dynamodb", `table/table-${i % some}`),
              },
              { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: i % 7 === 0 ? "*" : arn("sqs", `queue-${i % some}`) },
            ),
          ),
        },
      ],
      AttachedManagedPolicies: [
        { PolicyName: "AWSLambdaBasicExecutionRole", PolicyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" },
        { PolicyName: `policy-${i % 50}`, PolicyArn: arn("iam", `policy/policy-${i % 50}`, "") },
      ],
      RoleLastUsed: { LastUsedDate: DAY, Region: REGION },
      Tags: [{ Key: "team", Value: "a" }],
    };
  }

  /** One page of a list, the way each service pages. */
  function page(list, input, size, key, inToken, outToken) {
    const from = Number(input[inToken] ?? 0);
    const next = from + size;
    return { [key]: list.slice(from, next), ...(next < list.length ? { [outToken]: String(next) } : {}) };
  }

  const permission = (i) => ({
    Sid: "api",
    Effect: "Allow",
    Principal: { Service: "apigateway.amazonaws.com" },
    Action: "lambda:InvokeFunction",
    Resource: fnArn(i),
    Condition: { ArnLike: { "AWS:SourceArn": arn("execute-api", `rest${i}/*/*`) } },
  });
  const answers = {
    "STS.GetCallerIdentity": () => ({ Account: ACCOUNT, Arn: arn("iam", "user/bench", ""), UserId: "AIDABENCH" }),
    "EC2.DescribeRegions": () => ({
      Regions: [
        { RegionName: REGION, OptInStatus: "opt-in-not-required" },
        { RegionName: "us-east-1", OptInStatus: "opt-in-not-required" },
      ],
    }),
    "Lambda.ListFunctions": (input) => page(configs, input, 50, "Functions", "Marker", "NextMarker"),
    "Lambda.GetFunction": ({ FunctionName }) => ({
      Configuration: configuration(numberOf(FunctionName)),
      Code: { RepositoryType: "S3" },
      Tags: { team: "a", app: `app-${numberOf(FunctionName) % 20}` },
    }),
    "Lambda.GetPolicy": ({ FunctionName, Qualifier }) => {
      const i = numberOf(FunctionName);
      return i % 3 === 0 && Qualifier === undefined
        ? { Policy: policy(permission(i)), RevisionId: "r" }
        : gone("ResourceNotFoundException");
    },
    "Lambda.ListAliases": ({ FunctionName }) => ({
      Aliases:
        numberOf(FunctionName) % 10 === 0
          ? [{ AliasArn: `${fnArn(numberOf(FunctionName))}:live`, Name: "live", FunctionVersion: "1" }]
          : [],
    }),
    "Lambda.ListFunctionUrlConfigs": ({ FunctionName }) => {
      const i = numberOf(FunctionName);
      return {
        FunctionUrlConfigs:
          i % 40 === 0
            ? [
                {
                  FunctionUrl: `https://u${i}.lambda-url.${REGION}.on.aws/`,
                  FunctionArn: fnArn(i),
                  CreationTime: DAY,
                  LastModifiedTime: DAY,
                  AuthType: i % 80 === 0 ? "NONE" : "AWS_IAM",
                },
              ]
            : [],
      };
    },
    "Lambda.GetRuntimeManagementConfig": () => ({ UpdateRuntimeOn: "Auto" }),
    "Lambda.ListEventSourceMappings": (input) =>
      page(
        many(some, (i) => ({
          UUID: `esm-${i}`,
          BatchSize: 10,
          EventSourceArn: arn("sqs", `queue-${i}`),
          FunctionArn: fnArn(i),
          State: "Enabled",
          FunctionResponseTypes: [],
        })),
        input,
        100,
        "EventSourceMappings",
        "Marker",
        "NextMarker",
      ),
    "Lambda.GetAccountSettings": () => ({
      AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 },
      AccountUsage: { FunctionCount: functions },
    }),
    "IAM.GetAccountAuthorizationDetails": (input) => {
      const from = Number(input.Marker ?? 0);
      const next = from + 250;
      const out = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [], IsTruncated: next < identities.length };
      for (const [key, item] of identities.slice(from, next)) out[key].push(item);
      return out.IsTruncated ? { ...out, Marker: String(next) } : out;
    },
    "IAM.ListRoles": (input) => {
      const found = page(roles, input, 250, "Roles", "Marker", "Marker");
      return {
        Roles: found.Roles.map(({ Path, RoleName, RoleId, Arn, CreateDate }) => ({
          Path,
          RoleName,
          RoleId,
          Arn,
          CreateDate,
          MaxSessionDuration: 3600,
        })),
        ...(found.Marker === undefined ? { IsTruncated: false } : { IsTruncated: true, Marker: found.Marker }),
      };
    },
    "IAM.GetPolicy": ({ PolicyArn }) => ({ Policy: { Arn: PolicyArn, PolicyName: PolicyArn.split("/").at(-1), DefaultVersionId: "v1" } }),
    "IAM.GetPolicyVersion": () => ({
      PolicyVersion: {
        VersionId: "v1",
        IsDefaultVersion: true,
        Document: uri(
          policy({ Effect: "Allow", Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }),
        ),
      },
    }),
    "IAM.ListAccessKeys": ({ UserName }) => ({
      AccessKeyMetadata: [{ UserName, AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active", CreateDate: DAY }],
      IsTruncated: false,
    }),
    "IAM.GenerateCredentialReport": () => ({ State: "COMPLETE" }),
    "IAM.GetCredentialReport": () => ({
      Content: Buffer.from(credentialReport()).toString("base64"),
      ReportFormat: "text/csv",
      GeneratedTime: DAY,
    }),
    "IAM.GetAccountSummary": () => ({ SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, Users: users.length } }),
    "API_Gateway.GetRestApis": (input) => page(apis, input, 500, "items", "position", "position"),
    "API_Gateway.GetResources": ({ restApiId }) => ({
      items: ["/", "/orders", "/orders/{id}"].map((path, i) => ({
        id: `r${i}`,
        path,
        resourceMethods: path === "/" ? {} : { GET: method(restApiId), POST: method(restApiId) },
      })),
    }),
    "API_Gateway.GetStages": () => ({
      item: [
        {
          stageName: "prod",
          deploymentId: "d1",
          tracingEnabled: false,
          methodSettings: { "*/*": { loggingLevel: "ERROR", metricsEnabled: true, throttlingBurstLimit: 100, throttlingRateLimit: 50 } },
        },
      ],
    }),
    "ApiGatewayV2.GetApis": () => ({
      Items: many(some / 2, (i) => ({
        ApiId: `http${i}`,
        Name: `http-${i}`,
        ProtocolType: "HTTP",
        ApiEndpoint: `https://http${i}.execute-api.${REGION}.amazonaws.com`,
        RouteSelectionExpression: "$request.method $request.path",
      })),
    }),
    "ApiGatewayV2.GetRoutes": ({ ApiId }) => ({
      Items: ["GET /a", "POST /a", "ANY /b"].map((RouteKey, i) => ({
        RouteId: `${ApiId}r${i}`,
        RouteKey,
        AuthorizationType: i === 0 ? "NONE" : "AWS_IAM",
        Target: "integrations/i0",
      })),
    }),
    "ApiGatewayV2.GetIntegrations": ({ ApiId }) => ({
      Items: [
        {
          IntegrationId: "i0",
          IntegrationType: "AWS_PROXY",
          IntegrationUri: fnArn(numberOf(ApiId)),
          PayloadFormatVersion: "2.0",
          TimeoutInMillis: 30000,
        },
      ],
    }),
    "ApiGatewayV2.GetStages": () => ({
      Items: [{ StageName: "$default", AutoDeploy: true, DefaultRouteSettings: { DetailedMetricsEnabled: false } }],
    }),
    "SQS.ListQueues": () => ({ QueueUrls: queues }),
    "SQS.GetQueueAttributes": ({ QueueUrl }) => ({
      Attributes: {
        QueueArn: arn("sqs", QueueUrl.split("/").at(-1)),
        VisibilityTimeout: "60",
        MessageRetentionPeriod: "345600",
        SqsManagedSseEnabled: "true",
      },
    }),
    "SNS.ListTopics": () => ({ Topics: many(some / 2, (i) => ({ TopicArn: arn("sns", `topic-${i}`) })) }),
    "SNS.GetTopicAttributes": ({ TopicArn }) => ({
      Attributes: {
        TopicArn,
        Owner: ACCOUNT,
        Policy: policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sns:Publish", Resource: TopicArn }),
      },
    }),
    "SNS.ListSubscriptions": () => ({
      Subscriptions: many(some / 2, (i) => ({
        SubscriptionArn: arn("sns", `topic-${i}:sub-${i}`),
        Owner: ACCOUNT,
        Protocol: "lambda",
        Endpoint: fnArn(i),
        TopicArn: arn("sns", `topic-${i}`),
      })),
    }),
    "SNS.GetSubscriptionAttributes": ({ SubscriptionArn }) => ({ Attributes: { SubscriptionArn } }),
    "DynamoDB.ListTables": (input) =>
      page(
        many(some, (i) => `table-${i}`),
        { from: input.ExclusiveStartTableName && numberOf(input.ExclusiveStartTableName) + 1 },
        100,
        "TableNames",
        "from",
        "-",
      ),
    "DynamoDB.DescribeTable": ({ TableName }) => ({
      Table: {
        TableName,
        TableArn: arn("dynamodb", `table/${TableName}`),
        TableStatus: "ACTIVE",
        CreationDateTime: DAY,
        BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
        DeletionProtectionEnabled: false,
      },
    }),
    "DynamoDB.DescribeContinuousBackups": () => ({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: "ENABLED",
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "ENABLED" },
      },
    }),
    "DynamoDB.DescribeTimeToLive": () => ({ TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } }),
    "S3.ListDirectoryBuckets": () => ({ Buckets: [] }),
    "S3.ListBuckets": () => ({ Buckets: buckets, Owner: { ID: "owner" } }),
    "S3.GetPublicAccessBlock": () => ({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
    "S3.GetBucketAcl": () => ({
      Owner: { ID: "owner" },
      Grants: [{ Grantee: { Type: "CanonicalUser", ID: "owner" }, Permission: "FULL_CONTROL" }],
    }),
    "S3.GetBucketOwnershipControls": () => ({ OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } }),
    "S3.GetBucketEncryption": () => ({
      ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] },
    }),
    "S3.GetBucketVersioning": () => ({ Status: "Enabled" }),
    "KMS.ListKeys": () => ({ Keys: many(some / 5, (i) => ({ KeyId: `key-${i}`, KeyArn: arn("kms", `key/key-${i}`) })), Truncated: false }),
    "KMS.ListAliases": () => ({
      Aliases: many(some / 5, (i) => ({ AliasName: `alias/key-${i}`, AliasArn: arn("kms", `alias/key-${i}`), TargetKeyId: `key-${i}` })),
      Truncated: false,
    }),
    "KMS.DescribeKey": ({ KeyId }) => ({
      KeyMetadata: {
        KeyId,
        Arn: arn("kms", `key/${KeyId}`),
        KeyManager: "CUSTOMER",
        KeyState: "Enabled",
        KeySpec: "SYMMETRIC_DEFAULT",
        KeyUsage: "ENCRYPT_DECRYPT",
        Origin: "AWS_KMS",
      },
    }),
    "KMS.GetKeyPolicy": () => ({
      Policy: policy({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" }),
      PolicyName: "default",
    }),
    "KMS.GetKeyRotationStatus": () => ({ KeyRotationEnabled: true }),
    "CloudWatch_Logs.DescribeLogGroups": (input) => page(logGroups, input, 50, "logGroups", "nextToken", "nextToken"),
    "EventBridge.ListEventBuses": () => ({ EventBuses: [{ Name: "default", Arn: arn("events", "event-bus/default") }] }),
    "EventBridge.DescribeEventBus": ({ Name }) => ({ Name, Arn: arn("events", `event-bus/${Name}`) }),
    "EventBridge.ListRules": (input) => page(rules, input, 100, "Rules", "NextToken", "NextToken"),
    "EventBridge.ListTargetsByRule": ({ Rule }) => ({ Targets: [{ Id: "t", Arn: fnArn(numberOf(Rule)) }] }),
    "GuardDuty.ListDetectors": () => ({ DetectorIds: [] }),
    "XRay.GetEncryptionConfig": () => ({ EncryptionConfig: { Type: "NONE", Status: "ACTIVE" } }),
    "EC2.GetEbsEncryptionByDefault": () => ({ EbsEncryptionByDefault: true }),
    "Inspector2.BatchGetAccountStatus": () => ({ accounts: [], failedAccounts: [] }),
    "Account.GetContactInformation": () => ({
      ContactInformation: { FullName: "Bench", AddressLine1: "1", City: "Tokyo", CountryCode: "JP", PhoneNumber: "1", PostalCode: "1" },
    }),
  };

  function method(api) {
    return {
      httpMethod: "GET",
      authorizationType: numberOf(api) % 2 ? "AWS_IAM" : "NONE",
      apiKeyRequired: false,
      methodIntegration: {
        type: "AWS_PROXY",
        uri: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${fnArn(numberOf(api))}/invocations`,
      },
    };
  }

  function credentialReport() {
    const line = (name, userArn) =>
      `${name},${userArn},2025-01-01T00:00:00+00:00,false,N/A,N/A,N/A,true,true,2026-10-01T00:00:00+00:00,2026-11-01T00:00:00+00:00,${REGION},s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
    return [REPORT_COLUMNS, line("<root_account>", arn("iam", "root", "")), ...users.map((user) => line(user.UserName, user.Arn))].join(
      "\n",
    );
  }

  return (service, operation, input) => {
    const name = `${service}.${operation}`;
    const absent = ABSENT[name];
    return answers[name]?.(input) ?? (absent ? gone(absent) : {});
  };
}
