import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListInstanceProfilesCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListServerCertificatesCommand,
  type ManagedPolicyDetail,
  type RoleDetail,
} from "@aws-sdk/client-iam";
import { type Fact, type InlinePolicy, isUnknown, mapFact, type Policy, parsePolicy, type Unknown, unknown } from "../../model/index.ts";
import { lastPart } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { credentialReport, credentialReportCalls } from "./credential-report.ts";
import { listOf } from "./lists.ts";
import { isoDate, tagRecord } from "./shapes.ts";

const GRAPH = ["Role", "User", "Group", "ManagedPolicy"] as const;
const MARKER = ["Marker", "Marker"] as const;
/** Tags of these would cost one call each; nothing asks for them. */
const TAGS_NOT_READ = (action: string) => unknown("not-collected", { action });

/** Users, roles, groups and policies in one paged answer; what that answer lacks is read beside it. */
export const iam = defineCollector({
  service: "iam",
  scope: "global",
  kinds: ["Role", "ManagedPolicy", "User", "Group", "InstanceProfile", "ServerCertificate", "IdentityProvider"],
  calls: {
    GetAccountAuthorizationDetails: "iam:GetAccountAuthorizationDetails",
    ListRoles: "iam:ListRoles",
    GetPolicy: "iam:GetPolicy",
    GetPolicyVersion: "iam:GetPolicyVersion",
    ListAccessKeys: "iam:ListAccessKeys",
    ListInstanceProfiles: "iam:ListInstanceProfiles",
    ListServerCertificates: "iam:ListServerCertificates",
    ListSAMLProviders: "iam:ListSAMLProviders",
    ListOpenIDConnectProviders: "iam:ListOpenIDConnectProviders",
    ...credentialReportCalls,
  },
  origins: {
    Role: { "": "iam:GetAccountAuthorizationDetails", MaxSessionDuration: "iam:ListRoles" },
    User: { "": "iam:GetAccountAuthorizationDetails", Credentials: "iam:GetCredentialReport", AccessKeys: "iam:ListAccessKeys" },
    Group: { "": "iam:GetAccountAuthorizationDetails" },
    ManagedPolicy: { "": "iam:GetAccountAuthorizationDetails" },
    InstanceProfile: { "": "iam:ListInstanceProfiles" },
    ServerCertificate: { "": "iam:ListServerCertificates" },
    IdentityProvider: { "": "iam:ListSAMLProviders" },
  },
  async collect(aws) {
    const client = aws.client(IAMClient);
    await Promise.all([graph(aws, client), profiles(aws, client), certificates(aws, client), providers(aws, client)]);
  },
});

