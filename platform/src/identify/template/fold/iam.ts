import { type AccessKey, type Fact, type InlinePolicy, isUnknown, type Unknown, unknown } from "../../../model/index.ts";
import { lastPart } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { noun, policyAt } from "./make.ts";
import { get, must, num, or, parts, tags, text, textParts, texts } from "./read.ts";

const MANAGED = "AWS::IAM::ManagedPolicy";

/** Role, user or group: the words CloudFormation uses for each. */
interface Identity {
  readonly listed: "Roles" | "Users" | "Groups";
  readonly inline: string;
  readonly owner: string;
}

const ROLE: Identity = { listed: "Roles", inline: "AWS::IAM::RolePolicy", owner: "RoleName" };
const USER: Identity = { listed: "Users", inline: "AWS::IAM::UserPolicy", owner: "UserName" };
const GROUP: Identity = { listed: "Groups", inline: "AWS::IAM::GroupPolicy", owner: "GroupName" };

function inlineOf(d: Declared, origin: Declared, value: unknown, path: readonly (string | number)[]): InlinePolicy {
  const name = text(value, "PolicyName");
  return {
    PolicyName: typeof name === "string" ? name : d.name,
    PolicyDocument: policyAt(get(value, "PolicyDocument"), origin.origin, [...path, "PolicyDocument"]),
  };
}

function undecidedPolicy(because: Unknown): InlinePolicy {
  return { PolicyName: "?", PolicyDocument: because };
}

/** Inline policies: those written in the resource, and those that other resources put on it. */
function policiesOf(d: Declared, stack: Stack, { listed, inline, owner }: Identity): Fact<readonly InlinePolicy[]> {
  const own = parts(d.properties, "Policies");
  const out: InlinePolicy[] = own.map((item, i) => (isUnknown(item) ? undecidedPolicy(item) : inlineOf(d, d, item, ["Policies", i])));
  for (const { found, undecided } of [
    attached(stack, "AWS::IAM::Policy", `${listed}[]`, d, lastPart),
    attached(stack, inline, owner, d, lastPart),
  ]) {
    for (const policy of found) out.push(inlineOf(policy, policy, policy.properties, []));
    if (undecided) out.push(undecidedPolicy(undecided));
  }
  return out;
}

/** Managed policies: those the resource names, and those of the template that name it. */
function managedOf(d: Declared, stack: Stack, { listed }: Identity): Fact<readonly Fact<string>[]> {
  const own = texts(d.properties, "ManagedPolicyArns");
  if (isUnknown(own)) return own;
  const { found, undecided } = attached(stack, MANAGED, `${listed}[]`, d, lastPart);
  return [...new Set([...own, ...found.map((policy): Fact<string> => policy.arn ?? policy.name), ...(undecided ? [undecided] : [])])];
}

const GLOBAL = { region: "global" } as const;

const role: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "Role",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        RoleName: d.name,
        Path: or(text(p, "Path"), "/"),
        AssumeRolePolicyDocument: policyAt(get(p, "AssumeRolePolicyDocument"), d.origin, ["AssumeRolePolicyDocument"]),
        Policies: policiesOf(d, stack, ROLE),
        ManagedPolicyArns: managedOf(d, stack, ROLE),
        PermissionsBoundary: text(p, "PermissionsBoundary"),
        MaxSessionDuration: or(num(p, "MaxSessionDuration"), 3600),
        CreateDate: undefined,
        LastUsedDate: undefined,
        RoleId: unknown("known-after-deploy", { what: "RoleId" }),
        Tags: tags(p["Tags"]),
      },
      GLOBAL,
    ),
  ];
};

/** Names of what a managed policy is attached to: what it names itself, and what names it. */
function holdersOf(d: Declared, stack: Stack, type: string, listed: Identity["listed"]): Fact<readonly Fact<string>[]> {
  const own = texts(d.properties, listed);
  if (isUnknown(own)) return own;
  const { found, undecided } = attached(stack, type, "ManagedPolicyArns[]", d);
  return [...new Set([...own, ...found.map((holder): Fact<string> => holder.name), ...(undecided ? [undecided] : [])])];
}

const managedPolicy: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "ManagedPolicy",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        PolicyName: d.name,
        AwsManaged: false,
        PolicyDocument: policyAt(get(p, "PolicyDocument"), d.origin, ["PolicyDocument"]),
        AttachedRoles: holdersOf(d, stack, "AWS::IAM::Role", "Roles"),
        AttachedUsers: holdersOf(d, stack, "AWS::IAM::User", "Users"),
        AttachedGroups: holdersOf(d, stack, "AWS::IAM::Group", "Groups"),
        Tags: tags(p["Tags"]),
      },
      GLOBAL,
    ),
  ];
};

