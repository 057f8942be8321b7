import { App, Aws, Fn, Stack } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as cognito from "aws-cdk-lib/aws-cognito";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as events from "aws-cdk-lib/aws-events";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as sns from "aws-cdk-lib/aws-sns";
import * as sqs from "aws-cdk-lib/aws-sqs";
import * as ssm from "aws-cdk-lib/aws-ssm";
import * as stepfunctions from "aws-cdk-lib/aws-stepfunctions";

// The weak order application once more, in CDK. Never deploy it. `cdk.out` beside this folder is what it synthesizes to.
const app = new App({ analyticsReporting: false });
const stack = new Stack(app, "OrdersWeak", { analyticsReporting: false });
const code = lambda.Code.fromBucket(s3.Bucket.fromBucketName(stack, "Artifacts", "yagura-example-artifacts"), "orders.zip");

// data
const table = new dynamodb.Table(stack, "OrdersTable", {
  tableName: "orders",
  partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
  billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
});
const reports = new s3.Bucket(stack, "ReportsBucket", {
  bucketName: "yagura-example-orders-reports",
  encryption: s3.BucketEncryption.S3_MANAGED,
  objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  blockPublicAccess: new s3.BlockPublicAccess({
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  }),
});
reports.addToResourcePolicy(
  new iam.PolicyStatement({
    sid: "AnyoneMayRead",
    principals: [new iam.StarPrincipal()],
    actions: ["s3:GetObject"],
    resources: [reports.arnForObjects("*")],
  }),
);
const key = new kms.Key(stack, "OrdersKey", { description: "encrypts exports of orders", enableKeyRotation: false });
key.addAlias("alias/orders");
new ssm.StringParameter(stack, "PaymentToken", { parameterName: "/orders/payment-password", stringValue: "Kaminari3-Asakusa8-Mon5" });

// roles: spelled out, because grants would make them better than they are
const lambdaService = new iam.ServicePrincipal("lambda.amazonaws.com");
const sharedRole = new iam.Role(stack, "SharedRole", {
  roleName: "orders-shared",
  assumedBy: lambdaService,
  managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSLambdaBasicExecutionRole")],
  inlinePolicies: {
    table: document(allow("Table", ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], table.tableArn)),
  },
});
const adminRole = new iam.Role(stack, "AdminRole", {
  roleName: "orders-admin",
  assumedBy: lambdaService,
  managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("AdministratorAccess")],
});
const shippingRole = new iam.Role(stack, "ShippingRole", {
  roleName: "orders-shipping",
  assumedBy: lambdaService,
  inlinePolicies: {
    "everything-of-some": document(allow("Messages", ["sqs:*", "sns:*", "logs:*"], "*"), allow("Keys", ["kms:Decrypt"], "*")),
  },
});
const reportRole = new iam.Role(stack, "ReportRole", {
  roleName: "orders-report",
  assumedBy: lambdaService,
  inlinePolicies: { reports: document(allow("Write", ["s3:PutObject"], reports.arnForObjects("*"))) },
});
reportRole.assumeRolePolicy?.addStatements(
  new iam.PolicyStatement({ sid: "Partner", actions: ["sts:AssumeRole"], principals: [new iam.AccountPrincipal("999988887777")] }),
);

// functions
interface Settings {
  readonly runtime?: lambda.Runtime;
  readonly timeout?: number;
  readonly role: iam.IRole;
  readonly environment?: Record<string, string>;
  readonly retention?: logs.RetentionDays;
}

function fn(
  id: string,
  name: string,
  { runtime = new lambda.Runtime("nodejs24.x"), timeout = 10, role, environment, retention }: Settings,
): lambda.CfnFunction {
  new logs.CfnLogGroup(stack, `${id}Logs`, {
    logGroupName: `/aws/lambda/${name}`,
    ...(retention === undefined ? {} : { retentionInDays: retention }),
  });
  const { bucketName, objectKey } = code.bind(stack).s3Location!;
  return new lambda.CfnFunction(stack, id, {
    functionName: name,
    runtime: runtime.name,
    handler: "index.handler",
    code: { s3Bucket: bucketName, s3Key: objectKey },
    role: role.roleArn,
    timeout,
    memorySize: 256,
    ...(environment === undefined ? {} : { environment: { variables: environment } }),
  });
}

const create = fn("CreateOrder", "orders-create", {
  runtime: new lambda.Runtime("python3.8"),
  role: sharedRole,
  environment: {
    TABLE_NAME: table.tableName,
    DB_HOST: "orders.cluster-example.ap-northeast-1.rds.amazonaws.com",
    DB_PASSWORD: "Sakura7-Tsukiji4-Hashi9",
  },
});
const list = fn("ListOrders", "orders-list", {
  timeout: 60,
  role: sharedRole,
  environment: { TABLE_NAME: table.tableName },
  retention: logs.RetentionDays.ONE_MONTH,
});
const refund = fn("RefundOrder", "orders-refund", { role: adminRole, retention: logs.RetentionDays.ONE_MONTH });
const ship = fn("ShipOrder", "orders-ship", { timeout: 60, role: shippingRole });
const report = fn("NightlyReport", "orders-report", { role: reportRole, environment: { BUCKET_NAME: reports.bucketName } });

