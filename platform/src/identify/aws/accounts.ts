import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { type Account, ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { isUnknown, type Unknown, unknown } from "../../model/index.ts";
import { AccountState } from "./account-state.ts";
import { type Aws, type Collector, defineCollector } from "./collector.ts";
import { requestHandler, usableEndpoint } from "./endpoint.ts";
import { classify, errorName } from "./errors.ts";
import { runCollector } from "./session.ts";

/** Why a scan cannot begin. */
export type ScanFaultCode =
  | "no-credentials"
  | "expired-credentials"
  | "unreachable"
  | "no-role"
  | "not-an-account"
  | "no-organization"
  | "unknown-service";

/** A scan that cannot begin, with what the sentence about it needs. */
export class ScanFault extends Error {
  readonly code: ScanFaultCode;
  readonly detail: Readonly<Record<string, string>>;

  constructor(code: ScanFaultCode, detail: Readonly<Record<string, string>>, cause?: unknown) {
    super(`${code}: ${Object.values(detail).join(", ")}`, { cause });
    this.code = code;
    this.detail = detail;
  }
}

/** How to reach AWS; shared by everything that happens before the collectors run. */
export interface Reach {
  readonly homeRegion: string;
  readonly endpoint?: string;
  readonly requestHandler?: object;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Identity {
  readonly account: string;
  readonly arn: string;
  readonly partition: string;
}

/** One account to scan, and the credentials to do it with. */
export interface Target {
  readonly account: string;
  readonly label: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

/** Who one is takes milliseconds to say: an endpoint that is silent this long does not answer. */
const IDENTITY_TIMEOUT_MS = 10_000;

function clientConfig(reach: Reach, credentials: AwsCredentialIdentityProvider) {
  const endpoint = reach.endpoint === undefined ? undefined : usableEndpoint(reach.endpoint);
  const place = endpoint === undefined ? {} : { endpoint };
  return {
    region: reach.homeRegion,
    credentials,
    ...place,
    // The SDK's own handler waits for ever.
    requestHandler: (reach.requestHandler ??
      requestHandler({ concurrency: 4, timeoutMs: reach.timeoutMs ?? IDENTITY_TIMEOUT_MS, ...place })) as never,
  };
}

/** The credentials of the environment, a profile, or the machine. */
export function defaultCredentials(profile: string | undefined): AwsCredentialIdentityProvider {
  return remembered(fromNodeProviderChain(profile === undefined ? {} : { profile }));
}

const REFRESH_BEFORE_MS = 300_000;

/** Hundreds of clients share one provider: it is asked once, and again shortly before the answer expires. */
function remembered(provider: () => Promise<AwsCredentialIdentity>): AwsCredentialIdentityProvider {
  let last: Promise<AwsCredentialIdentity> | undefined;
  let until = Number.POSITIVE_INFINITY;
  return () => {
    if (!last || Date.now() > until - REFRESH_BEFORE_MS) {
      until = Number.POSITIVE_INFINITY;
      last = provider().then((found) => {
        until = found.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
        return found;
      });
      last.catch(() => {
        last = undefined;
      });
    }
    return last;
  };
}

/** The region of the environment or profile, if any says one. */
export async function configuredRegion(profile: string | undefined): Promise<string | undefined> {
  const client = new STSClient(profile === undefined ? {} : { profile });
  try {
    return await client.config.region();
  } catch {
    return undefined; // the SDK throws when nobody says one
  } finally {
    client.destroy();
  }
}

/** Who the credentials belong to. */
export async function identityOf(reach: Reach, credentials: AwsCredentialIdentityProvider): Promise<Identity> {
  const client = new STSClient({ ...clientConfig(reach, credentials), maxAttempts: 3 });
  try {
    const { Account = "", Arn = "" } = await client.send(
      new GetCallerIdentityCommand({}),
      reach.signal ? { abortSignal: reach.signal } : {},
    );
    return { account: Account, arn: Arn, partition: Arn.split(":")[1] || "aws" };
  } finally {
    client.destroy();
  }
}

/** The identity of the user's own credentials; without it there is nothing to scan. */
export async function ownIdentity(reach: Reach, credentials: AwsCredentialIdentityProvider): Promise<Identity> {
  try {
    return await identityOf(reach, credentials);
  } catch (error) {
    const name = errorName(error);
    const because = classify(error, "sts:GetCallerIdentity");
    if (name === "CredentialsProviderError") throw new ScanFault("no-credentials", {}, error);
    if (because.reason === "expired-credentials" || because.reason === "access-denied")
      throw new ScanFault("expired-credentials", { what: name }, error);
    throw new ScanFault("unreachable", { region: reach.homeRegion, what: name }, error);
  }
}

/** Credentials of a role in another account; checked before they are trusted. */
export function assumeRole(
  reach: Reach,
  own: AwsCredentialIdentityProvider,
  roleArn: string,
  externalId: string | undefined,
): AwsCredentialIdentityProvider {
  return remembered(
    fromTemporaryCredentials({
      masterCredentials: own,
      params: {
        RoleArn: roleArn,
        RoleSessionName: "yagura",
        DurationSeconds: 3600,
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
      },
      clientConfig: clientConfig(reach, own) as never,
    }) as () => Promise<AwsCredentialIdentity>,
  );
}

/** What the steps before the collectors may call: the same lanes, retries and judgement as theirs. */
const preparation: Omit<Collector, "collect"> = {
  service: "scan",
  scope: "global",
  kinds: [],
  calls: { DescribeRegions: "ec2:DescribeRegions", ListRegions: "account:ListRegions", ListAccounts: "organizations:ListAccounts" },
};

/** IAM actions of the steps before the collectors. */
export const preparationActions: readonly string[] = ["sts:GetCallerIdentity", ...Object.values(preparation.calls)];

async function ask<T>(
  reach: Reach,
  account: string,
  credentials: AwsCredentialIdentityProvider,
  question: (aws: Aws) => Promise<T>,
): Promise<T> {
  let answer: { readonly value: T } | undefined;
  const harvest = { resources: [], gaps: [] };
  const options = { ...reach, credentials, account, partition: "aws", regions: [], concurrency: 4, now: () => new Date() };
  const collector = defineCollector({
    ...preparation,
    async collect(aws) {
      answer = { value: await question(aws) };
    },
  });
  await runCollector(collector, "global", options, harvest, new AccountState(options, harvest));
  return (answer as unknown as { readonly value: T }).value;
}

/** Active accounts of the organisation. */
export async function organizationAccounts(
  reach: Reach,
  identity: Identity,
  credentials: AwsCredentialIdentityProvider,
): Promise<readonly Account[] | Unknown> {
  const accounts = await ask(reach, identity.account, credentials, (aws) =>
    aws.listFact(aws.client(OrganizationsClient), ListAccountsCommand, {}, { items: (page) => page.Accounts }),
  );
  return isUnknown(accounts) ? accounts : accounts.filter((account) => account.Status === undefined || account.Status === "ACTIVE");
}

export interface Regions {
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
}

/** Regions the account has enabled, and those it could. EC2 answers everywhere; the Account API is asked when EC2 may not be. */
export async function regionsOf(reach: Reach, account: string, credentials: AwsCredentialIdentityProvider): Promise<Regions | Unknown> {
  return ask(reach, account, credentials, async (aws) => {
    const answer = await aws.read(aws.client(EC2Client), new DescribeRegionsCommand({ AllRegions: true }));
    if (!isUnknown(answer) && answer?.Regions && answer.Regions.length > 0) {
      const isEnabled = (status: string | undefined): boolean => status !== "not-opted-in";
      const named = answer.Regions.map((region) => ({ name: region.RegionName ?? "", enabled: isEnabled(region.OptInStatus) }));
      return { enabled: named.filter((r) => r.enabled).map((r) => r.name), disabled: named.filter((r) => !r.enabled).map((r) => r.name) };
    }
    const listed = await aws.listFact(aws.client(AccountClient), ListRegionsCommand, { MaxResults: 50 }, { items: (page) => page.Regions });
    if (isUnknown(listed)) return isUnknown(answer) ? answer : unknown("failed", { action: "ec2:DescribeRegions" });
    const isEnabled = (status: string | undefined): boolean =>
      status === "ENABLED" || status === "ENABLED_BY_DEFAULT" || status === "ENABLING";
    const named = listed.map((region) => ({ name: region.RegionName ?? "", enabled: isEnabled(region.RegionOptStatus) }));
    return { enabled: named.filter((r) => r.enabled).map((r) => r.name), disabled: named.filter((r) => !r.enabled).map((r) => r.name) };
  });
}