async function graph(aws: Aws, client: IAMClient): Promise<void> {
  const [{ items: pages, because }, sessions, report] = await Promise.all([
    aws.pages(client, GetAccountAuthorizationDetailsCommand, { MaxItems: 1000 }, { items: (page) => [page], token: MARKER }),
    aws.listFact(client, ListRolesCommand, { MaxItems: 1000 }, { items: (page) => page.Roles, token: MARKER }),
    credentialReport(aws, client),
  ]);
  const durations = mapFact(sessions, (roles) => new Map(roles.map((r) => [r.Arn, r.MaxSessionDuration])));
  const users = pages.flatMap((p) => p.UserDetailList ?? []);
  let roles: readonly RoleDetail[] = pages.flatMap((p) => p.RoleDetailList ?? []);
  const groups = pages.flatMap((p) => p.GroupDetailList ?? []);
  // The list of roles, read for their sessions anyway, still says who they are and whom they trust; not what they may do.
  const bare = because && pages.length === 0 && !isUnknown(sessions) ? because : undefined;
  if (bare && !isUnknown(sessions)) roles = sessions as readonly RoleDetail[];
  if (because) aws.gap(bare ? ["User", "Group", "ManagedPolicy"] : GRAPH, because);
  const detail = <T>(value: T): Fact<T> => bare ?? value;

  for (const role of roles) {
    const document = role.AssumeRolePolicyDocument;
    aws.add(
      "Role",
      { id: role.Arn!, name: role.RoleName! },
      {
        Arn: role.Arn!,
        RoleName: role.RoleName!,
        Path: role.Path ?? "/",
        AssumeRolePolicyDocument:
          document === undefined ? (bare ?? unknown("malformed", { what: "no trust policy" })) : parsePolicy(document),
        Policies: detail(inline(role.RolePolicyList)),
        ManagedPolicyArns: detail(attached(role.AttachedManagedPolicies)),
        PermissionsBoundary: detail(role.PermissionsBoundary?.PermissionsBoundaryArn),
        MaxSessionDuration: mapFact(durations, (known) => known.get(role.Arn)),
        CreateDate: isoDate(role.CreateDate),
        LastUsedDate: detail(isoDate(role.RoleLastUsed?.LastUsedDate)),
        RoleId: role.RoleId,
        Tags: detail(tagRecord(role.Tags)),
      },
    );
  }
  for (const group of groups) {
    aws.add(
      "Group",
      { id: group.Arn!, name: group.GroupName! },
      {
        Arn: group.Arn!,
        GroupName: group.GroupName!,
        Policies: inline(group.GroupPolicyList),
        ManagedPolicyArns: attached(group.AttachedManagedPolicies),
        Tags: undefined,
      },
    );
  }
  await Promise.all([
    policies(aws, client, pages, because),
    aws.each(users, async (user) => {
      const keys = await aws.listFact(
        client,
        ListAccessKeysCommand,
        { UserName: user.UserName! },
        { items: (page) => page.AccessKeyMetadata, token: MARKER },
      );
      aws.add(
        "User",
        { id: user.Arn!, name: user.UserName! },
        {
          Arn: user.Arn!,
          UserName: user.UserName!,
          Policies: inline(user.UserPolicyList),
          ManagedPolicyArns: attached(user.AttachedManagedPolicies),
          Groups: user.GroupList ?? [],
          PermissionsBoundary: user.PermissionsBoundary?.PermissionsBoundaryArn,
          UserId: user.UserId,
          CreateDate: isoDate(user.CreateDate),
          // A user made since the report was written has no row yet: that is not "no credentials".
          Credentials: mapFact(
            report,
            (rows) =>
              rows.get(user.UserName!) ??
              unknown("failed", { action: "iam:GetCredentialReport", what: "the report is older than the user" }),
          ),
          AccessKeys: mapFact(keys, (known) =>
            known.map((key) => ({
              KeyIdSuffix: (key.AccessKeyId ?? "").slice(-4),
              Status: key.Status ?? "Inactive",
              CreateDate: isoDate(key.CreateDate),
            })),
          ),
          Tags: tagRecord(user.Tags),
        },
      );
    }),
  ]);
}

type Page = GetAccountAuthorizationDetailsResponse;

/** Customer policies, and those of AWS that somebody carries or is bounded by. A list that was `cut` cannot say who does not hold one. */
async function policies(aws: Aws, client: IAMClient, pages: readonly Page[], cut: Unknown | undefined): Promise<void> {
  const holders = { Roles: new Map<string, string[]>(), Users: new Map<string, string[]>(), Groups: new Map<string, string[]>() };
  const names = new Map<string, string>();
  const used = new Set<string>();
  const hold = (
    map: Map<string, string[]>,
    holder: string,
    list: readonly { PolicyArn?: string | undefined; PolicyName?: string | undefined }[] | undefined,
  ) => {
    for (const { PolicyArn, PolicyName } of list ?? []) {
      if (PolicyArn === undefined) continue;
      used.add(PolicyArn);
      names.set(PolicyArn, PolicyName ?? lastPart(PolicyArn));
      map.set(PolicyArn, [...(map.get(PolicyArn) ?? []), holder]);
    }
  };
  for (const page of pages) {
    for (const role of page.RoleDetailList ?? []) hold(holders.Roles, role.RoleName!, role.AttachedManagedPolicies);
    for (const user of page.UserDetailList ?? []) hold(holders.Users, user.UserName!, user.AttachedManagedPolicies);
    for (const group of page.GroupDetailList ?? []) hold(holders.Groups, group.GroupName!, group.AttachedManagedPolicies);
    for (const bounded of [...(page.RoleDetailList ?? []), ...(page.UserDetailList ?? [])]) {
      const arn = bounded.PermissionsBoundary?.PermissionsBoundaryArn;
      if (arn !== undefined) used.add(arn);
    }
  }
  const byAws = `arn:${aws.partition}:iam::aws:`;
  const add = (arn: string, name: string, document: Fact<Policy>) =>
    aws.add(
      "ManagedPolicy",
      { id: arn, name },
      {
        Arn: arn,
        PolicyName: name,
        AwsManaged: arn.startsWith(byAws),
        PolicyDocument: document,
        AttachedRoles: cut ?? holders.Roles.get(arn) ?? [],
        AttachedUsers: cut ?? holders.Users.get(arn) ?? [],
        AttachedGroups: cut ?? holders.Groups.get(arn) ?? [],
        Tags: arn.startsWith(byAws) ? undefined : TAGS_NOT_READ("iam:ListPolicyTags"),
      },
    );
  for (const policy of pages.flatMap((p) => p.Policies ?? [])) {
    if (policy.Arn === undefined || (policy.Arn.startsWith(byAws) && !used.has(policy.Arn))) continue;
    used.delete(policy.Arn);
    add(policy.Arn, policy.PolicyName ?? names.get(policy.Arn) ?? lastPart(policy.Arn), defaultDocument(policy));
  }
  await aws.each([...used], async (arn) => {
    const policy = await aws.read(client, new GetPolicyCommand({ PolicyArn: arn }));
    const version = isUnknown(policy) ? policy : policy?.Policy?.DefaultVersionId;
    const answer =
      isUnknown(version) || version === undefined
        ? version
        : await aws.read(client, new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }));
    const document = mapFact(answer, (known) => parsePolicy(known?.PolicyVersion?.Document));
    add(arn, names.get(arn) ?? lastPart(arn), document);
  });
}

