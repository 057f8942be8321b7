import { fail, isUnknown, notApplicable, pass, type Unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { matches } from "../../iam/glob.ts";

/** A template without any plan says nothing about plans elsewhere, so it is not judged. */
export const notInBackupPlan = defineCheck({
  id: "dynamodb/not-in-backup-plan",
  on: "DynamoTable",
  also: ["BackupPlan"],
  severity: "low",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.IP-4"],
  meets: { "aws-fsbp": ["DynamoDB.4"], "aws-config": ["dynamodb-in-backup-plan"] },
  text: {
    en: {
      title: "No backup plan covers the table",
      risk: "Point-in-time recovery reaches back 35 days at most and dies with the account; there is no older or separate copy.",
      fix: "Select the table in an AWS Backup plan, best with a copy in another account.",
    },
    ja: {
      title: "バックアッププランの対象外のテーブル",
      risk: "ポイントインタイムリカバリは最長 35 日で、アカウントとともに失われます。より古い、または独立したコピーがありません。",
      fix: "AWS Backup のプランでテーブルを選択してください。別アカウントへのコピーも推奨します。",
    },
  },
  remedy: {
    cli: 'aws backup create-backup-selection --backup-plan-id <plan> --backup-selection \'{"SelectionName":"tables","IamRoleArn":"<role>","Resources":["<table-arn>"]}\'',
    cloudformation:
      "Type: AWS::Backup::BackupSelection\nProperties:\n  BackupPlanId: !Ref Plan\n  BackupSelection:\n    SelectionName: tables\n    IamRoleArn: !GetAtt BackupRole.Arn\n    Resources: [!GetAtt Table.Arn]",
  },
  judge(table, need, world) {
    const arn = need(table.Arn);
    const gaps: Unknown[] = [];
    for (const plan of world.known("BackupPlan", table)) {
      if (isUnknown(plan.Selections)) gaps.push(plan.Selections);
      else
        for (const selected of plan.Selections) {
          if (isUnknown(selected)) gaps.push(selected);
          else if (matches(selected, arn)) return pass;
        }
    }
    const plans = need.outer(world.all("BackupPlan", table));
    if (gaps[0]) need(gaps[0]);
    if (plans.length === 0 && table.origin.source === "template") return notApplicable;
    return fail({ found: { plansLookedAt: plans.length } });
  },
});
