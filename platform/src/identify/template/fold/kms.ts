import { isUnknown, mapFact, unknown } from "../../../model/index.ts";
import { arnOf } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { idOf, noun, policyAt, whereOf } from "./make.ts";
import { flag, get, must, or, tags, text } from "./read.ts";

function aliasesOf(d: Declared, stack: Stack) {
  const { found, undecided } = attached(stack, "AWS::KMS::Alias", "TargetKeyId", d);
  const names: string[] = [];
  for (const alias of found) {
    const name = must(alias.properties, "AliasName");
    if (isUnknown(name)) return { fact: name, names };
    names.push(name);
  }
  return { fact: undecided ?? names, names };
}

/** The policy KMS gives a key that has none: IAM of the account decides. */
function defaultPolicy(d: Declared, stack: Stack) {
  return policyAt(
    {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Enable IAM User Permissions",
          Effect: "Allow",
          Principal: { AWS: `arn:${stack.partition}:iam::${stack.account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    },
    d.origin,
    [],
  );
}

/** What a replica shares with its primary key, which a template of another region may declare. */
function sharedOf(d: Declared, stack: Stack, replica: boolean): unknown {
  if (!replica) return d.properties;
  const primary = must(d.properties, "PrimaryKeyArn");
  if (isUnknown(primary)) return primary;
  return declaredBy(stack, "AWS::KMS::Key", primary)?.properties ?? unknown("elsewhere", { what: primary });
}

function keyFold(replica: boolean): Fold {
  return (d, stack) => {
    const p = d.properties;
    const aliases = aliasesOf(d, stack);
    const written = get(p, "KeyPolicy");
    const shared = sharedOf(d, stack, replica);
    return [
      noun(
        "KmsKey",
        d,
        stack,
        {
          Arn: d.arn ?? d.name,
          KeyId: idOf(d),
          KeyManager: "CUSTOMER",
          KeyState: mapFact(or(flag(p, "Enabled"), true), (on) => (on ? "Enabled" : "Disabled")),
          KeySpec: or(text(shared, "KeySpec"), "SYMMETRIC_DEFAULT"),
          KeyUsage: or(text(shared, "KeyUsage"), "ENCRYPT_DECRYPT"),
          Origin: or(text(shared, "Origin"), "AWS_KMS"),
          MultiRegionReplica: replica,
          RotationEnabled: or(flag(shared, "EnableKeyRotation"), false),
          // CloudFormation has no grants; services add theirs when they begin to use the key.
          Grants: [],
          Policy: written === undefined ? defaultPolicy(d, stack) : policyAt(written, d.origin, ["KeyPolicy"]),
          AliasNames: aliases.fact,
          Tags: tags(p["Tags"]),
        },
        {
          name: aliases.names[0] ?? idOf(d),
          aliases: [idOf(d), d.arn, ...aliases.names, ...aliases.names.map((name) => arnOf(whereOf(stack), "kms", name))],
          places: { RotationEnabled: ["EnableKeyRotation"], Policy: ["KeyPolicy"], KeyState: ["Enabled"] },
        },
      ),
    ];
  };
}

export const kmsFolds: Readonly<Record<string, Fold>> = {
  "AWS::KMS::Key": keyFold(false),
  "AWS::KMS::ReplicaKey": keyFold(true),
  "AWS::KMS::Alias": () => [],
};
