"""Writes platform/data/sdk-actions.json.gz: which IAM action each operation of the AWS SDKs needs.

The names of services, operations, waiters and boto3 resources come from botocore and boto3 (Apache-2.0); the exceptions
below are from the Service Authorization Reference and the services' own API pages.
    python3 scripts/sdk-actions.py
"""

import gzip
import json
import os

import boto3
import botocore.session
from botocore import xform_name

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "platform", "data")
loader = botocore.session.get_session().get_component("data_loader")
catalog = json.loads(gzip.open(os.path.join(DATA, "iam-catalog.json.gz")).read())["services"]
known = {service: {action.lower(): action for action in entry["actions"]} for service, entry in catalog.items()}

# IAM prefixes that neither the signing name nor the endpoint tells.
PREFIX = {
    "apigateway": "apigateway",
    "apigatewaymanagementapi": "execute-api",
    "cloudcontrol": "cloudformation",
    "iot-data": "iot",
    "iot-jobs-data": "iotjobsdata",
    "iotevents-data": "iotevents",
    "iotsecuretunneling": "iot",
    "keyspaces": "cassandra",
    "mturk": "mechanicalturk",
    "partnercentral-account": "partnercentral",
    "partnercentral-benefits": "partnercentral",
    "partnercentral-channel": "partnercentral",
    "partnercentral-selling": "partnercentral",
    "resourcegroupstaggingapi": "tag",
}

