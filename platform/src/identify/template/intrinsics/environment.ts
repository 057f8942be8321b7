import type { Problem } from "../../../model/index.ts";

/** Where a template is (or would be) deployed. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly stackName: string;
}

export type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

/** Stands for `AWS::NoValue`: whoever holds it takes its property away. */
export const NO_VALUE: unique symbol = Symbol("AWS::NoValue");

/** Tells of a fault in a template; `container` is the intrinsic function it happened in. */
export type Report = (code: string, detail: Problem["detail"], container?: object) => void;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The partition a region belongs to. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("us-isob-")) return "aws-iso-b";
  if (region.startsWith("us-iso-")) return "aws-iso";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return "aws";
}

const SUFFIXES: Readonly<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-eusc": "amazonaws.eu",
};

/** The domain of AWS's endpoints in a partition. */
export function urlSuffix(partition: string): string {
  return SUFFIXES[partition] ?? "amazonaws.com";
}

/** The value of a pseudo parameter; undefined when there is none of that name. */
export function pseudoParameter(name: string, env: Environment): Json {
  switch (name) {
    case "AWS::AccountId":
      return env.account;
    case "AWS::Region":
      return env.region;
    case "AWS::Partition":
      return env.partition;
    case "AWS::StackName":
      return env.stackName;
    case "AWS::StackId":
      return `arn:${env.partition}:cloudformation:${env.region}:${env.account}:stack/${env.stackName}/00000000-0000-0000-0000-000000000000`;
    case "AWS::URLSuffix":
      return urlSuffix(env.partition);
    case "AWS::NotificationARNs":
      return [];
    case "AWS::NoValue":
      return NO_VALUE;
    default:
      return undefined;
  }
}

/** The raw properties of a raw resource; empty when there are none. */
export function propertiesOf(resource: Json): JsonObject {
  const properties = isObject(resource) ? resource["Properties"] : undefined;
  return isObject(properties) ? properties : {};
}
