import { channels } from "./channels.ts";
import { readings } from "./stores.ts";
import { techniques } from "./techniques.ts";

/** Actions whose allowance shows that somebody may do anything: of no service there is, and of those that matter most. */
export const adminProbes: readonly (readonly [action: string, resource: string])[] = [
  ["yagura:AnythingAtAll", "arn:{p}:yagura:us-east-1:{a}:thing/any"],
  ["iam:PutRolePolicy", "arn:{p}:iam::{a}:role/yagura-any"],
  ["iam:AttachUserPolicy", "arn:{p}:iam::{a}:user/yagura-any"],
  ["iam:PassRole", "arn:{p}:iam::{a}:role/yagura-any"],
  ["iam:CreateAccessKey", "arn:{p}:iam::{a}:user/yagura-any"],
  ["s3:GetObject", "arn:{p}:s3:::yagura-any/any"],
  ["dynamodb:GetItem", "arn:{p}:dynamodb:us-east-1:{a}:table/yagura-any"],
  ["secretsmanager:GetSecretValue", "arn:{p}:secretsmanager:us-east-1:{a}:secret:yagura-any"],
  ["lambda:UpdateFunctionCode", "arn:{p}:lambda:us-east-1:{a}:function:yagura-any"],
];

let all: readonly string[] | undefined;

/** Every action an edge can need, in lower case. */
export function trackedActions(): readonly string[] {
  all ??= [
    ...new Set(
      [
        ...techniques().flatMap(({ steps }) => steps.map(({ action }) => action)),
        ...Object.values(channels).map(({ action }) => action),
        ...Object.values(readings).flatMap(({ actions }) => actions),
        ...adminProbes.map(([action]) => action),
        "kms:Decrypt",
        "lambda:GetFunctionConfiguration",
        "lambda:GetFunction",
      ].map((action) => action.toLowerCase()),
    ),
  ];
  return all;
}
