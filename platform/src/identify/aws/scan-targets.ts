import type { AwsCredentialIdentityProvider } from "@smithy/types";
import { isUnknown, type Problem, type Unknown, unknown } from "../../model/index.ts";
import { assumeRole, type Identity, identityOf, organizationAccounts, type Reach, ScanFault, type Target } from "./accounts.ts";
import { classify } from "./errors.ts";
import { collectors } from "./index.ts";
import type { ScanOptions } from "./scan-options.ts";

/** Those with the most calls begin first, so that the scan does not end with them alone. */
const LONGEST_FIRST = ["lambda", "s3", "iam", "events", "dynamodb", "apigateway", "apigatewayv2", "sqs", "logs"];

/** Collector names in the order in which they begin. */
export function chosenServices(wanted: readonly string[] | undefined): readonly string[] {
  const known = Object.keys(collectors);
  let names = known;
  if (wanted && wanted.length > 0) {
    const chosen = new Set<string>();
    for (const want of wanted) {
      const found = known.filter((name) => name === want || name.startsWith(`${want}-`));
      if (found.length === 0) throw new ScanFault("unknown-service", { service: want, known: known.join(", ") });
      for (const name of found) chosen.add(name);
    }
    names = known.filter((name) => chosen.has(name));
  }
  const rank = (name: string): number => (LONGEST_FIRST.indexOf(name) + LONGEST_FIRST.length + 1) % (LONGEST_FIRST.length + 1);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

/** The accounts to scan, with the credentials for each. Throws a ScanFault when the options do not go together. */
export async function chooseTargets(
  options: ScanOptions,
  reach: Reach,
  identity: Identity,
  credentials: AwsCredentialIdentityProvider,
  problems: Problem[],
): Promise<readonly Target[]> {
  const own: Target = { account: identity.account, label: identity.account, credentials };
  const wanted = options.accounts ?? [];
  if (wanted.length === 0 && !options.organization) return [own];
  const targets = new Map<string, Target>();
  const role = options.role ?? (options.organization ? "OrganizationAccountAccessRole" : undefined);
  const add = (entry: string, label: string): void => {
    const asArn = /^arn:[^:]+:iam::(\d{12}):role\/.+$/.exec(entry);
    const account = asArn?.[1] ?? (/^\d{12}$/.test(entry) ? entry : undefined);
    if (account === undefined) throw new ScanFault("not-an-account", { entry });
    if (!asArn && account === identity.account) {
      targets.set(account, { ...own, label });
      return;
    }
    if (!asArn && role === undefined) throw new ScanFault("no-role", { account });
    const arn = asArn ? entry : `arn:${identity.partition}:iam::${account}:role/${role}`;
    targets.set(account, { account, label, credentials: assumeRole(reach, credentials, arn, options.externalId) });
  };
  if (options.organization) {
    const accounts = await organizationAccounts(reach, identity, credentials);
    if (isUnknown(accounts)) {
      if (wanted.length === 0)
        throw new ScanFault("no-organization", { reason: accounts.reason, what: accounts.what ?? "", action: accounts.action ?? "" });
      problems.push({ code: "E_SCAN_ORGANIZATION_NOT_LISTED", detail: { reason: accounts.reason, action: accounts.action ?? "" } });
    } else for (const account of accounts) if (account.Id) add(account.Id, account.Name ? `${account.Name} (${account.Id})` : account.Id);
  }
  for (const entry of wanted) add(entry, /^\d{12}$/.test(entry) ? entry : (entry.split(":")[4] ?? entry));
  return [...targets.values()];
}

/** Why the credentials of an account are not what they should be; undefined when they are. */
export async function refusal(reach: Reach, target: Target): Promise<Unknown | undefined> {
  try {
    const { account } = await identityOf(reach, target.credentials);
    return account === target.account ? undefined : unknown("failed", { what: `the role belongs to ${account}` });
  } catch (error) {
    return classify(error, "sts:AssumeRole");
  }
}
