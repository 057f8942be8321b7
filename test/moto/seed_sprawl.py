"""Builds an account in which things were used, were used once, and never were; prints their names."""

import datetime
import io
import json
import sys
import zipfile

import boto3

ENDPOINT = sys.argv[1]
NOW = datetime.datetime.fromisoformat(sys.argv[2])
REGION = "us-east-1"
ACCOUNT = "123456789012"


def client(name):
    return boto3.client(name, region_name=REGION, endpoint_url=ENDPOINT)


def package():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("index.py", "def handler(event, context):\n    return {}\n")
    return data.getvalue()


def count(namespace, metric, dimensions, days, value=1.0):
    client("cloudwatch").put_metric_data(
        Namespace=namespace,
        MetricData=[
            {
                "MetricName": metric,
                "Dimensions": [{"Name": k, "Value": v} for k, v in dimensions.items()],
                "Timestamp": NOW - datetime.timedelta(days=days),
                "Value": value,
            }
        ],
    )


trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
role = client("iam").create_role(RoleName="shop", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]

functions = client("lambda")
for name in ["busy", "once", "never", "triggered"]:
    functions.create_function(
        FunctionName=name,
        Runtime="python3.12",
        Role=role,
        Handler="index.handler",
        Code={"ZipFile": package()},
        Tags={"Team": "payments"} if name == "once" else {},
    )
count("AWS/Lambda", "Invocations", {"FunctionName": "busy"}, 200)
count("AWS/Lambda", "Invocations", {"FunctionName": "busy"}, 2)
count("AWS/Lambda", "Invocations", {"FunctionName": "once"}, 200)
# A zero is no use.
count("AWS/Lambda", "Invocations", {"FunctionName": "never"}, 3, 0.0)

sqs = client("sqs")
for queue in ["filled", "quiet"]:
    sqs.create_queue(QueueName=queue)
count("AWS/SQS", "NumberOfMessagesSent", {"QueueName": "filled"}, 1, 12.0)
count("AWS/SQS", "NumberOfEmptyReceives", {"QueueName": "quiet"}, 1, 12.0)
functions.create_event_source_mapping(EventSourceArn=f"arn:aws:sqs:{REGION}:{ACCOUNT}:filled", FunctionName="triggered")

events = client("events")
events.put_rule(Name="into-nothing", ScheduleExpression="rate(1 day)")
events.put_targets(Rule="into-nothing", Targets=[{"Id": "1", "Arn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:gone"}])

logs = client("logs")
logs.create_log_group(logGroupName="/aws/lambda/gone")

print(json.dumps({"role": role}))