// a URL for everybody
new lambda.CfnUrl(stack, "RefundOrderUrl", {
  targetFunctionArn: refund.attrArn,
  authType: "NONE",
  cors: { allowOrigins: ["*"], allowMethods: ["*"], allowCredentials: true },
});
new lambda.CfnPermission(stack, "RefundOrderUrlPublicPermissions", {
  functionName: refund.ref,
  action: "lambda:InvokeFunctionUrl",
  principal: "*",
  functionUrlAuthType: "NONE",
});
new lambda.CfnPermission(stack, "RefundOrderURLInvokeAllowPublicAccess", {
  functionName: refund.ref,
  action: "lambda:InvokeFunction",
  principal: "*",
  invokedViaFunctionUrl: true,
});

// API
const api = new apigateway.RestApi(stack, "OrdersApi", {
  restApiName: "orders",
  endpointTypes: [apigateway.EndpointType.REGIONAL],
  deployOptions: { stageName: "prod" },
  cloudWatchRole: false,
});
const orders = api.root.addResource("orders");
for (const [id, method, target] of [
  ["CreateOrderPost", "POST", create],
  ["ListOrdersGet", "GET", list],
] as const) {
  orders.addMethod(
    method,
    new apigateway.Integration({
      type: apigateway.IntegrationType.AWS_PROXY,
      integrationHttpMethod: "POST",
      uri: Fn.sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${arn}/invocations", {
        arn: target.attrArn,
      }),
    }),
  );
  new lambda.CfnPermission(stack, `${id}Permission`, {
    functionName: target.ref,
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
    sourceArn: api.arnForExecuteApi(method, "/orders"),
  });
}

// messages
const queue = new sqs.CfnQueue(stack, "ShippingQueue", {
  queueName: "orders-shipping",
  visibilityTimeout: 60,
  sqsManagedSseEnabled: false,
});
new lambda.CfnEventSourceMapping(stack, "ShipOrderQueue", { eventSourceArn: queue.attrArn, functionName: ship.ref, batchSize: 10 });
const topic = new sns.Topic(stack, "OrderEvents", { topicName: "orders-events" });
topic.addToResourcePolicy(
  new iam.PolicyStatement({
    sid: "AnyoneMayPublish",
    principals: [new iam.StarPrincipal()],
    actions: ["sns:Publish"],
    resources: [topic.topicArn],
  }),
);
new events.CfnRule(stack, "NightlyReportRule", {
  name: "orders-nightly",
  scheduleExpression: "cron(0 18 * * ? *)",
  state: "ENABLED",
  targets: [{ id: "report", arn: report.attrArn }],
});
new lambda.CfnPermission(stack, "NightlyReportMayBeCalled", {
  functionName: report.ref,
  action: "lambda:InvokeFunction",
  principal: "events.amazonaws.com",
});

// workflow
const fulfilmentRole = new iam.Role(stack, "FulfilmentRole", {
  roleName: "orders-fulfilment",
  assumedBy: new iam.ServicePrincipal("states.amazonaws.com", { conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } } }),
  inlinePolicies: { refund: document(allow("Refund", ["lambda:InvokeFunction"], refund.attrArn)) },
});
new stepfunctions.CfnStateMachine(stack, "Fulfilment", {
  stateMachineName: "orders-fulfilment",
  roleArn: fulfilmentRole.roleArn,
  definitionString: stack.toJsonString({ StartAt: "Refund", States: { Refund: { Type: "Task", Resource: refund.attrArn, End: true } } }),
});

// people
const customers = new cognito.CfnUserPool(stack, "Customers", {
  userPoolName: "orders-customers",
  mfaConfiguration: "OFF",
  policies: {
    passwordPolicy: { minimumLength: 6, requireLowercase: true, requireUppercase: false, requireNumbers: false, requireSymbols: false },
  },
});
new cognito.CfnUserPoolClient(stack, "WebClient", {
  clientName: "orders-web",
  userPoolId: customers.ref,
  explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  allowedOAuthFlowsUserPoolClient: true,
  allowedOAuthFlows: ["implicit"],
  allowedOAuthScopes: ["openid"],
  callbackUrLs: ["http://shop.example.com/callback"],
  supportedIdentityProviders: ["COGNITO"],
  refreshTokenValidity: 3650,
  preventUserExistenceErrors: "LEGACY",
});

function allow(sid: string, actions: string[], resource: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources: [resource] });
}

function document(...statements: iam.PolicyStatement[]): iam.PolicyDocument {
  return new iam.PolicyDocument({ statements, minimize: false });
}

app.synth();
