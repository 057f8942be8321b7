import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  type DescribeIdentityPoolCommandOutput,
  GetIdentityPoolRolesCommand,
  ListIdentityPoolsCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  type GetUserPoolMfaConfigCommandOutput,
  type LambdaConfigType,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  type UserPoolClientType,
  type UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetWebACLForResourceCommand, WAFV2Client } from "@aws-sdk/client-wafv2";
import { type Fact, mapFact, unknown } from "../../model/index.ts";
import { identityPoolArn, userPoolArn, userPoolClientId, userPoolClientName } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { pick } from "./shapes.ts";

const GONE = ["ResourceNotFoundException"];
/** What a client may do when nobody chose; AWS then answers no list. */
const DEFAULT_FLOWS = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

/** User pools with their app clients, and identity pools. */
export const cognito = defineCollector({
  service: "cognito",
  scope: "region",
  kinds: ["UserPool", "UserPoolClient", "IdentityPool"],
  calls: {
    ListUserPools: "cognito-idp:ListUserPools",
    DescribeUserPool: "cognito-idp:DescribeUserPool",
    GetUserPoolMfaConfig: "cognito-idp:GetUserPoolMfaConfig",
    ListUserPoolClients: "cognito-idp:ListUserPoolClients",
    DescribeUserPoolClient: "cognito-idp:DescribeUserPoolClient",
    GetWebACLForResource: "wafv2:GetWebACLForResource",
    ListIdentityPools: "cognito-identity:ListIdentityPools",
    DescribeIdentityPool: "cognito-identity:DescribeIdentityPool",
    GetIdentityPoolRoles: "cognito-identity:GetIdentityPoolRoles",
  },
  origins: {
    UserPool: {
      "": "cognito-idp:DescribeUserPool",
      MfaFactors: "cognito-idp:GetUserPoolMfaConfig",
      WebAclArn: "wafv2:GetWebACLForResource",
    },
    UserPoolClient: { "": "cognito-idp:DescribeUserPoolClient" },
    IdentityPool: {
      "": "cognito-identity:DescribeIdentityPool",
      AuthenticatedRole: "cognito-identity:GetIdentityPoolRoles",
      UnauthenticatedRole: "cognito-identity:GetIdentityPoolRoles",
    },
  },
  async collect(aws) {
    await Promise.all([collectUserPools(aws), collectIdentityPools(aws)]);
  },
});

async function collectUserPools(aws: Aws): Promise<void> {
  const client = aws.client(CognitoIdentityProviderClient);
  const { items: pools, because } = await aws.pages(client, ListUserPoolsCommand, { MaxResults: 60 }, { items: (page) => page.UserPools });
  // Clients are listed pool by pool: a pool that was not listed hides its clients too.
  if (because) aws.gap(["UserPool", "UserPoolClient"], because);
  await aws.each(pools, async (pool) => {
    const id = pool.Id ?? "";
    const arn = userPoolArn(aws, id);
    const [answer, mfa, acl] = await Promise.all([
      aws.read(client, new DescribeUserPoolCommand({ UserPoolId: id }), { absent: GONE }),
      aws.read(client, new GetUserPoolMfaConfigCommand({ UserPoolId: id }), { absent: GONE }),
      aws.read(aws.client(WAFV2Client), new GetWebACLForResourceCommand({ ResourceArn: arn }), { absent: ["WAFNonexistentItemException"] }),
      collectClients(aws, client, id, pool.Name ?? id),
    ]);
    if (answer === undefined) return; // deleted since it was listed
    const of = <T>(f: (known: UserPoolType) => Fact<T>): Fact<T> => mapFact(answer, (known) => f(known?.UserPool ?? ({} as UserPoolType)));
    const password = <T>(f: (policy: NonNullable<NonNullable<UserPoolType["Policies"]>["PasswordPolicy"]>) => T): Fact<T> =>
      of((p) =>
        p.Policies?.PasswordPolicy
          ? f(p.Policies.PasswordPolicy)
          : unknown("failed", { action: "cognito-idp:DescribeUserPool", what: "PasswordPolicy" }),
      );
    aws.add(
      "UserPool",
      { id: arn, name: pool.Name ?? id, aliases: [id] },
      {
        Arn: arn,
        UserPoolId: id,
        Name: pool.Name ?? id,
        MfaConfiguration: of((p) => p.MfaConfiguration ?? "OFF"),
        MfaFactors: pick<GetUserPoolMfaConfigCommandOutput, readonly string[]>(mfa, [], factorsOf),
        PasswordPolicy: {
          MinimumLength: password((p) => p.MinimumLength ?? 8),
          RequireLowercase: password((p) => p.RequireLowercase ?? false),
          RequireUppercase: password((p) => p.RequireUppercase ?? false),
          RequireNumbers: password((p) => p.RequireNumbers ?? false),
          RequireSymbols: password((p) => p.RequireSymbols ?? false),
          TemporaryPasswordValidityDays: password((p) => p.TemporaryPasswordValidityDays ?? 7),
        },
        AllowedFirstAuthFactors: of((p) => p.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"]),
        AdvancedSecurityMode: of((p) => p.UserPoolAddOns?.AdvancedSecurityMode ?? "OFF"),
        CustomAuthSecurityMode: of((p) => p.UserPoolAddOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode),
        DeletionProtection: of((p) => p.DeletionProtection === "ACTIVE"),
        AdminCreateUserOnly: of((p) => p.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false),
        UserPoolTier: of((p) => p.UserPoolTier),
        LambdaTriggers: of((p) => triggersOf(p.LambdaConfig)),
        WebAclArn: mapFact(acl, (known) => known?.WebACL?.ARN),
        Tags: of((p) => p.UserPoolTags ?? {}),
      },
    );
  });
}

function factorsOf(config: GetUserPoolMfaConfigCommandOutput): readonly string[] {
  return [
    ...(config.EmailMfaConfiguration ? ["EMAIL_OTP"] : []),
    ...(config.SmsMfaConfiguration?.SmsConfiguration ? ["SMS_MFA"] : []),
    ...(config.SoftwareTokenMfaConfiguration?.Enabled ? ["SOFTWARE_TOKEN_MFA"] : []),
  ];
}

/** Triggers are strings or objects with the function's ARN inside; the key beside them is not a trigger. */
function triggersOf(config: LambdaConfigType | undefined): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const [event, value] of Object.entries(config ?? {}) as [string, string | { readonly LambdaArn?: string } | undefined][]) {
    if (event === "KMSKeyID") continue;
    const arn = typeof value === "string" ? value : value?.LambdaArn;
    if (arn) out[event] = arn;
  }
  return out;
}

