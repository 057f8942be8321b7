"""Builds a small serverless account with boto3, and prints what a scan must find in it."""

import io
import json
import sys
import zipfile

import boto3

ENDPOINT = sys.argv[1]
REGION = "us-east-1"
ACCOUNT = "123456789012"


def client(name, region=REGION):
    return boto3.client(name, region_name=region, endpoint_url=ENDPOINT)


def package():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("index.py", "def handler(event, context):\n    return {}\n")
    return data.getvalue()


iam = client("iam")
role = iam.create_role(
    RoleName="orders",
    AssumeRolePolicyDocument=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
        }
    ),
)["Role"]["Arn"]

functions = client("lambda")
names = [f"orders-{n:03}" for n in range(int(sys.argv[2]) if len(sys.argv) > 2 else 60)]
for name in names:
    functions.create_function(
        FunctionName=name,
        Runtime="python3.12",
        Role=role,
        Handler="index.handler",
        Code={"ZipFile": package()},
        Environment={"Variables": {"TABLE": "orders"}},
        Tags={"team": "orders"},
    )
open_function = names[0]
functions.add_permission(FunctionName=open_function, StatementId="everyone", Action="lambda:InvokeFunction", Principal="*")
functions.put_function_concurrency(FunctionName=open_function, ReservedConcurrentExecutions=5)
version = functions.publish_version(FunctionName=open_function)["Version"]
functions.create_alias(FunctionName=open_function, Name="live", FunctionVersion=version)
functions.create_function_url_config(FunctionName=names[1], AuthType="NONE")

key = client("kms").create_key(Description="orders")["KeyMetadata"]["KeyId"]
client("kms").create_alias(AliasName="alias/orders", TargetKeyId=key)
client("kms").enable_key_rotation(KeyId=key)

sqs = client("sqs")
dead = sqs.create_queue(QueueName="orders-dead")["QueueUrl"]
queue = sqs.create_queue(
    QueueName="orders",
    Attributes={
        "VisibilityTimeout": "90",
        "RedrivePolicy": json.dumps({"deadLetterTargetArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:orders-dead", "maxReceiveCount": 3}),
    },
)["QueueUrl"]
functions.create_event_source_mapping(EventSourceArn=f"arn:aws:sqs:{REGION}:{ACCOUNT}:orders", FunctionName=open_function, BatchSize=5)

sns = client("sns")
topic = sns.create_topic(Name="orders")["TopicArn"]
sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:{REGION}:{ACCOUNT}:orders")
sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="someone@example.com")

dynamodb = client("dynamodb")
dynamodb.create_table(
    TableName="orders",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    BillingMode="PAY_PER_REQUEST",
)
dynamodb.update_continuous_backups(TableName="orders", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})

s3 = client("s3")
s3.create_bucket(Bucket="orders-open")
s3.put_bucket_policy(
    Bucket="orders-open",
    Policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Sid": "open", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders-open/*"}],
        }
    ),
)
s3.create_bucket(Bucket="注文".encode("idna").decode() + "-bucket")

api = client("apigateway")
rest = api.create_rest_api(name="orders")["id"]
root = api.get_resources(restApiId=rest)["items"][0]["id"]
resource = api.create_resource(restApiId=rest, parentId=root, pathPart="orders")["id"]
api.put_method(restApiId=rest, resourceId=resource, httpMethod="GET", authorizationType="NONE")
api.put_integration(
    restApiId=rest,
    resourceId=resource,
    httpMethod="GET",
    type="AWS_PROXY",
    integrationHttpMethod="POST",
    uri=f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:{REGION}:{ACCOUNT}:function:{open_function}/invocations",
)
api.create_deployment(restApiId=rest, stageName="prod")

http = client("apigatewayv2")
http_api = http.create_api(Name="orders-http", ProtocolType="HTTP")["ApiId"]
integration = http.create_integration(
    ApiId=http_api,
    IntegrationType="AWS_PROXY",
    IntegrationUri=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{open_function}",
    PayloadFormatVersion="2.0",
)["IntegrationId"]
http.create_route(ApiId=http_api, RouteKey="GET /orders", Target=f"integrations/{integration}")

events = client("events")
events.put_rule(Name="nightly", ScheduleExpression="rate(1 day)")
events.put_targets(Rule="nightly", Targets=[{"Id": "1", "Arn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{open_function}"}])

ssm = client("ssm")
ssm.put_parameter(Name="/orders/plain", Value="visible", Type="String")
ssm.put_parameter(Name="/orders/secret", Value="must-never-be-read", Type="SecureString")
client("secretsmanager").create_secret(Name="orders", SecretString="must-never-be-read")

cognito = client("cognito-idp")
pool = cognito.create_user_pool(PoolName="customers", MfaConfiguration="OFF")["UserPool"]["Id"]
cognito.create_user_pool_client(UserPoolId=pool, ClientName="web", GenerateSecret=True)

client("lambda", "ap-northeast-1").create_function(
    FunctionName="tokyo", Runtime="nodejs20.x", Role=role, Handler="index.handler", Code={"ZipFile": package()}
)

print(json.dumps({"functions": names, "open": open_function, "version": version, "queue": queue, "key": key, "pool": pool, "rest": rest, "http": http_api}))
