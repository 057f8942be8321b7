import { AccessAnalyzerClient, ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import { DetectiveClient, ListGraphsCommand, ListInvitationsCommand } from "@aws-sdk/client-detective";
import { GetAdministratorAccountCommand, GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from "@aws-sdk/client-guardduty";
import { BatchGetAccountStatusCommand, Inspector2Client } from "@aws-sdk/client-inspector2";
import {
  GetAutomatedDiscoveryConfigurationCommand,
  GetMacieSessionCommand,
  ListClassificationJobsCommand,
  Macie2Client,
} from "@aws-sdk/client-macie2";
import { DescribeHubCommand, GetEnabledStandardsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { type Fact, isUnknown, mapFact, type Region, unknown } from "../../model/index.ts";
import type { Aws } from "./collector.ts";

export const securityCalls = {
  ListDetectors: "guardduty:ListDetectors",
  GetDetector: "guardduty:GetDetector",
  GetAdministratorAccount: "guardduty:GetAdministratorAccount",
  DescribeHub: "securityhub:DescribeHub",
  GetEnabledStandards: "securityhub:GetEnabledStandards",
  ListAnalyzers: "access-analyzer:ListAnalyzers",
  GetMacieSession: "macie2:GetMacieSession",
  GetAutomatedDiscoveryConfiguration: "macie2:GetAutomatedDiscoveryConfiguration",
  ListClassificationJobs: "macie2:ListClassificationJobs",
  BatchGetAccountStatus: "inspector2:BatchGetAccountStatus",
  ListGraphs: "detective:ListGraphs",
  ListInvitations: "detective:ListInvitations",
} as const;

const TOKEN = ["nextToken", "nextToken"] as const;
const PASCAL_TOKEN = ["NextToken", "NextToken"] as const;

/** The region's detector; undefined when there is none. */
export async function readGuardDuty(aws: Aws): Promise<Fact<Region["GuardDuty"]>> {
  const client = aws.client(GuardDutyClient);
  const ids = await aws.listFact(client, ListDetectorsCommand, {}, { items: (page) => page.DetectorIds, token: PASCAL_TOKEN });
  if (isUnknown(ids)) return ids;
  const DetectorId = ids[0]; // a region has at most one
  if (DetectorId === undefined) return undefined;
  const [detector, administrator] = await Promise.all([
    aws.read(client, new GetDetectorCommand({ DetectorId })),
    aws.read(client, new GetAdministratorAccountCommand({ DetectorId })),
  ]);
  return mapFact(detector, (known) => ({
    Status: known?.Status === "ENABLED" ? "ENABLED" : "DISABLED",
    Features: (known?.Features ?? []).map((feature) => ({
      Name: feature.Name ?? "",
      Status: feature.Status ?? "DISABLED",
      AdditionalConfiguration: (feature.AdditionalConfiguration ?? []).map((a) => ({ Name: a.Name ?? "", Status: a.Status ?? "DISABLED" })),
    })),
    AdministratorId: mapFact(administrator, (answer) => answer?.Administrator?.AccountId),
  }));
}

/** Security Hub answers "not subscribed" where it was never switched on. */
export async function readSecurityHub(aws: Aws): Promise<Fact<Region["SecurityHub"]>> {
  const client = aws.client(SecurityHubClient);
  const hub = await aws.read(client, new DescribeHubCommand({}), {
    absent: ["InvalidAccessException: not subscribed", "ResourceNotFoundException"],
  });
  if (hub === undefined || isUnknown(hub)) return hub;
  const standards = await aws.listFact(
    client,
    GetEnabledStandardsCommand,
    {},
    { items: (page) => page.StandardsSubscriptions, token: PASCAL_TOKEN },
  );
  return {
    Standards: mapFact(standards, (list) =>
      list.flatMap((s) => (s.StandardsArn === undefined || s.StandardsStatus === "DELETING" ? [] : [s.StandardsArn])),
    ),
  };
}

/** Analyzers of external and of unused access. */
export async function readAccessAnalyzer(aws: Aws): Promise<Fact<Region["AccessAnalyzers"]>> {
  const list = await aws.listFact(
    aws.client(AccessAnalyzerClient),
    ListAnalyzersCommand,
    {},
    { items: (page) => page.analyzers, token: TOKEN },
  );
  return mapFact(list, (known) => known.map((a) => ({ Name: a.name ?? "", Type: a.type ?? "", Status: a.status ?? "" })));
}

/** Macie says "access denied" both when it is off and when it is forbidden: only its message tells. */
export async function readMacie(aws: Aws): Promise<Fact<Region["Macie"]>> {
  const client = aws.client(Macie2Client);
  const session = await aws.read(client, new GetMacieSessionCommand({}), {
    absent: ["AccessDeniedException: Macie is not enabled", "ResourceNotFoundException"],
  });
  if (session === undefined || isUnknown(session)) return session;
  const [discovery, jobs] = await Promise.all([
    aws.read(client, new GetAutomatedDiscoveryConfigurationCommand({})),
    aws.listFact(client, ListClassificationJobsCommand, {}, { items: (page) => page.items, token: TOKEN }),
  ]);
  return {
    Status: session.status ?? "PAUSED",
    AutomatedDiscovery: mapFact(discovery, (known) => known?.status),
    // A scheduled job is idle between its runs.
    ActiveJobs: mapFact(jobs, (list) => list.filter((j) => j.jobStatus === "RUNNING" || j.jobStatus === "IDLE").length),
  };
}

/** What Inspector scans in this account. */
export async function readInspector(aws: Aws): Promise<Fact<Region["Inspector"]>> {
  const action = securityCalls.BatchGetAccountStatus;
  const answer = await aws.read(aws.client(Inspector2Client), new BatchGetAccountStatusCommand({ accountIds: [aws.account] }));
  return mapFact(answer, (known) => {
    const state = known?.accounts?.find((a) => a.accountId === aws.account)?.resourceState ?? known?.accounts?.[0]?.resourceState;
    if (!state) {
      const because = known?.failedAccounts?.[0];
      const denied = because?.errorCode === "ACCESS_DENIED";
      return unknown(denied ? "access-denied" : "failed", { action, what: because?.errorCode ?? "the account is not in the answer" });
    }
    const rows = [
      { ResourceType: "EC2", Status: state.ec2?.status },
      { ResourceType: "ECR", Status: state.ecr?.status },
      { ResourceType: "LAMBDA", Status: state.lambda?.status },
      { ResourceType: "LAMBDA_CODE", Status: state.lambdaCode?.status },
      { ResourceType: "CODE_REPOSITORY", Status: state.codeRepository?.status },
    ];
    return rows.flatMap(({ ResourceType, Status }) => (Status === undefined ? [] : [{ ResourceType, Status }]));
  });
}

/** Behaviour graphs the account owns, and those of another account it sends its data to. */
export async function readDetective(aws: Aws): Promise<Fact<Region["DetectiveGraphs"]>> {
  const client = aws.client(DetectiveClient);
  const [own, joined] = await Promise.all([
    aws.listFact(client, ListGraphsCommand, {}, { items: (page) => page.GraphList, token: PASCAL_TOKEN }),
    aws.listFact(client, ListInvitationsCommand, {}, { items: (page) => page.Invitations, token: PASCAL_TOKEN }),
  ]);
  return mapFact(own, (graphs) => {
    const arns = graphs.flatMap((g) => g.Arn ?? []);
    if (arns.length > 0) return arns;
    return mapFact(joined, (list) => list.flatMap((i) => (i.Status === "ENABLED" && i.GraphArn !== undefined ? [i.GraphArn] : [])));
  });
}
