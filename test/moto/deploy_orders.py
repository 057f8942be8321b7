"""Deploys examples/orders-weak with boto3, every setting spelled out, as a person without a template would."""

import io
import json
import sys
import zipfile

import boto3

ENDPOINT = sys.argv[1]
REGION = "us-east-1"
ACCOUNT = "123456789012"
BUCKET = "yagura-example-orders-reports"


def client(name):
    return boto3.client(name, region_name=REGION, endpoint_url=ENDPOINT)


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(action, resource, **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def trust(service, **more):
    return {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole", **more}


def package():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("index.mjs", "export async function handler() {}\n")
    return data.getvalue()


def arn(service, resource):
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


# ---------------------------------------------------------------- data
dynamodb = client("dynamodb")
dynamodb.create_table(
    TableName="orders",
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
)

s3 = client("s3")
s3.create_bucket(Bucket=BUCKET)
s3.put_bucket_encryption(
    Bucket=BUCKET,
    ServerSideEncryptionConfiguration={"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]},
)
s3.put_bucket_ownership_controls(Bucket=BUCKET, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
s3.put_public_access_block(
    Bucket=BUCKET,
    PublicAccessBlockConfiguration={
        "BlockPublicAcls": False,
        "BlockPublicPolicy": False,
        "IgnorePublicAcls": False,
        "RestrictPublicBuckets": False,
    },
)
s3.put_bucket_policy(
    Bucket=BUCKET,
    Policy=policy(allow("s3:GetObject", f"arn:aws:s3:::{BUCKET}/*", Sid="AnyoneMayRead", Principal="*")),
)

kms = client("kms")
key = kms.create_key(
    Description="encrypts exports of orders",
    Policy=policy(allow("kms:*", "*", Sid="Account", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"})),
)["KeyMetadata"]["KeyId"]
kms.create_alias(AliasName="alias/orders", TargetKeyId=key)

client("ssm").put_parameter(Name="/orders/payment-password", Type="String", Value="Kaminari3-Asakusa8-Mon5")

# ---------------------------------------------------------------- roles
iam = client("iam")
LAMBDA = trust("lambda.amazonaws.com")
REFUND = arn("lambda", "function:orders-refund")
roles = {
    "orders-shared": ([LAMBDA], "table", [allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], arn("dynamodb", "table/orders"), Sid="Table")]),
    "orders-admin": ([LAMBDA], None, []),
    "orders-shipping": (
        [LAMBDA],
        "everything-of-some",
        [allow(["sqs:*", "sns:*", "logs:*"], "*", Sid="Messages"), allow(["kms:Decrypt"], "*", Sid="Keys")],
    ),
    "orders-report": (
        [
            {"Sid": "Partner", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999988887777:root"}, "Action": "sts:AssumeRole"},
            {"Sid": "Lambda", **LAMBDA},
        ],
        "reports",
        [allow("s3:PutObject", f"arn:aws:s3:::{BUCKET}/*", Sid="Write")],
    ),
    "orders-fulfilment": (
        [trust("states.amazonaws.com", Condition={"StringEquals": {"aws:SourceAccount": ACCOUNT}})],
        "refund",
        [allow("lambda:InvokeFunction", REFUND, Sid="Refund")],
    ),
}
for name, (trusted, inline, statements) in roles.items():
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(*trusted))
    if inline:
        iam.put_role_policy(RoleName=name, PolicyName=inline, PolicyDocument=policy(*statements))
iam.attach_role_policy(RoleName="orders-shared", PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
iam.attach_role_policy(RoleName="orders-admin", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")

# ---------------------------------------------------------------- functions
lambdas = client("lambda")
ENVIRONMENT = {
    "orders-create": {
        "TABLE_NAME": "orders",
        "DB_HOST": "orders.cluster-example.ap-northeast-1.rds.amazonaws.com",
        "DB_PASSWORD": "Sakura7-Tsukiji4-Hashi9",
    },
    "orders-list": {"TABLE_NAME": "orders"},
    "orders-report": {"BUCKET_NAME": BUCKET},
}
for name, runtime, timeout, role in [
    ("orders-create", "python3.8", 10, "orders-shared"),
    ("orders-list", "nodejs24.x", 60, "orders-shared"),
    ("orders-refund", "nodejs24.x", 10, "orders-admin"),
    ("orders-ship", "nodejs24.x", 60, "orders-shipping"),
    ("orders-report", "nodejs24.x", 10, "orders-report"),
]:
    lambdas.create_function(
        FunctionName=name,
        Runtime=runtime,
        Role=f"arn:aws:iam::{ACCOUNT}:role/{role}",
        Handler="index.handler",
        Timeout=timeout,
        MemorySize=256,
        Code={"ZipFile": package()},
        TracingConfig={"Mode": "PassThrough"},
        Environment={"Variables": ENVIRONMENT.get(name, {})},
    )

# ---------------------------------------------------------------- logs
logs = client("logs")
for name, days in {"orders-create": None, "orders-list": 30, "orders-refund": 30, "orders-ship": None, "orders-report": None}.items():
    try:
        logs.create_log_group(logGroupName=f"/aws/lambda/{name}")
    except logs.exceptions.ResourceAlreadyExistsException:
        pass
    if days:
        logs.put_retention_policy(logGroupName=f"/aws/lambda/{name}", retentionInDays=days)

# ---------------------------------------------------------------- messages
sqs = client("sqs")
sqs.create_queue(QueueName="orders-shipping", Attributes={"VisibilityTimeout": "60", "SqsManagedSseEnabled": "false"})
lambdas.create_event_source_mapping(EventSourceArn=arn("sqs", "orders-shipping"), FunctionName="orders-ship", BatchSize=10)

sns = client("sns")
topic = sns.create_topic(Name="orders-events")["TopicArn"]
sns.set_topic_attributes(
    TopicArn=topic,
    AttributeName="Policy",
    AttributeValue=policy(allow("sns:Publish", topic, Sid="AnyoneMayPublish", Principal="*")),
)

events = client("events")
events.put_rule(Name="orders-nightly", ScheduleExpression="cron(0 18 * * ? *)", State="ENABLED")
events.put_targets(Rule="orders-nightly", Targets=[{"Id": "report", "Arn": arn("lambda", "function:orders-report")}])
lambdas.add_permission(
    FunctionName="orders-report", StatementId="NightlyReportMayBeCalled", Action="lambda:InvokeFunction", Principal="events.amazonaws.com"
)

# ---------------------------------------------------------------- API and URL
lambdas.create_function_url_config(
    FunctionName="orders-refund", AuthType="NONE", Cors={"AllowOrigins": ["*"], "AllowMethods": ["*"], "AllowCredentials": True}
)
# The two statements that admit everybody through the URL are left out: moto keeps neither their action nor their condition,
# and would hold a function that anyone may call directly, which this one is not.

api = client("apigateway")
rest = api.create_rest_api(name="orders", endpointConfiguration={"types": ["REGIONAL"]})["id"]
root = api.get_resources(restApiId=rest)["items"][0]["id"]
path = api.create_resource(restApiId=rest, parentId=root, pathPart="orders")["id"]
for method, function in {"POST": "orders-create", "GET": "orders-list"}.items():
    api.put_method(restApiId=rest, resourceId=path, httpMethod=method, authorizationType="NONE")
    api.put_integration(
        restApiId=rest,
        resourceId=path,
        httpMethod=method,
        type="AWS_PROXY",
        integrationHttpMethod="POST",
        uri=f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{arn('lambda', 'function:' + function)}/invocations",
    )
    lambdas.add_permission(
        FunctionName=function,
        StatementId=f"api-{method.lower()}",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{rest}/*/{method}/orders",
    )
api.create_deployment(restApiId=rest, stageName="prod")

# ---------------------------------------------------------------- workflow
client("stepfunctions").create_state_machine(
    name="orders-fulfilment",
    roleArn=f"arn:aws:iam::{ACCOUNT}:role/orders-fulfilment",
    definition=json.dumps({"StartAt": "Refund", "States": {"Refund": {"Type": "Task", "Resource": REFUND, "End": True}}}),
)

# ---------------------------------------------------------------- people
cognito = client("cognito-idp")
pool = cognito.create_user_pool(
    PoolName="orders-customers",
    MfaConfiguration="OFF",
    Policies={
        "PasswordPolicy": {
            "MinimumLength": 6,
            "RequireLowercase": True,
            "RequireUppercase": False,
            "RequireNumbers": False,
            "RequireSymbols": False,
        }
    },
)["UserPool"]["Id"]
cognito.create_user_pool_client(
    UserPoolId=pool,
    ClientName="orders-web",
    ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    AllowedOAuthFlowsUserPoolClient=True,
    AllowedOAuthFlows=["implicit"],
    AllowedOAuthScopes=["openid"],
    CallbackURLs=["http://shop.example.com/callback"],
    SupportedIdentityProviders=["COGNITO"],
    RefreshTokenValidity=3650,
    PreventUserExistenceErrors="LEGACY",
)

print(json.dumps({"key": key, "rest": rest, "pool": pool, "topic": topic}))
