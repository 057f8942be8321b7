import {
  BackupClient,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  type GetBackupSelectionOutput,
  GetBackupVaultAccessPolicyCommand,
  ListBackupPlansCommand,
  ListBackupSelectionsCommand,
  ListBackupVaultsCommand,
  ListTagsCommand,
} from "@aws-sdk/client-backup";
import { type Fact, isUnknown, mapFact, unknown } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { filled } from "./lists.ts";
import { policyOf } from "./shapes.ts";

const GONE = { absent: ["ResourceNotFoundException"] };

/** Backup vaults, plans, and what the plans select. */
export const backup = defineCollector({
  service: "backup",
  scope: "region",
  kinds: ["BackupVault", "BackupPlan"],
  calls: {
    ListBackupVaults: "backup:ListBackupVaults",
    GetBackupVaultAccessPolicy: "backup:GetBackupVaultAccessPolicy",
    ListBackupPlans: "backup:ListBackupPlans",
    GetBackupPlan: "backup:GetBackupPlan",
    ListBackupSelections: "backup:ListBackupSelections",
    GetBackupSelection: "backup:GetBackupSelection",
    ListTags: "backup:ListTags",
  },
  origins: {
    BackupVault: { "": "backup:ListBackupVaults", Policy: "backup:GetBackupVaultAccessPolicy", Tags: "backup:ListTags" },
    BackupPlan: { "": "backup:GetBackupPlan", Selections: "backup:GetBackupSelection", Tags: "backup:ListTags" },
  },
  async collect(aws) {
    const client = aws.client(BackupClient);
    await Promise.all([vaults(aws, client), plans(aws, client)]);
  },
});

function tags(aws: Aws, client: BackupClient, arn: string): Promise<Fact<Readonly<Record<string, string>>>> {
  return aws.read(client, new ListTagsCommand({ ResourceArn: arn }), GONE).then((answer) => mapFact(answer, (known) => known?.Tags ?? {}));
}

async function vaults(aws: Aws, client: BackupClient): Promise<void> {
  const list = await aws.list(
    ["BackupVault"],
    client,
    ListBackupVaultsCommand,
    { MaxResults: 1000 },
    { items: (page) => page.BackupVaultList },
  );
  await aws.each(list, async (vault) => {
    const name = vault.BackupVaultName!;
    const arn = vault.BackupVaultArn ?? arnOf(aws, "backup", `backup-vault:${name}`);
    const [policy, Tags] = await Promise.all([
      aws.read(client, new GetBackupVaultAccessPolicyCommand({ BackupVaultName: name }), GONE),
      tags(aws, client, arn),
    ]);
    aws.add(
      "BackupVault",
      { id: arn, name },
      {
        Arn: arn,
        Name: name,
        Locked: vault.Locked ?? false,
        KmsKeyArn: filled(vault.EncryptionKeyArn),
        Policy: policyOf(policy, (known) => known.Policy),
        Tags,
      },
    );
  });
}

async function plans(aws: Aws, client: BackupClient): Promise<void> {
  const list = await aws.list(
    ["BackupPlan"],
    client,
    ListBackupPlansCommand,
    { MaxResults: 1000 },
    { items: (page) => page.BackupPlansList },
  );
  await aws.each(list, async (plan) => {
    const id = plan.BackupPlanId!;
    const arn = plan.BackupPlanArn ?? arnOf(aws, "backup", `backup-plan:${id}`);
    const [detail, selections, Tags] = await Promise.all([
      aws.read(client, new GetBackupPlanCommand({ BackupPlanId: id }), GONE),
      aws.listFact(
        client,
        ListBackupSelectionsCommand,
        { BackupPlanId: id },
        { items: (page) => page.BackupSelectionsList, absent: GONE.absent },
      ),
      tags(aws, client, arn),
    ]);
    if (detail === undefined) return; // deleted since it was listed
    const chosen = isUnknown(selections)
      ? selections
      : (
          await Promise.all(
            selections.map(async ({ SelectionId }): Promise<readonly Fact<string>[]> => {
              const answer = await aws.read(client, new GetBackupSelectionCommand({ BackupPlanId: id, SelectionId: SelectionId! }), GONE);
              return isUnknown(answer) ? [answer] : selected(answer?.BackupSelection);
            }),
          )
        ).flat();
    aws.add(
      "BackupPlan",
      { id: arn, name: plan.BackupPlanName ?? id, aliases: [id] },
      {
        Arn: arn,
        Name: plan.BackupPlanName ?? id,
        Rules: mapFact(detail, (known) =>
          (known?.BackupPlan?.Rules ?? []).map((rule) => ({
            VaultName: rule.TargetBackupVaultName ?? "",
            DeleteAfterDays: rule.Lifecycle?.DeleteAfterDays,
            CopyActions: rule.CopyActions?.length ?? 0,
          })),
        ),
        Selections: chosen,
        Tags,
      },
    );
  });
}

/** The resources a selection names. Where tags or exclusions narrow it, nobody knows from here which are meant: Unknown, never "all". */
function selected(selection: GetBackupSelectionOutput["BackupSelection"]): readonly Fact<string>[] {
  if (!selection) return [];
  const conditions = Object.values(selection.Conditions ?? {}).some((list) => (list?.length ?? 0) > 0);
  const narrowed = conditions || (selection.ListOfTags?.length ?? 0) > 0 || (selection.NotResources?.length ?? 0) > 0;
  if (!narrowed) return selection.Resources ?? [];
  return [unknown("not-collected", { what: `selection ${selection.SelectionName ?? ""} by tags or exclusions` })];
}
