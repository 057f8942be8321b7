import { isUnknown, type Policy, type Resource, type World } from "../../model/index.ts";
import { decide } from "../iam/decide/decide.ts";
import type { Caller, Source } from "../iam/question.ts";

/**
 * Finds what a principal can come to by trying everything on everything, again and again, until nothing new turns up. It shares
 * nothing with the graph: no profiles, no indexes, no search; only the question to the evaluator.
 */
interface Power {
  readonly key: string;
  readonly caller: Extract<Caller, { type: "user" | "role" }>;
  readonly holder: Resource & { readonly kind: "Role" | "User" };
  readonly identity: readonly Source[];
  readonly boundary: readonly Source[] | undefined;
}

const everything: Source = {
  name: "*",
  policy: { Version: "2012-10-17", Statement: [{ Sid: undefined, Effect: "Allow", Action: ["*"], Resource: ["*"], index: 0 }] },
};

export function bruteReach(world: World, startId: string, names: readonly string[]): ReadonlySet<string> {
  const account = world.byId(startId)?.account ?? "";
  const holders = world.estate.resources.filter((r): r is Power["holder"] => r.kind === "Role" || r.kind === "User");
  const functions = world.estate.resources.filter((r) => r.kind === "LambdaFunction");
  const tables = world.estate.resources.filter((r) => r.kind === "DynamoTable");
  const powerOf = (holder: Power["holder"], raised = false): Power => {
    const inline = isUnknown(holder.Policies)
      ? []
      : holder.Policies.map((p) => ({
          name: (p as { PolicyName: string }).PolicyName,
          policy: (p as { PolicyDocument: Policy }).PolicyDocument,
        }));
    const bound = holder.PermissionsBoundary;
    const limit = bound === undefined || isUnknown(bound) ? undefined : world.byId(bound);
    return {
      key: `${raised ? "raised " : ""}${holder.id}`,
      caller:
        holder.kind === "Role"
          ? { type: "role", arn: holder.id, account, serviceLinked: false }
          : { type: "user", arn: holder.id, account },
      holder,
      identity: raised ? [everything] : inline,
      boundary: limit?.kind === "ManagedPolicy" ? [{ name: limit.id, policy: limit.PolicyDocument }] : undefined,
    };
  };
  const may = (power: Power, action: string, resource: string, on: readonly Source[] = [], keys: Readonly<Record<string, string>> = {}) => {
    const context = {
      keys: new Map(Object.entries({ "aws:securetransport": "true", ...keys }).map(([k, v]) => [k, [v]] as const)),
      others: "unknown" as const,
    };
    const { answer } = decide(
      { caller: power.caller, action, resource, resourceAccount: account, context },
      {
        identity: power.identity,
        ...(power.boundary ? { boundary: power.boundary } : {}),
        serviceControl: [],
        resourceControl: [],
        resource: on,
      },
    );
    return answer === "allowed" || answer === "depends";
  };
  const trustOf = (role: Resource): readonly Source[] =>
    role.kind === "Role" ? [{ name: role.id, policy: role.AssumeRolePolicyDocument }] : [];
  const lambdaTrusted = (role: Resource) =>
    ["allowed", "depends"].includes(
      decide(
        {
          caller: { type: "service", service: "lambda.amazonaws.com" },
          action: "sts:AssumeRole",
          resource: role.id,
          resourceAccount: account,
          context: { keys: new Map([["aws:sourceaccount", [account]]]), others: "unknown" },
        },
        { identity: [], serviceControl: [], resourceControl: [], resource: trustOf(role) },
      ).answer,
    );
  const probes = [
    ["yagura:AnythingAtAll", `arn:aws:yagura:us-east-1:${account}:thing/any`],
    ["iam:PutRolePolicy", `arn:aws:iam::${account}:role/yagura-any`],
    ["iam:AttachUserPolicy", `arn:aws:iam::${account}:user/yagura-any`],
    ["iam:PassRole", `arn:aws:iam::${account}:role/yagura-any`],
    ["iam:CreateAccessKey", `arn:aws:iam::${account}:user/yagura-any`],
    ["s3:GetObject", "arn:aws:s3:::yagura-any/any"],
    ["dynamodb:GetItem", `arn:aws:dynamodb:us-east-1:${account}:table/yagura-any`],
    ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:us-east-1:${account}:secret:yagura-any`],
    ["lambda:UpdateFunctionCode", `arn:aws:lambda:us-east-1:${account}:function:yagura-any`],
  ] as const;

  const reached = new Set<string>();
  const powers = new Map<string, Power>();
  const start = holders.find((holder) => holder.id === startId);
  if (start) powers.set(startId, powerOf(start));
  for (let size = -1; size !== powers.size + reached.size; ) {
    size = powers.size + reached.size;
    const gain = (holder: Power["holder"], raised: boolean) => {
      const power = powerOf(holder, raised);
      if (!powers.has(power.key)) powers.set(power.key, power);
    };
    for (const power of powers.values()) {
      const self = power.holder;
      if (probes.every(([action, resource]) => may(power, action, resource))) reached.add("admin");
      for (const table of tables)
        if (
          ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem", "dynamodb:PartiQLSelect"].some((action) =>
            may(power, action, table.id),
          )
        )
          reached.add(table.id);
      for (const action of self.kind === "Role"
        ? ["iam:PutRolePolicy", "iam:AttachRolePolicy"]
        : ["iam:PutUserPolicy", "iam:AttachUserPolicy"])
        if (may(power, action, self.id)) gain(self, true);
      for (const other of holders) {
        if (other === self) continue;
        if (other.kind === "User") {
          for (const action of ["iam:CreateAccessKey", "iam:CreateLoginProfile"]) if (may(power, action, other.id)) gain(other, false);
          for (const action of ["iam:PutUserPolicy", "iam:AttachUserPolicy"])
            if (may(power, action, other.id) && may(power, "iam:CreateAccessKey", other.id)) gain(other, true);
          continue;
        }
        const assumes = may(power, "sts:AssumeRole", other.id, trustOf(other));
        const opens = may(power, "iam:UpdateAssumeRolePolicy", other.id);
        if (assumes || opens) gain(other, false);
        for (const action of ["iam:PutRolePolicy", "iam:AttachRolePolicy"])
          if ((assumes || opens) && may(power, action, other.id)) gain(other, true);
        const passes = may(power, "iam:PassRole", other.id, [], { "iam:passedtoservice": "lambda.amazonaws.com" }) && lambdaTrusted(other);
        const runs = (second: string) => names.some((name) => may(power, "lambda:CreateFunction", name) && may(power, second, name));
        if (passes && (runs("lambda:InvokeFunction") || runs("lambda:AddPermission"))) gain(other, false);
        if (
          passes &&
          names.some((name) => may(power, "lambda:UpdateFunctionConfiguration", name)) &&
          names.some((name) => may(power, "lambda:UpdateFunctionCode", name))
        )
          gain(other, false);
      }
      for (const fn of functions) {
        const steers = [
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
          "lambda:InvokeFunction",
          "lambda:AddPermission",
        ].some((action) => may(power, action, fn.id));
        const role = steers && fn.kind === "LambdaFunction" ? holders.find((holder) => holder.id === fn.Role) : undefined;
        if (role) gain(role, false);
      }
    }
  }
  return reached;
}
