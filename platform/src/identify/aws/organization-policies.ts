import {
  DescribePolicyCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type PolicySummary,
  type Root,
} from "@aws-sdk/client-organizations";
import { type Fact, isUnknown, mapFact, parsePolicy, unknown } from "../../model/index.ts";
import type { OrganizationPolicies } from "../../model/nouns/management.ts";
import type { Aws } from "./collector.ts";
import { strings } from "./shapes.ts";

/** What reading control policies asks for. Only the management account and its delegates are answered. */
export const organizationPolicyCalls = {
  ListRoots: "organizations:ListRoots",
  ListOrganizationalUnitsForParent: "organizations:ListOrganizationalUnitsForParent",
  ListAccountsForParent: "organizations:ListAccountsForParent",
  ListPolicies: "organizations:ListPolicies",
  DescribePolicy: "organizations:DescribePolicy",
  ListTargetsForPolicy: "organizations:ListTargetsForPolicy",
} as const;

const CONTROL = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const;
type ControlType = (typeof CONTROL)[number];

/**
 * Every service and resource control policy with what it is attached to, and the tree of units.
 * One refusal of the tree leaves nothing to say: which policies bind an account hangs on all of it.
 */
export async function organizationPolicies(aws: Aws, client: OrganizationsClient): Promise<Fact<OrganizationPolicies>> {
  const roots = await aws.listFact(client, ListRootsCommand, {}, { items: (page) => page.Roots });
  // Asked first and alone: a member account is refused here and spared the rest.
  if (isUnknown(roots)) return roots;
  const enabled = CONTROL.filter((type) => isEnabled(roots, type));
  const [parents, ...lists] = await Promise.all([treeBelow(aws, client, roots), ...enabled.map((type) => policiesOf(aws, client, type))]);
  if (isUnknown(parents)) return parents;
  const refused = lists.find(isUnknown);
  if (refused) return refused;
  const policies = lists.flatMap((list) => (isUnknown(list) ? [] : list));
  return { EnabledTypes: enabled, Parents: parents, Policies: policies };
}

function isEnabled(roots: readonly Root[], type: ControlType): boolean {
  return roots.some((root) => root.PolicyTypes?.some((p) => p.Type === type && p.Status !== "PENDING_ENABLE") === true);
}

/** Two calls a unit; asking each account for its parent would be one an account. */
async function treeBelow(aws: Aws, client: OrganizationsClient, roots: readonly Root[]): Promise<Fact<OrganizationPolicies["Parents"]>> {
  const parents: Record<string, string> = {};
  let level = roots.flatMap((root) => root.Id ?? []);
  const seen = new Set(level);
  while (level.length > 0) {
    const below = await Promise.all(level.map((ParentId) => childrenOf(aws, client, ParentId)));
    const next: string[] = [];
    for (const [i, children] of below.entries()) {
      if (isUnknown(children)) return children;
      for (const account of children.accounts) parents[account] = level[i] as string;
      for (const unit of children.units) {
        if (seen.has(unit)) continue;
        seen.add(unit);
        parents[unit] = level[i] as string;
        next.push(unit);
      }
    }
    level = next;
  }
  return parents;
}

async function childrenOf(
  aws: Aws,
  client: OrganizationsClient,
  ParentId: string,
): Promise<Fact<{ readonly units: readonly string[]; readonly accounts: readonly string[] }>> {
  const [units, accounts] = await Promise.all([
    aws.listFact(client, ListOrganizationalUnitsForParentCommand, { ParentId }, { items: (page) => page.OrganizationalUnits }),
    aws.listFact(client, ListAccountsForParentCommand, { ParentId }, { items: (page) => page.Accounts }),
  ]);
  if (isUnknown(units)) return units;
  if (isUnknown(accounts)) return accounts;
  return { units: strings(units.map((u) => u.Id)), accounts: strings(accounts.map((a) => a.Id)) };
}

async function policiesOf(aws: Aws, client: OrganizationsClient, type: ControlType): Promise<Fact<OrganizationPolicies["Policies"]>> {
  const list = await aws.listFact(client, ListPoliciesCommand, { Filter: type }, { items: (page) => page.Policies });
  if (isUnknown(list)) return list;
  const out: OrganizationPolicies["Policies"][number][] = [];
  await aws.each(list, async (summary) => {
    out.push(await policyOf(aws, client, type, summary));
  });
  return out.toSorted((a, b) => (String(a.PolicyId) < String(b.PolicyId) ? -1 : 1));
}

async function policyOf(
  aws: Aws,
  client: OrganizationsClient,
  type: ControlType,
  { Id = "", Name }: PolicySummary,
): Promise<OrganizationPolicies["Policies"][number]> {
  const [answer, targets] = await Promise.all([
    aws.read(client, new DescribePolicyCommand({ PolicyId: Id })),
    aws.listFact(client, ListTargetsForPolicyCommand, { PolicyId: Id }, { items: (page) => page.Targets }),
  ]);
  return {
    PolicyId: Id,
    Name: Name ?? Id,
    Type: type,
    Content: mapFact(answer, (known) =>
      known?.Policy?.Content === undefined
        ? unknown("failed", { action: "organizations:DescribePolicy", what: "no policy was answered" })
        : parsePolicy(known.Policy.Content),
    ),
    TargetIds: mapFact(targets, (known) => strings(known.map((t) => t.TargetId))),
  };
}