function groupsOf(d: Declared, stack: Stack): Fact<readonly Fact<string>[]> {
  const own = texts(d.properties, "Groups");
  if (isUnknown(own)) return own;
  const { found, undecided } = attached(stack, "AWS::IAM::UserToGroupAddition", "Users[]", d);
  return [...own, ...found.map((addition) => must(addition.properties, "GroupName")), ...(undecided ? [undecided] : [])];
}

function keysOf(d: Declared, stack: Stack): Fact<readonly AccessKey[]> {
  const { found, undecided } = attached(stack, "AWS::IAM::AccessKey", "UserName", d);
  if (undecided) return undecided;
  const keys: AccessKey[] = [];
  for (const key of found) {
    const status = or(text(key.properties, "Status"), "Active");
    if (isUnknown(status)) return status;
    keys.push({ KeyIdSuffix: key.logicalId.slice(-4), Status: status, CreateDate: undefined });
  }
  return keys;
}

const user: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "User",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        UserName: d.name,
        Policies: policiesOf(d, stack, USER),
        ManagedPolicyArns: managedOf(d, stack, USER),
        Groups: groupsOf(d, stack),
        PermissionsBoundary: text(p, "PermissionsBoundary"),
        UserId: unknown("known-after-deploy", { what: "UserId" }),
        CreateDate: undefined,
        Credentials: undefined,
        AccessKeys: keysOf(d, stack),
        Tags: tags(p["Tags"]),
      },
      GLOBAL,
    ),
  ];
};

const group: Fold = (d, stack) => [
  noun(
    "Group",
    d,
    stack,
    {
      Arn: d.arn ?? d.name,
      GroupName: d.name,
      Policies: policiesOf(d, stack, GROUP),
      ManagedPolicyArns: managedOf(d, stack, GROUP),
      Tags: undefined,
    },
    GLOBAL,
  ),
];

const instanceProfile: Fold = (d, stack) => [
  noun(
    "InstanceProfile",
    d,
    stack,
    {
      Arn: d.arn ?? d.name,
      InstanceProfileName: d.name,
      // Templates name roles; an account gives their ARNs.
      Roles: textParts(d.properties, "Roles").map(
        (name): Fact<string> =>
          isUnknown(name)
            ? name
            : (declaredBy(stack, "AWS::IAM::Role", name)?.arn ?? `arn:${stack.partition}:iam::${stack.account}:role/${name}`),
      ),
      // CloudFormation cannot tag one.
      Tags: {},
    },
    GLOBAL,
  ),
];

const serverCertificate: Fold = (d, stack) => [
  noun(
    "ServerCertificate",
    d,
    stack,
    {
      Arn: d.arn ?? d.name,
      Name: d.name,
      Expiration: unknown("known-after-deploy", { what: "Expiration" }),
      Tags: tags(d.properties["Tags"]),
    },
    GLOBAL,
  ),
];

const oidcProvider: Fold = (d, stack) => {
  const url = text(d.properties, "Url");
  return [
    noun(
      "IdentityProvider",
      d,
      stack,
      { Arn: d.arn ?? d.name, Type: "OIDC", Url: url, Tags: tags(d.properties["Tags"]) },
      {
        ...GLOBAL,
        name: typeof url === "string" ? url.replace(/^https?:\/\//, "") : d.name,
      },
    ),
  ];
};

const samlProvider: Fold = (d, stack) => [
  noun("IdentityProvider", d, stack, { Arn: d.arn ?? d.name, Type: "SAML", Url: undefined, Tags: tags(d.properties["Tags"]) }, GLOBAL),
];

const attachment: Fold = () => [];

export const iamFolds: Readonly<Record<string, Fold>> = {
  "AWS::IAM::Role": role,
  "AWS::IAM::Policy": attachment,
  "AWS::IAM::RolePolicy": attachment,
  "AWS::IAM::UserPolicy": attachment,
  "AWS::IAM::GroupPolicy": attachment,
  [MANAGED]: managedPolicy,
  "AWS::IAM::User": user,
  "AWS::IAM::UserToGroupAddition": attachment,
  "AWS::IAM::Group": group,
  "AWS::IAM::InstanceProfile": instanceProfile,
  "AWS::IAM::OIDCProvider": oidcProvider,
  "AWS::IAM::SAMLProvider": samlProvider,
  "AWS::IAM::AccessKey": attachment,
  "AWS::IAM::ServerCertificate": serverCertificate,
  "AWS::IAM::ServiceLinkedRole": attachment,
  "AWS::IAM::VirtualMFADevice": attachment,
};
