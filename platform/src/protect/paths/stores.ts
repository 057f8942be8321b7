import { type Fact, isUnknown, type Kind, type Resource } from "../../model/index.ts";
import { promiseOf } from "../data/secret-names.ts";

/** How each kind of store is read; one of the actions is enough. `object`: the policy speaks of what lies inside. */
export interface Reading {
  readonly actions: readonly string[];
  readonly object?: string;
  /** How much it matters that somebody reads it, 0–1. */
  readonly weight: number;
}

export const readings: Partial<Record<Kind, Reading>> = {
  Secret: { actions: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"], weight: 1 },
  Bucket: { actions: ["s3:GetObject"], object: "/", weight: 0.8 },
  DynamoTable: {
    actions: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem", "dynamodb:PartiQLSelect"],
    weight: 0.8,
  },
  DbCluster: { actions: ["rds-data:ExecuteStatement"], weight: 0.8 },
  SearchCollection: { actions: ["aoss:APIAccessAll"], weight: 0.7 },
  SsmParameter: { actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"], weight: 0.4 },
  FileSystem: { actions: ["elasticfilesystem:ClientMount"], weight: 0.6 },
  Queue: { actions: ["sqs:ReceiveMessage"], weight: 0.3 },
  KinesisStream: { actions: ["kinesis:GetRecords"], weight: 0.5 },
};

const CLASSES = /^(confidential|restricted|secret|sensitive|pii|personal|high|critical)$/i;
const OPEN = /^(public|open|none|low)$/i;
const CLASS_TAG = /^(data[-_ ]?)?(classification|sensitivity|confidentiality)$/i;

/** How sensitive what lies in the store is taken to be, 0–1: a tag of its owner says most, then its kind and its name. */
export function sensitivityOf(store: Resource): number {
  const tags = isUnknown(store.Tags) || store.Tags === undefined ? [] : Object.entries(store.Tags);
  const label = tags.find(([key]) => CLASS_TAG.test(key))?.[1];
  if (label !== undefined && CLASSES.test(label)) return 1;
  if (label !== undefined && OPEN.test(label)) return 0.1;
  if (store.kind === "LambdaFunction") return 0.8; // credentials in its environment
  if (store.kind === "SsmParameter" && (store.Type === "SecureString" || promiseOf(store.name) !== undefined)) return 0.9;
  return readings[store.kind]?.weight ?? 0.3;
}

/** The key that what lies in a store is encrypted with, where its policy says more than that of the store. */
export function keyOf(store: Resource): Fact<string | undefined> {
  switch (store.kind) {
    case "Bucket":
      return isUnknown(store.Encryption) ? store.Encryption : store.Encryption?.KmsKeyId;
    case "DynamoTable":
      return isUnknown(store.SseType) ? store.SseType : store.SseType === "KMS" ? store.KmsKeyArn : undefined;
    case "Secret":
    case "SearchCollection":
      return store.kind === "Secret" ? store.KmsKeyId : undefined;
    case "SsmParameter":
      return store.Type === "SecureString" ? store.KeyId : undefined;
    case "Queue":
      return store.KmsMasterKeyId;
    case "KinesisStream":
      return store.KeyId;
    default:
      return undefined;
  }
}