async function collectClients(aws: Aws, client: CognitoIdentityProviderClient, poolId: string, poolName: string): Promise<void> {
  const clients = await aws.list(
    ["UserPoolClient"],
    client,
    ListUserPoolClientsCommand,
    { UserPoolId: poolId, MaxResults: 60 },
    { items: (page) => page.UserPoolClients, absent: GONE },
  );
  await aws.each(clients, async (listed) => {
    const id = listed.ClientId ?? "";
    const name = listed.ClientName ?? id;
    const answer = await aws.read(client, new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: id }), { absent: GONE });
    if (answer === undefined) return; // deleted since it was listed
    const of = <T>(f: (known: UserPoolClientType) => T): Fact<T> => mapFact(answer, (known) => f(known?.UserPoolClient ?? {}));
    aws.add(
      "UserPoolClient",
      { id: userPoolClientId(aws, poolId, id), name: userPoolClientName(poolName, name), aliases: [id] },
      {
        UserPoolId: poolId,
        ClientId: id,
        ClientName: name,
        // That there is one, never what it is.
        HasSecret: of((c) => c.ClientSecret !== undefined),
        AccessTokenValidity: of((c) => seconds(c.AccessTokenValidity, c.TokenValidityUnits?.AccessToken ?? "hours", 3600)),
        IdTokenValidity: of((c) => seconds(c.IdTokenValidity, c.TokenValidityUnits?.IdToken ?? "hours", 3600)),
        RefreshTokenValidity: of((c) => seconds(c.RefreshTokenValidity, c.TokenValidityUnits?.RefreshToken ?? "days", 30 * 86_400)),
        EnableTokenRevocation: of((c) => c.EnableTokenRevocation ?? false),
        PreventUserExistenceErrors: of((c) => c.PreventUserExistenceErrors === "ENABLED"),
        ExplicitAuthFlows: of((c) => (c.ExplicitAuthFlows?.length ? c.ExplicitAuthFlows : DEFAULT_FLOWS)),
        AllowedOAuthFlows: of((c) => c.AllowedOAuthFlows ?? []),
        CallbackUrls: of((c) => c.CallbackURLs ?? []),
        Tags: undefined,
      },
    );
  });
}

const UNITS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** AWS answers 0 or nothing for its default. */
function seconds(value: number | undefined, unit: string, byDefault: number): number {
  return value ? value * (UNITS[unit] ?? 1) : byDefault;
}

async function collectIdentityPools(aws: Aws): Promise<void> {
  const client = aws.client(CognitoIdentityClient);
  const pools = await aws.list(
    ["IdentityPool"],
    client,
    ListIdentityPoolsCommand,
    { MaxResults: 60 },
    { items: (page) => page.IdentityPools },
  );
  await aws.each(pools, async (pool) => {
    const id = pool.IdentityPoolId ?? "";
    const arn = identityPoolArn(aws, id);
    const [answer, roles] = await Promise.all([
      aws.read(client, new DescribeIdentityPoolCommand({ IdentityPoolId: id }), { absent: GONE }),
      aws.read(client, new GetIdentityPoolRolesCommand({ IdentityPoolId: id }), { absent: GONE }),
    ]);
    if (answer === undefined) return; // deleted since it was listed
    const of = <T>(f: (known: DescribeIdentityPoolCommandOutput) => T): Fact<T> =>
      mapFact(answer, (known) => f(known as DescribeIdentityPoolCommandOutput));
    const name = pool.IdentityPoolName ?? id;
    aws.add(
      "IdentityPool",
      { id: arn, name, aliases: [id] },
      {
        Arn: arn,
        IdentityPoolId: id,
        Name: name,
        AllowUnauthenticatedIdentities: of((p) => p.AllowUnauthenticatedIdentities ?? false),
        AllowClassicFlow: of((p) => p.AllowClassicFlow ?? false),
        AuthenticatedRole: mapFact(roles, (known) => known?.Roles?.["authenticated"]),
        UnauthenticatedRole: mapFact(roles, (known) => known?.Roles?.["unauthenticated"]),
        Tags: of((p) => p.IdentityPoolTags ?? {}),
      },
    );
  });
}
