"""Builds an organisation of two accounts at the given endpoint with boto3, each with a queue and a role to scan it by."""

import json
import sys

import boto3

ENDPOINT = sys.argv[1]


def client(name, region="us-east-1", keys=None):
    return boto3.client(name, region_name=region, endpoint_url=ENDPOINT, **(keys or {}))


def assume(account):
    """Credentials of the role that Organizations makes in every account it creates."""
    credentials = client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole", RoleSessionName="seed"
    )["Credentials"]
    return {
        "aws_access_key_id": credentials["AccessKeyId"],
        "aws_secret_access_key": credentials["SecretAccessKey"],
        "aws_session_token": credentials["SessionToken"],
    }


TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "sts:AssumeRole"}],
    }
)

organizations = client("organizations")
organizations.create_organization(FeatureSet="ALL")
member = organizations.create_account(Email="member@example.com", AccountName="member")["CreateAccountStatus"]["AccountId"]
gone = organizations.create_account(Email="gone@example.com", AccountName="gone")["CreateAccountStatus"]["AccountId"]
organizations.close_account(AccountId=gone)

keys = assume(member)
client("iam", keys=keys).create_role(RoleName="auditor", AssumeRolePolicyDocument=TRUST)
client("sqs", keys=keys).create_queue(QueueName="of-the-member")
client("sqs", region="eu-west-1", keys=keys).create_queue(QueueName="of-the-member-in-europe")
client("sqs").create_queue(QueueName="of-the-management-account")

print(json.dumps({"member": member, "gone": gone}))