function defaultDocument(policy: ManagedPolicyDetail): Fact<Policy> {
  const version =
    policy.PolicyVersionList?.find((v) => v.IsDefaultVersion) ??
    policy.PolicyVersionList?.find((v) => v.VersionId === policy.DefaultVersionId);
  return version?.Document === undefined ? unknown("malformed", { what: "no default version" }) : parsePolicy(version.Document);
}

function inline(
  list: readonly { PolicyName?: string | undefined; PolicyDocument?: string | undefined }[] | undefined,
): readonly InlinePolicy[] {
  return (list ?? []).map((p) => ({ PolicyName: p.PolicyName ?? "", PolicyDocument: parsePolicy(p.PolicyDocument) }));
}

function attached(list: readonly { PolicyArn?: string | undefined }[] | undefined): readonly string[] {
  return (list ?? []).flatMap((p) => (p.PolicyArn === undefined ? [] : [p.PolicyArn]));
}

async function profiles(aws: Aws, client: IAMClient): Promise<void> {
  const list = await aws.list(
    ["InstanceProfile"],
    client,
    ListInstanceProfilesCommand,
    { MaxItems: 1000 },
    { items: (page) => page.InstanceProfiles, token: MARKER },
  );
  for (const profile of list) {
    aws.add(
      "InstanceProfile",
      { id: profile.Arn!, name: profile.InstanceProfileName! },
      {
        Arn: profile.Arn!,
        InstanceProfileName: profile.InstanceProfileName!,
        Roles: (profile.Roles ?? []).flatMap((role) => (role.Arn === undefined ? [] : [role.Arn])),
        Tags: tagRecord(profile.Tags),
      },
    );
  }
}

async function certificates(aws: Aws, client: IAMClient): Promise<void> {
  const list = await aws.list(
    ["ServerCertificate"],
    client,
    ListServerCertificatesCommand,
    { MaxItems: 1000 },
    { items: (page) => page.ServerCertificateMetadataList, token: MARKER },
  );
  for (const certificate of list) {
    aws.add(
      "ServerCertificate",
      { id: certificate.Arn!, name: certificate.ServerCertificateName! },
      {
        Arn: certificate.Arn!,
        Name: certificate.ServerCertificateName!,
        Expiration: isoDate(certificate.Expiration),
        Tags: TAGS_NOT_READ("iam:ListServerCertificateTags"),
      },
    );
  }
}

async function providers(aws: Aws, client: IAMClient): Promise<void> {
  const [saml, oidc] = await Promise.all([
    aws.read(client, new ListSAMLProvidersCommand({})),
    aws.read(client, new ListOpenIDConnectProvidersCommand({})),
  ]);
  const found = [
    { Type: "SAML" as const, list: listOf(saml, (known) => known.SAMLProviderList), tags: "iam:ListSAMLProviderTags" },
    { Type: "OIDC" as const, list: listOf(oidc, (known) => known.OpenIDConnectProviderList), tags: "iam:ListOpenIDConnectProviderTags" },
  ];
  for (const { Type, list, tags } of found) {
    if (isUnknown(list)) {
      aws.gap(["IdentityProvider"], list);
      continue;
    }
    for (const { Arn } of list) {
      if (Arn === undefined) continue;
      const rest = Arn.slice(Arn.indexOf("/") + 1);
      // An OIDC provider's ARN carries its URL, so that no further call is needed.
      aws.add(
        "IdentityProvider",
        { id: Arn, name: rest },
        { Arn, Type, Url: Type === "OIDC" ? `https://${rest}` : undefined, Tags: TAGS_NOT_READ(tags) },
      );
    }
  }
}