PARTIQL = ["dynamodb:PartiQLSelect", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate", "dynamodb:PartiQLDelete"]
S3 = {
    "ListObjects": "ListBucket", "ListObjectsV2": "ListBucket", "HeadBucket": "ListBucket", "ListObjectVersions": "ListBucketVersions",
    "ListBuckets": "ListAllMyBuckets", "HeadObject": "GetObject", "SelectObjectContent": "GetObject", "GetObjectTorrent": "GetObject",
    "CreateMultipartUpload": "PutObject", "UploadPart": "PutObject", "CompleteMultipartUpload": "PutObject",
    "DeleteObjects": "DeleteObject", "ListMultipartUploads": "ListBucketMultipartUploads", "ListParts": "ListMultipartUploadParts",
    "GetBucketEncryption": "GetEncryptionConfiguration", "PutBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketEncryption": "PutEncryptionConfiguration", "GetBucketLifecycle": "GetLifecycleConfiguration",
    "GetBucketLifecycleConfiguration": "GetLifecycleConfiguration", "PutBucketLifecycle": "PutLifecycleConfiguration",
    "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration", "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "GetBucketNotificationConfiguration": "GetBucketNotification", "PutBucketNotificationConfiguration": "PutBucketNotification",
    "DeleteBucketCors": "PutBucketCORS", "GetBucketReplication": "GetReplicationConfiguration",
    "PutBucketReplication": "PutReplicationConfiguration", "DeleteBucketReplication": "PutReplicationConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock", "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock", "GetBucketAccelerateConfiguration": "GetAccelerateConfiguration",
    "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration", "DeleteBucketTagging": "PutBucketTagging",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls", "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
}
for kind in ("Inventory", "Analytics", "Metrics", "IntelligentTiering"):
    for verb, as_verb in (("Get", "Get"), ("Put", "Put"), ("Delete", "Put"), ("List", "Get")):
        many = "Configurations" if verb == "List" else "Configuration"
        S3[f"{verb}Bucket{kind}{many}"] = f"{as_verb}{kind}Configuration"

EXCEPT = {
    "s3": {
        **{operation: [f"s3:{action}"] for operation, action in S3.items()},
        "CopyObject": ["s3:PutObject", "s3:GetObject"],
        "UploadPartCopy": ["s3:PutObject", "s3:GetObject"],
        "WriteGetObjectResponse": ["s3-object-lambda:WriteGetObjectResponse"],
        "CreateSession": ["s3express:CreateSession"],
    },
    "dynamodb": {
        "TransactGetItems": ["dynamodb:GetItem"],
        "TransactWriteItems": ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"],
        "ExecuteStatement": PARTIQL, "BatchExecuteStatement": PARTIQL, "ExecuteTransaction": PARTIQL,
    },
    "lambda": {
        "Invoke": ["lambda:InvokeFunction"], "InvokeAsync": ["lambda:InvokeFunction"],
        "InvokeWithResponseStream": ["lambda:InvokeFunction"], "GetLayerVersionByArn": ["lambda:GetLayerVersion"],
    },
    "sqs": {
        "SendMessageBatch": ["sqs:SendMessage"], "DeleteMessageBatch": ["sqs:DeleteMessage"],
        "ChangeMessageVisibilityBatch": ["sqs:ChangeMessageVisibility"],
    },
    "sns": {"PublishBatch": ["sns:Publish"]},
    "apigatewaymanagementapi": {operation: ["execute-api:ManageConnections"] for operation in ("PostToConnection", "DeleteConnection", "GetConnection")},
    "bedrock-runtime": {
        "Converse": ["bedrock:InvokeModel"], "ConverseStream": ["bedrock:InvokeModelWithResponseStream"],
        "StartAsyncInvoke": ["bedrock:InvokeModel"],
        "InvokeModelWithBidirectionalStream": ["bedrock:InvokeModelWithResponseStream"],
    },
    "kms": {"ReEncrypt": ["kms:ReEncryptFrom", "kms:ReEncryptTo"]},
    # They need no permission: any caller may ask who it is.
    "sts": {"GetCallerIdentity": [], "GetSessionToken": [], "GetAccessKeyInfo": ["sts:GetAccessKeyInfo"]},
}

# Members that carry a role to a service which acts as it later: the caller needs iam:PassRole. STS and IAM only name roles.
NO_PASS = {"sts", "iam", "sso", "sso-oidc", "accessanalyzer", "cognito-identity", "rolesanywhere", "organizations", "ram", "iam-toolkit"}


def role_paths(model, shape_name, depth=0, seen=()):
    shape = model["shapes"][shape_name]
    if shape["type"] == "list":
        return role_paths(model, shape["member"]["shape"], depth, seen) if depth < 3 else []
    if shape["type"] != "structure" or shape_name in seen or depth > 2:
        return []
    found = []
    for member, reference in shape.get("members", {}).items():
        inner = model["shapes"][reference["shape"]]
        name = member.lower()
        if inner["type"] == "string":
            if name.endswith(("rolearn", "iamrole")) or name in ("role", "servicerole", "roleid") and "role" in json.dumps(inner).lower() + name:
                found.append(member)
        elif inner["type"] in ("structure", "list"):
            found += [f"{member}.{path}" for path in role_paths(model, reference["shape"], depth + 1, (*seen, shape_name))]
    return found


services, missing, total = {}, 0, 0
for name in sorted(loader.list_available_services("service-2")):
    model = loader.load_service_model(name, "service-2")
    meta = model["metadata"]
    signing = (meta.get("signingName") or meta["endpointPrefix"]).split(".")[0]
    candidates = [PREFIX.get(name), signing, meta["endpointPrefix"].split(".")[0], name]
    prefix = next((c.lower() for c in candidates if c and c.lower() in known), None)
    if prefix is None:
        continue
    exceptions = dict(EXCEPT.get(name, {}))
    for operation, detail in model["operations"].items():
        total += 1
        if operation in exceptions:
            for action in exceptions[operation]:
                service, bare = action.split(":")
                assert bare.lower() in known[service], action
            continue
        if name == "apigateway":
            exceptions[operation] = [f"apigateway:{detail['http']['method']}"]
        elif operation.lower() not in known[prefix]:
            missing += 1
    for operation in exceptions:
        # DynamoDB, S3 and others drop old operations from the models; v2 of the JavaScript SDK still has them.
        if operation not in model["operations"] and name not in ("s3", "lambda"):
            raise SystemExit(f"{name} has no operation {operation}")
    roles = {}
    if name not in NO_PASS:
        for operation, detail in model["operations"].items():
            verb = operation.startswith(("Create", "Update", "Put", "Start", "Run", "Register", "Import", "Modify", "Associate", "Submit", "Restore", "Export", "Invoke"))
            paths = role_paths(model, detail["input"]["shape"]) if verb and "input" in detail else []
            if paths:
                roles[operation] = sorted(set(paths))
    # The roles of the task definition, and the role of the instance profile, are passed without being named in the call.
    if name == "ecs":
        roles["RunTask"] = sorted({*roles.get("RunTask", []), "taskDefinition"})
        roles["StartTask"] = sorted({*roles.get("StartTask", []), "taskDefinition"})
    if name == "ec2":
        roles["RunInstances"] = ["IamInstanceProfile.Arn", "IamInstanceProfile.Name"]
    entry = {"id": meta["serviceId"], "prefix": prefix}
    hosts = sorted({meta["endpointPrefix"].split(".")[-1], signing} - {name})
    if hosts:
        entry["hosts"] = hosts
    if exceptions:
        entry["except"] = exceptions
    if roles:
        entry["roles"] = roles
    try:
        waiters = loader.load_service_model(name, "waiters-2")["waiters"]
        entry["waiters"] = {waiter: detail["operation"] for waiter, detail in waiters.items()}
    except Exception:
        pass
    services[name] = entry


def request_of(request):
    return [request["operation"], {p["target"]: p["name"] for p in request.get("params", []) if p.get("source") == "identifier"}]


resources = {}
folder = os.path.join(os.path.dirname(boto3.__file__), "data")
for service in sorted(os.listdir(folder)):
    versions = os.path.join(folder, service)
    if not os.path.isdir(versions):
        continue
    model = json.load(open(os.path.join(versions, max(os.listdir(versions)), "resources-1.json")))
    types = {}
    for type_name, spec in {"": model["service"], **model["resources"]}.items():
        entry = {}
        if spec.get("identifiers"):
            entry["ids"] = [identifier["name"] for identifier in spec["identifiers"]]
        if spec.get("load"):
            entry["load"] = request_of(spec["load"]["request"])
        actions = {xform_name(action): request_of(detail["request"]) for action, detail in spec.get("actions", {}).items()}
        if actions:
            entry["do"] = actions
        # What an action makes, and what a resource has: a type and how many identifiers it takes from its parent.
        has = {sub: detail["resource"]["type"] for sub, detail in spec.get("has", {}).items()}
        if has:
            entry["has"] = has
        many = {xform_name(sub): [*request_of(detail["request"]), detail["resource"]["type"]] for sub, detail in spec.get("hasMany", {}).items()}
        if many:
            entry["many"] = many
        makes = {xform_name(action): detail["resource"]["type"] for action, detail in spec.get("actions", {}).items() if detail.get("resource")}
        if makes:
            entry["makes"] = makes
        batch = {xform_name(action): request_of(detail["request"]) for action, detail in spec.get("batchActions", {}).items()}
        if batch:
            entry["batch"] = batch
        waiters = {f"wait_until_{xform_name(waiter)}": detail["waiterName"] for waiter, detail in spec.get("waiters", {}).items()}
        if waiters:
            entry["waits"] = waiters
        types[type_name] = entry
    resources[service] = types

out = {
    "source": f"botocore {botocore.__version__} and boto3 {boto3.__version__} (Apache-2.0); exceptions from the Service Authorization Reference",
    "services": services,
    "resources": resources,
}
text = json.dumps(out, separators=(",", ":"), sort_keys=True).encode()
with open(os.path.join(DATA, "sdk-actions.json.gz"), "wb") as file:
    file.write(gzip.compress(text, 9, mtime=0))
print(f"{len(services)} services, {total} operations, {missing} without a documented action, {len(text)} bytes, {os.path.getsize(os.path.join(DATA, 'sdk-actions.json.gz'))} compressed")
