"""Writes test/schemas/asff.json: the AWS Security Finding Format as a JSON schema, from the service model of botocore.

The model has the shapes and the required fields; most limits stand only in its documentation, as "Length Constraints" and
"Array Members", and are read from there. Run it with a Python that has botocore: python3 scripts/asff-schema.py
"""

import gzip
import json
import pathlib
import re

import botocore

MODEL = pathlib.Path(botocore.__file__).parent / "data/securityhub/2018-10-26/service-2.json.gz"
TARGET = pathlib.Path(__file__).parent.parent / "test/schemas/asff.json"
# The other details of resources are hundreds of shapes that Yagura does not write.
DETAILS = {"Other"}

shapes = json.loads(gzip.decompress(MODEL.read_bytes()))["shapes"]
definitions = {}


def limits(documentation, schema_type):
    text = re.sub(r"<[^>]+>", "", documentation)
    found = {}
    length = re.search(r"Length Constraints?: (.*)", text)
    members = re.search(r"Array Members: (.*)", text)
    if length and schema_type == "string":
        low = re.search(r"Minimum (?:length )?of (\d+)", length[1])
        high = re.search(r"Maximum (?:length )?of (\d+)", length[1])
        exact = re.match(r"(\d+)\.", length[1])
        if low:
            found["minLength"] = int(low[1])
        if high:
            found["maxLength"] = int(high[1])
        if exact:
            found["minLength"] = found["maxLength"] = int(exact[1])
    if members and schema_type == "array":
        low = re.search(r"Minimum number of (\d+)", members[1])
        high = re.search(r"Maximum number of (\d+)", members[1])
        if low:
            found["minItems"] = int(low[1])
        if high:
            found["maxItems"] = int(high[1])
    return found


def plain(name):
    """The JSON type of a shape, without its references."""
    return {"structure": "object", "map": "object", "list": "array"}.get(shapes[name]["type"], "string")


def use(name):
    if name not in definitions:
        definitions[name] = {}
        definitions[name].update(define(name))
    return {"$ref": f"#/definitions/{name}"}


def define(name):
    shape = shapes[name]
    kind = shape["type"]
    if kind == "structure":
        members = {k: v for k, v in shape["members"].items() if name != "ResourceDetails" or k in DETAILS}
        properties = {}
        for key, member in members.items():
            extra = limits(member.get("documentation", ""), plain(member["shape"]))
            properties[key] = {"allOf": [use(member["shape"]), extra]} if extra else use(member["shape"])
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if shape.get("required"):
            schema["required"] = shape["required"]
        return schema
    if kind == "list":
        schema = {"type": "array", "items": use(shape["member"]["shape"])}
        for key, word in (("min", "minItems"), ("max", "maxItems")):
            if key in shape:
                schema[word] = shape[key]
        return schema
    if kind == "map":
        return {"type": "object", "additionalProperties": use(shape["value"]["shape"])}
    if kind == "string":
        schema = {"type": "string"}
        if "enum" in shape:
            schema["enum"] = shape["enum"]
        if "pattern" in shape:
            schema["pattern"] = shape["pattern"]
        return schema
    if kind == "timestamp":
        return {"type": "string", "format": "date-time"}
    if kind == "boolean":
        return {"type": "boolean"}
    if kind in ("integer", "long"):
        schema = {"type": "integer"}
    elif kind in ("double", "float"):
        schema = {"type": "number"}
    else:
        raise SystemExit(f"unknown type {kind} of {name}")
    for key, word in (("min", "minimum"), ("max", "maximum")):
        if key in shape:
            schema[word] = shape[key]
    return schema


root = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "AWS Security Finding Format 2018-10-08",
    "description": f"Derived from the Security Hub service model of botocore {botocore.__version__} (Apache-2.0).",
    "type": "array",
    "items": use("AwsSecurityFinding"),
}
# AWS names the time stamps in words only.
for field in ("CreatedAt", "UpdatedAt"):
    definitions["AwsSecurityFinding"]["properties"][field] = {"type": "string", "format": "date-time"}
definitions["AwsSecurityFinding"]["properties"]["SchemaVersion"] = {"const": "2018-10-08"}
root["definitions"] = dict(sorted(definitions.items()))
TARGET.write_text(json.dumps(root, indent=1) + "\n")
