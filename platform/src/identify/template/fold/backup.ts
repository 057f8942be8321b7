import { type Fact, isUnknown, mapFact, unknown } from "../../../model/index.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached } from "./attach.ts";
import { noun, ownPolicy } from "./make.ts";
import { get, list, must, num, or, tags, text, textParts, written } from "./read.ts";

// Backup

export const vault: Fold = (d, stack) => {
  const p = d.properties;
  return [
    noun(
      "BackupVault",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Locked: written(p, "LockConfiguration"),
        KmsKeyArn: text(p, "EncryptionKeyArn"),
        Policy: ownPolicy(d, "AccessPolicy"),
        Tags: tags(p["BackupVaultTags"]),
      },
      { places: { Locked: ["LockConfiguration"], KmsKeyArn: ["EncryptionKeyArn"], Policy: ["AccessPolicy"] } },
    ),
  ];
};

const CONDITIONS = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"] as const;

/** What one selection names. Where tags or exclusions narrow it, nobody knows from here what is meant. */
function selected(selection: unknown): readonly Fact<string>[] {
  const said = (value: unknown) => value !== undefined && (isUnknown(value) || (Array.isArray(value) ? value.length > 0 : true));
  const narrowed =
    said(get(selection, "ListOfTags")) ||
    said(get(selection, "NotResources")) ||
    CONDITIONS.some((key) => said(get(selection, "Conditions", key)));
  return narrowed ? [unknown("not-collected", { what: "selection by tags or exclusions" })] : textParts(selection, "Resources");
}

function selectionsOf(d: Declared, stack: Stack): readonly Fact<string>[] {
  const { found, undecided } = attached(stack, "AWS::Backup::BackupSelection", "BackupPlanId", d);
  return [...found.flatMap((selection) => selected(get(selection.properties, "BackupSelection"))), ...(undecided ? [undecided] : [])];
}

export const plan: Fold = (d, stack) => {
  const p = d.properties;
  const rules = list(p, "BackupPlan", "BackupPlanRule");
  const name = or(text(p, "BackupPlan", "BackupPlanName"), d.name);
  return [
    noun(
      "BackupPlan",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: name,
        Rules: isUnknown(rules)
          ? rules
          : rules.map((rule) => ({
              VaultName: must(rule, "TargetBackupVault"),
              DeleteAfterDays: num(rule, "Lifecycle", "DeleteAfterDays"),
              CopyActions: mapFact(list(rule, "CopyActions"), (copies) => copies.length),
            })),
        Selections: selectionsOf(d, stack),
        Tags: tags(p["BackupPlanTags"]),
      },
      { name: isUnknown(name) ? d.name : name, places: { Rules: ["BackupPlan", "BackupPlanRule"] } },
    ),
  ];
};
