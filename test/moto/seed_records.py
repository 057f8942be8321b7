"""Puts CloudTrail's files of a hundred days into a bucket, as a trail would, and a few things beside them that are no records."""

import datetime
import gzip
import json
import sys

import boto3

ENDPOINT = sys.argv[1]
ACCOUNT = "123456789012"
BUCKET = "orders-trail"
PREFIX = f"AWSLogs/{ACCOUNT}/CloudTrail/us-east-1"
TABLE = f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/orders"
NOW = datetime.datetime.now(datetime.timezone.utc)

s3 = boto3.client("s3", region_name="us-east-1", endpoint_url=ENDPOINT)
s3.create_bucket(Bucket=BUCKET)


def record(days, role, name, **more):
    return {
        "eventVersion": "1.11",
        "eventSource": "dynamodb.amazonaws.com",
        "eventName": name,
        "eventTime": (NOW - datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "awsRegion": "us-east-1",
        "eventCategory": "Data",
        "managementEvent": False,
        "recipientAccountId": ACCOUNT,
        "requestParameters": {"tableName": "orders"},
        "resources": [{"accountId": ACCOUNT, "type": "AWS::DynamoDB::Table", "ARN": TABLE}],
        "userIdentity": {
            "type": "AssumedRole",
            "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/session",
            "accountId": ACCOUNT,
            "sessionContext": {"sessionIssuer": {"type": "Role", "arn": f"arn:aws:iam::{ACCOUNT}:role/{role}"}},
        },
        **more,
    }


def put(key, records):
    s3.put_object(Bucket=BUCKET, Key=f"{PREFIX}/{key}", Body=gzip.compress(json.dumps({"Records": records}).encode()))


put("a.json.gz", [record(100, "orders-shared", "PutItem"), record(50, "orders-shared", "PutItem")])
put("b.json.gz", [record(1, "orders-shared", "PutItem"), record(1, "orders-shared", "Scan", errorCode="AccessDenied")])
# Somebody else's work, and files a trail's bucket holds besides.
put("c.json.gz", [record(1, "orders-admin", "DeleteTable")])
s3.put_object(Bucket=BUCKET, Key=f"AWSLogs/{ACCOUNT}/CloudTrail-Digest/us-east-1/d.json.gz", Body=b"not a record")
s3.put_object(Bucket=BUCKET, Key="AWSLogs/elsewhere.json.gz", Body=gzip.compress(json.dumps({"Records": [record(1, "orders-shared", "Query")]}).encode()))
s3.put_object(Bucket=BUCKET, Key="broken/x.json.gz", Body=gzip.compress(b"x" * 1000)[:-12])
print(json.dumps({"bucket": BUCKET, "prefix": PREFIX}))
