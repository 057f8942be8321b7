import { AccountClient, GetAlternateContactCommand, GetContactInformationCommand } from "@aws-sdk/client-account";
import {
  BudgetsClient,
  DescribeBudgetsCommand,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
} from "@aws-sdk/client-budgets";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  IAMClient,
  ListEntitiesForPolicyCommand,
  ListVirtualMFADevicesCommand,
} from "@aws-sdk/client-iam";
import { DescribeOrganizationCommand, ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { GetPublicAccessBlockCommand, S3ControlClient } from "@aws-sdk/client-s3-control";
import { type Account, type Fact, isUnknown, mapFact, unknown } from "../../model/index.ts";
import { accountId } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { credentialReport, credentialReportCalls, ROOT_ROW } from "./credential-report.ts";
import { firstUnknown } from "./lists.ts";
import { organizationPolicies, organizationPolicyCalls } from "./organization-policies.ts";

/** The account itself. Every setting is a fact of its own: one refused call leaves the others known. */
export const account = defineCollector({
  service: "account",
  scope: "global",
  kinds: ["Account"],
  calls: {
    GetContactInformation: "account:GetContactInformation",
    GetAlternateContact: "account:GetAlternateContact",
    GetAccountSummary: "iam:GetAccountSummary",
    GetAccountPasswordPolicy: "iam:GetAccountPasswordPolicy",
    ListVirtualMFADevices: "iam:ListVirtualMFADevices",
    ListEntitiesForPolicy: "iam:ListEntitiesForPolicy",
    ...credentialReportCalls,
    GetPublicAccessBlock: "s3:GetAccountPublicAccessBlock",
    DescribeBudgets: "budgets:ViewBudget",
    DescribeNotificationsForBudget: "budgets:ViewBudget",
    DescribeSubscribersForNotification: "budgets:ViewBudget",
    DescribeOrganization: "organizations:DescribeOrganization",
    ListAccounts: "organizations:ListAccounts",
    ...organizationPolicyCalls,
    DescribeRegions: "ec2:DescribeRegions",
  },
  origins: {
    Account: {
      ContactInformation: "account:GetContactInformation",
      SecurityContact: "account:GetAlternateContact",
      RootAccessKeysPresent: "iam:GetAccountSummary",
      RootMfaEnabled: "iam:GetAccountSummary",
      RootPasswordPresent: "iam:GetAccountSummary",
      RootVirtualMfa: "iam:ListVirtualMFADevices",
      RootCredentials: "iam:GetCredentialReport",
      PasswordPolicy: "iam:GetAccountPasswordPolicy",
      S3PublicAccessBlock: "s3control:GetPublicAccessBlock",
      Budgets: "budgets:DescribeBudgets",
      Organization: "organizations:DescribeOrganization",
      OrganizationPolicies: "organizations:ListPolicies",
      EnabledRegions: "ec2:DescribeRegions",
      SupportAccessHolders: "iam:ListEntitiesForPolicy",
      CloudShellFullAccessHolders: "iam:ListEntitiesForPolicy",
    },
  },
  async collect(aws) {
    const iam = aws.client(IAMClient);
    const contacts = aws.client(AccountClient);
    const [contact, security, summary, devices, report, passwords, block, budgets, organization, regions, support, shell] =
      await Promise.all([
        aws.read(contacts, new GetContactInformationCommand({}), { absent: ["ResourceNotFoundException"] }),
        aws.read(contacts, new GetAlternateContactCommand({ AlternateContactType: "SECURITY" }), { absent: ["ResourceNotFoundException"] }),
        aws.read(iam, new GetAccountSummaryCommand({})),
        aws.listFact(
          iam,
          ListVirtualMFADevicesCommand,
          { AssignmentStatus: "Assigned" },
          { items: (page) => page.VirtualMFADevices, token: ["Marker", "Marker"] },
        ),
        credentialReport(aws, iam),
        aws.read(iam, new GetAccountPasswordPolicyCommand({}), { absent: ["NoSuchEntity", "NoSuchEntityException"] }),
        aws.read(aws.client(S3ControlClient), new GetPublicAccessBlockCommand({ AccountId: aws.account }), {
          absent: ["NoSuchPublicAccessBlockConfiguration"],
        }),
        readBudgets(aws),
        readOrganization(aws),
        aws.read(aws.client(EC2Client), new DescribeRegionsCommand({ AllRegions: false })),
        holders(aws, iam, "AWSSupportAccess"),
        holders(aws, iam, "AWSCloudShellFullAccess"),
      ]);
    const root = `arn:${aws.partition}:iam::${aws.account}:root`;
    const count = (key: string): Fact<number | undefined> =>
      mapFact(summary, (known) => (known?.SummaryMap as Readonly<Record<string, number>> | undefined)?.[key]);
    const counted = (key: string): Fact<boolean> =>
      mapFact(count(key), (n) =>
        n === undefined ? unknown("failed", { action: "iam:GetAccountSummary", what: `${key} is not in the answer` }) : n > 0,
      );
    aws.add(
      "Account",
      { id: accountId(aws), name: aws.account, aliases: [aws.account] },
      {
        AccountId: aws.account,
        ContactInformation: mapFact(contact, (known) =>
          Object.entries(known?.ContactInformation ?? {})
            .flatMap(([field, value]) => (value === undefined || value === "" ? [] : [field]))
            .toSorted(),
        ),
        SecurityContact: mapFact(security, (known) =>
          known?.AlternateContact
            ? { HasEmail: !!known.AlternateContact.EmailAddress, HasPhone: !!known.AlternateContact.PhoneNumber }
            : undefined,
        ),
        RootAccessKeysPresent: counted("AccountAccessKeysPresent"),
        RootMfaEnabled: counted("AccountMFAEnabled"),
        RootPasswordPresent: mapFact(count("AccountPasswordPresent"), (n) => (n === undefined ? undefined : n > 0)),
        // The root user's device may have any name: what counts is whose it is.
        RootVirtualMfa: mapFact(devices, (known) =>
          known.some((d) => d.User?.Arn === root || d.SerialNumber?.endsWith(":mfa/root-account-mfa-device") === true),
        ),
        RootCredentials: mapFact(report, (rows) => {
          const row = rows.get(ROOT_ROW);
          if (!row) return unknown("failed", { action: "iam:GetCredentialReport", what: `no row ${ROOT_ROW}` });
          return { PasswordLastUsed: row.PasswordLastUsed, KeyLastUsed: row.Keys.map((key) => key.LastUsed) };
        }),
        PasswordPolicy: mapFact(passwords, (known) =>
          known?.PasswordPolicy
            ? {
                MinimumPasswordLength: known.PasswordPolicy.MinimumPasswordLength ?? 6,
                PasswordReusePrevention: known.PasswordPolicy.PasswordReusePrevention,
              }
            : undefined,
        ),
        S3PublicAccessBlock: mapFact(block, (known) => {
          const set = known?.PublicAccessBlockConfiguration;
          if (!set) return undefined;
          return {
            BlockPublicAcls: set.BlockPublicAcls ?? false,
            IgnorePublicAcls: set.IgnorePublicAcls ?? false,
            BlockPublicPolicy: set.BlockPublicPolicy ?? false,
            RestrictPublicBuckets: set.RestrictPublicBuckets ?? false,
          };
        }),
        Budgets: budgets,
        Organization: organization.about,
        OrganizationPolicies: organization.policies,
        EnabledRegions: mapFact(regions, (known) =>
          (known?.Regions ?? []).flatMap((r) => (r.RegionName === undefined ? [] : [r.RegionName])).toSorted(),
        ),
        SupportAccessHolders: support,
        CloudShellFullAccessHolders: shell,
        Tags: undefined,
      },
    );
  },
});

async function readBudgets(aws: Aws): Promise<Fact<Account["Budgets"]>> {
  const client = aws.client(BudgetsClient);
  const budgets = await aws.listFact(
    client,
    DescribeBudgetsCommand,
    { AccountId: aws.account },
    { items: (page) => page.Budgets, absent: ["NotFoundException"] },
  );
  if (isUnknown(budgets)) return budgets;
  const rows = await Promise.all(
    budgets.map(async ({ BudgetName = "" }): Promise<Fact<Account["Budgets"][number]>> => {
      const of = { AccountId: aws.account, BudgetName };
      const notifications = await aws.listFact(client, DescribeNotificationsForBudgetCommand, of, {
        items: (page) => page.Notifications,
        absent: ["NotFoundException"],
      });
      if (isUnknown(notifications)) return notifications;
      const subscribers = await Promise.all(
        notifications.map((Notification) =>
          aws.listFact(
            client,
            DescribeSubscribersForNotificationCommand,
            { ...of, Notification },
            { items: (page) => page.Subscribers, absent: ["NotFoundException"] },
          ),
        ),
      );
      let total = 0;
      for (const list of subscribers) {
        if (isUnknown(list)) return list;
        total += list.length; // how many, never who
      }
      return { Name: BudgetName, Notifications: notifications.length, Subscribers: total };
    }),
  );
  return firstUnknown(rows) ?? (rows as Account["Budgets"]);
}

async function readOrganization(aws: Aws): Promise<{
  readonly about: Fact<Account["Organization"]>;
  readonly policies: Fact<Account["OrganizationPolicies"]>;
}> {
  const client = aws.client(OrganizationsClient);
  const answer = await aws.read(client, new DescribeOrganizationCommand({}), { absent: ["AWSOrganizationsNotInUseException"] });
  if (isUnknown(answer)) return { about: answer, policies: answer };
  const organization = answer?.Organization;
  if (!organization) return { about: undefined, policies: undefined };
  const [members, policies] = await Promise.all([
    aws.listFact(client, ListAccountsCommand, {}, { items: (page) => page.Accounts }),
    organizationPolicies(aws, client),
  ]);
  const about = {
    Id: organization.Id ?? "",
    ManagementAccount: organization.MasterAccountId ?? "",
    MemberAccounts: mapFact(members, (list) => list.flatMap((a) => (a.Id === undefined ? [] : [a.Id])).toSorted()),
  };
  return { about, policies };
}

async function holders(aws: Aws, client: IAMClient, policy: string): Promise<Fact<Account["SupportAccessHolders"]>> {
  const PolicyArn = `arn:${aws.partition}:iam::aws:policy/${policy}`;
  const pages = await aws.listFact(
    client,
    ListEntitiesForPolicyCommand,
    { PolicyArn },
    {
      items: (page) => [page],
      token: ["Marker", "Marker"],
      absent: ["NoSuchEntity", "NoSuchEntityException"],
    },
  );
  return mapFact(pages, (known) => ({
    Roles: known.flatMap((p) => p.PolicyRoles ?? []).flatMap((r) => r.RoleName ?? []),
    Users: known.flatMap((p) => p.PolicyUsers ?? []).flatMap((u) => u.UserName ?? []),
    Groups: known.flatMap((p) => p.PolicyGroups ?? []).flatMap((g) => g.GroupName ?? []),
  }));
}
