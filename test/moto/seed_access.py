"""What the questions of `can` hang on besides policies: a grant on a key, an organisation with a control policy."""

import json
import sys

import boto3

ACCOUNT = "123456789012"


def client(service):
    return boto3.client(service, endpoint_url=sys.argv[1], region_name="us-east-1")


def document(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


iam = client("iam")
for name in ("reader", "writer"):
    trust = document({"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"})
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
iam.put_role_policy(
    RoleName="writer",
    PolicyName="write",
    PolicyDocument=document({"Sid": "Put", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::ledger/*"}),
)

kms = client("kms")
root = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:role/admin"}, "Action": "kms:*", "Resource": "*"}
key = kms.create_key(Policy=document(root))["KeyMetadata"]["Arn"]
kms.create_grant(KeyId=key, GranteePrincipal=f"arn:aws:iam::{ACCOUNT}:role/reader", Operations=["Decrypt"])

client("s3").create_bucket(Bucket="ledger")

organizations = client("organizations")
organizations.create_organization(FeatureSet="ALL")
top = organizations.list_roots()["Roots"][0]["Id"]
organizations.enable_policy_type(RootId=top, PolicyType="SERVICE_CONTROL_POLICY")
unit = organizations.create_organizational_unit(ParentId=top, Name="apps")["OrganizationalUnit"]["Id"]
guard = organizations.create_policy(
    Name="guard",
    Description="",
    Type="SERVICE_CONTROL_POLICY",
    Content=document({"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}),
)["Policy"]["PolicySummary"]["Id"]
organizations.attach_policy(PolicyId=guard, TargetId=unit)

print(json.dumps({"key": key, "unit": unit, "root": top, "guard": guard}))
