import { type Fact, isUnknown, mapFact, type Noun, unknown } from "../../../model/index.ts";
import { identityPoolArn, userPoolArn, userPoolClientId, userPoolClientName } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { idOf, noun, whereOf } from "./make.ts";
import { choice, entries, flag, get, must, num, or, strings, stringsOr, tags, text, texts } from "./read.ts";
import { webAclInFrontOf } from "./waf.ts";

function passwordPolicyOf(p: unknown): Noun<"UserPool">["PasswordPolicy"] {
  const policy = get(p, "Policies", "PasswordPolicy");
  if (isUnknown(policy)) return policy;
  // Without a policy Cognito asks for everything; with one, only for what it names.
  const asked = policy === undefined;
  return {
    MinimumLength: or(num(policy, "MinimumLength"), 8),
    RequireLowercase: or(flag(policy, "RequireLowercase"), asked),
    RequireUppercase: or(flag(policy, "RequireUppercase"), asked),
    RequireNumbers: or(flag(policy, "RequireNumbers"), asked),
    RequireSymbols: or(flag(policy, "RequireSymbols"), asked),
    TemporaryPasswordValidityDays: or(num(policy, "TemporaryPasswordValidityDays"), 7),
  };
}

/** Functions by event; some events have a version beside the function's ARN. */
function triggersOf(p: unknown): Noun<"UserPool">["LambdaTriggers"] {
  const config = get(p, "LambdaConfig");
  if (config === undefined) return {};
  if (isUnknown(config)) return config;
  const out: Record<string, Fact<string>> = {};
  for (const [event, value] of entries(config)) {
    if (event === "KMSKeyID") continue;
    out[event] = typeof value === "object" && value !== null && !isUnknown(value) ? must(value, "LambdaArn") : must(value);
  }
  return out;
}

const userPool: Fold = (d, stack) => {
  const p = d.properties;
  const id = idOf(d);
  const arn = d.arn ?? userPoolArn(whereOf(stack), id);
  return [
    noun(
      "UserPool",
      d,
      stack,
      {
        Arn: arn,
        UserPoolId: id,
        Name: d.name,
        MfaConfiguration: or(choice(["OFF", "ON", "OPTIONAL"], p, "MfaConfiguration"), "OFF"),
        MfaFactors: mapFact(strings(p, "EnabledMfas"), (factors) => factors.toSorted()),
        PasswordPolicy: passwordPolicyOf(p),
        AllowedFirstAuthFactors: stringsOr(["PASSWORD"], p, "Policies", "SignInPolicy", "AllowedFirstAuthFactors"),
        AdvancedSecurityMode: or(choice(["OFF", "AUDIT", "ENFORCED"], p, "UserPoolAddOns", "AdvancedSecurityMode"), "OFF"),
        CustomAuthSecurityMode: choice(["AUDIT", "ENFORCED"], p, "UserPoolAddOns", "AdvancedSecurityAdditionalFlows", "CustomAuthMode"),
        DeletionProtection: protectionOf(p),
        AdminCreateUserOnly: or(flag(p, "AdminCreateUserConfig", "AllowAdminCreateUserOnly"), false),
        UserPoolTier: or(text(p, "UserPoolTier"), "ESSENTIALS"),
        LambdaTriggers: triggersOf(p),
        WebAclArn: webAclInFrontOf(stack, [arn, id]),
        Tags: tags(p["UserPoolTags"]),
      },
      {
        id: arn,
        places: {
          MfaFactors: ["EnabledMfas"],
          PasswordPolicy: ["Policies", "PasswordPolicy"],
          AllowedFirstAuthFactors: ["Policies", "SignInPolicy"],
          AdvancedSecurityMode: ["UserPoolAddOns", "AdvancedSecurityMode"],
          CustomAuthSecurityMode: ["UserPoolAddOns", "AdvancedSecurityAdditionalFlows"],
          AdminCreateUserOnly: ["AdminCreateUserConfig"],
          LambdaTriggers: ["LambdaConfig"],
          Tags: ["UserPoolTags"],
        },
      },
    ),
  ];
};

function protectionOf(p: unknown): Fact<boolean> {
  const mode = text(p, "DeletionProtection");
  return isUnknown(mode) ? mode : mode === "ACTIVE";
}

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** A validity in seconds, from its number and its unit. */
function validity(p: unknown, token: string, unit: string, otherwise: number, otherwiseUnit: string): Fact<number> {
  const amount = num(p, `${token}Validity`);
  if (isUnknown(amount)) return amount;
  // 0 means the same as nothing.
  if (amount === undefined || amount === 0) return otherwise;
  const written = or(text(p, "TokenValidityUnits", unit), otherwiseUnit);
  if (isUnknown(written)) return written;
  const factor = SECONDS[written];
  return factor === undefined ? unknown("malformed", { what: "TokenValidityUnits" }) : amount * factor;
}

