import { mapFact } from "../../../model/index.ts";
import type { Fold } from "../declared.ts";
import { noun } from "./make.ts";
import { flag, must, or, tags, text, texts, written } from "./read.ts";

// ElastiCache

export const replicationGroup: Fold = (d, stack) => {
  const p = d.properties;
  const engine = or(text(p, "Engine"), "redis");
  return [
    noun(
      "Cache",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Type: "replication-group",
        Engine: engine,
        AtRestEncryptionEnabled: flag(p, "AtRestEncryptionEnabled") ?? mapFact(engine, (name) => name === "valkey"),
        TransitEncryptionEnabled: flag(p, "TransitEncryptionEnabled") ?? false,
        AuthTokenEnabled: written(p, "AuthToken"),
        UserGroups: texts(p, "UserGroupIds"),
        KmsKeyId: text(p, "KmsKeyId"),
        SecurityGroupIds: texts(p, "SecurityGroupIds"),
        AutomaticFailover: or(flag(p, "AutomaticFailoverEnabled"), false),
        Tags: tags(p["Tags"]),
      },
      { places: { AuthTokenEnabled: ["AuthToken"], UserGroups: ["UserGroupIds"], AutomaticFailover: ["AutomaticFailoverEnabled"] } },
    ),
  ];
};

export const serverlessCache: Fold = (d, stack) => {
  const p = d.properties;
  const group = text(p, "UserGroupId");
  return [
    noun(
      "Cache",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Type: "serverless",
        Engine: must(p, "Engine"),
        // Serverless caches are always encrypted, at rest and in transit.
        AtRestEncryptionEnabled: true,
        TransitEncryptionEnabled: true,
        AuthTokenEnabled: false,
        UserGroups: group === undefined ? [] : [group],
        KmsKeyId: text(p, "KmsKeyId"),
        SecurityGroupIds: texts(p, "SecurityGroupIds"),
        AutomaticFailover: undefined,
        Tags: tags(p["Tags"]),
      },
      { places: { UserGroups: ["UserGroupId"] } },
    ),
  ];
};

export const cacheCluster: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "Cache",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Type: "cluster",
        Engine: must(p, "Engine"),
        AtRestEncryptionEnabled: false,
        TransitEncryptionEnabled: or(flag(p, "TransitEncryptionEnabled"), false),
        AuthTokenEnabled: false,
        UserGroups: [],
        KmsKeyId: undefined,
        SecurityGroupIds: texts(p, "VpcSecurityGroupIds"),
        AutomaticFailover: undefined,
        Tags: tags(p["Tags"]),
      },
      { places: { SecurityGroupIds: ["VpcSecurityGroupIds"] } },
    ),
  ];
};
