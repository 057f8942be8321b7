"""Records what AWS's own SAM translator makes of our SAM fixtures.

Run by hand:  python3 scripts/sam-oracle.py [folder of further templates …]
Needs:        pip install aws-sam-translator==1.110.0 boto3 pyyaml

Writes platform/src/identify/template/sam/golden/<name>.json with the template, and either the expansion or the logical ids of
the refused resources. A fixture file holds one template, or many: documents separated by `---`, each named by its first line
`# name: …`. Local paths are packaged first (as `sam package` would), to s3://local-package/<path>.
"""
import json
import logging
import os
import re
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
logging.disable(logging.CRITICAL)

import yaml  # noqa: E402
import boto3  # noqa: E402
from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

boto3.setup_default_session(region_name="us-east-1")
SAM = os.path.join(os.path.dirname(__file__), "..", "platform", "src", "identify", "template", "sam")
PATHS = {
    "AWS::Serverless::Function": ["CodeUri"],
    "AWS::Serverless::LayerVersion": ["ContentUri"],
    "AWS::Serverless::Api": ["DefinitionUri"],
    "AWS::Serverless::HttpApi": ["DefinitionUri"],
    "AWS::Serverless::StateMachine": ["DefinitionUri"],
}


class NoPolicies:
    def load(self):
        return {}


def package(template):
    """Local paths become S3 places, in the resources and in the globals."""

    def change(properties, names):
        for name in names:
            value = properties.get(name)
            if isinstance(value, str) and not value.startswith("s3://"):
                properties[name] = "s3://local-package/" + value
    for resource in (template.get("Resources") or {}).values():
        if isinstance(resource, dict) and isinstance(resource.get("Properties"), dict):
            change(resource["Properties"], PATHS.get(resource.get("Type"), []))
            if resource.get("Type") == "AWS::Serverless::Function" and not (template.get("Globals") or {}).get("Function", {}).get("CodeUri"):
                p = resource["Properties"]
                if not any(k in p for k in ("CodeUri", "InlineCode", "ImageUri")) and isinstance(resource.get("Metadata"), dict) and "Dockerfile" in resource["Metadata"]:
                    p["ImageUri"] = "123456789012.dkr.ecr.us-east-1.amazonaws.com/local-package:latest"
    for section, names in (template.get("Globals") or {}).items():
        if isinstance(names, dict):
            change(names, PATHS.get("AWS::Serverless::" + section, []))


def record(name, text):
    try:
        template = yaml_parse(text)
    except yaml.YAMLError:
        print(name, "is no YAML", file=sys.stderr)
        return
    template = json.loads(json.dumps(template, default=str))
    package(template)
    result = {"template": json.loads(json.dumps(template))}
    try:
        result["expected"] = transform(json.loads(json.dumps(template)), {}, NoPolicies())
    except Exception as error:  # the translator raises one error that holds all causes
        causes = [getattr(c, "message", str(c)) for c in getattr(error, "causes", [])] or [repr(error)]
        ids = set()
        for cause in causes:
            found = re.search(r"Resource with id \[(.*?)\] is invalid", cause)
            ids.add(found.group(1) if found else "Globals" if "'Globals'" in cause else "?")
        result["refused"] = sorted(ids)
        if "?" in ids or os.environ.get("SAY"):
            print(name, causes, file=sys.stderr)
    with open(os.path.join(SAM, "golden", name + ".json"), "w") as out:
        out.write(json.dumps(result, sort_keys=True, separators=(",", ":"), default=str) + "\n")


def each(path):
    text = open(path).read()
    parts = re.split(r"^---\n", text, flags=re.M) if "# name:" in text else [text]
    for part in parts:
        if not part.strip():
            continue
        named = re.search(r"^# name: (\S+)", part, flags=re.M)
        yield (named.group(1) if named else re.sub(r"[^A-Za-z0-9-]+", "-", os.path.basename(os.path.dirname(path))), part)


if __name__ == "__main__":
    folders = [os.path.join(SAM, "fixtures")] + sys.argv[1:]
    for folder in folders:
        for base, _, files in sorted(os.walk(folder)):
            for file in sorted(files):
                if file.endswith((".yaml", ".yml")):
                    for name, part in each(os.path.join(base, file)):
                        record(name, part)