const userPoolClient: Fold = (d, stack) => {
  const p = d.properties;
  const reference = must(p, "UserPoolId");
  const pool = declaredBy(stack, "AWS::Cognito::UserPool", reference);
  const poolId = pool ? idOf(pool) : reference;
  const id = idOf(d);
  const existence = text(p, "PreventUserExistenceErrors");
  return [
    noun(
      "UserPoolClient",
      d,
      stack,
      {
        UserPoolId: poolId,
        ClientId: id,
        ClientName: d.name,
        HasSecret: or(flag(p, "GenerateSecret"), false),
        AccessTokenValidity: validity(p, "AccessToken", "AccessToken", 3600, "hours"),
        IdTokenValidity: validity(p, "IdToken", "IdToken", 3600, "hours"),
        RefreshTokenValidity: validity(p, "RefreshToken", "RefreshToken", 2_592_000, "days"),
        EnableTokenRevocation: or(flag(p, "EnableTokenRevocation"), true),
        PreventUserExistenceErrors: isUnknown(existence) ? existence : existence === "ENABLED",
        ExplicitAuthFlows: stringsOr(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"], p, "ExplicitAuthFlows"),
        AllowedOAuthFlows: strings(p, "AllowedOAuthFlows"),
        CallbackUrls: texts(p, "CallbackURLs"),
        Tags: undefined,
      },
      {
        id: userPoolClientId(whereOf(stack), isUnknown(poolId) ? "?" : poolId, id),
        name: userPoolClientName(pool?.name ?? (isUnknown(poolId) ? "?" : poolId), d.name),
        places: { HasSecret: ["GenerateSecret"], CallbackUrls: ["CallbackURLs"] },
      },
    ),
  ];
};

function poolRoles(d: Declared, stack: Stack) {
  const { found, undecided } = attached(stack, "AWS::Cognito::IdentityPoolRoleAttachment", "IdentityPoolId", d);
  const attachment = found[0];
  const read = (which: string): Fact<string | undefined> => (attachment ? text(attachment.properties, "Roles", which) : undecided);
  return { authenticated: read("authenticated"), unauthenticated: read("unauthenticated"), attachment };
}

const identityPool: Fold = (d, stack) => {
  const p = d.properties;
  const id = idOf(d);
  const arn = d.arn ?? identityPoolArn(whereOf(stack), id);
  const roles = poolRoles(d, stack);
  return [
    noun(
      "IdentityPool",
      d,
      stack,
      {
        Arn: arn,
        IdentityPoolId: id,
        Name: d.name,
        AllowUnauthenticatedIdentities: or(flag(p, "AllowUnauthenticatedIdentities"), false),
        AllowClassicFlow: or(flag(p, "AllowClassicFlow"), false),
        AuthenticatedRole: roles.authenticated,
        UnauthenticatedRole: roles.unauthenticated,
        Tags: tags(p["IdentityPoolTags"]),
      },
      {
        id: arn,
        aliases: [id, arn, d.name],
        ...(roles.attachment
          ? {
              places: {
                AuthenticatedRole: { origin: roles.attachment.origin, path: ["Roles", "authenticated"] },
                UnauthenticatedRole: { origin: roles.attachment.origin, path: ["Roles", "unauthenticated"] },
              },
            }
          : {}),
      },
    ),
  ];
};

const attachment: Fold = () => [];

export const cognitoFolds: Readonly<Record<string, Fold>> = {
  "AWS::Cognito::UserPool": userPool,
  "AWS::Cognito::UserPoolClient": userPoolClient,
  "AWS::Cognito::UserPoolDomain": attachment,
  "AWS::Cognito::UserPoolGroup": attachment,
  "AWS::Cognito::UserPoolUser": attachment,
  "AWS::Cognito::UserPoolUserToGroupAttachment": attachment,
  "AWS::Cognito::UserPoolResourceServer": attachment,
  "AWS::Cognito::UserPoolIdentityProvider": attachment,
  "AWS::Cognito::UserPoolRiskConfigurationAttachment": attachment,
  "AWS::Cognito::UserPoolUICustomizationAttachment": attachment,
  "AWS::Cognito::IdentityPool": identityPool,
  "AWS::Cognito::IdentityPoolRoleAttachment": attachment,
};
