import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findLogGroup, logGroupOf } from "../../compute/log-group.ts";

export const logGroupMissing = defineCheck({
  id: "lambda/log-group-missing",
  on: "LambdaFunction",
  also: ["LogGroup"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1"],
  meets: { "cis-aws-three-tier-1.0.0": ["5.5"], "owasp-serverless-top10": ["S10:2018"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The function has no log group of its own",
      risk: "Lambda creates one at the first invocation, without retention, key or subscription; or none at all when the role may not, and then nothing is recorded.",
      fix: "Create the log group together with the function, with retention.",
    },
    ja: {
      title: "関数のロググループが未作成",
      risk: "初回実行時に Lambda が自動作成しますが、保持期間・暗号化キー・サブスクリプションは設定されません。ロールに権限がなければ作成されず、何も記録されません。",
      fix: "関数と一緒に、保持期間を設定したロググループを作成してください。",
    },
  },
  remedy: {
    cli: "aws logs create-log-group --log-group-name /aws/lambda/<function> && aws logs put-retention-policy --log-group-name /aws/lambda/<function> --retention-in-days 365",
    cloudformation: "Type: AWS::Logs::LogGroup\nProperties:\n  LogGroupName: !Sub /aws/lambda/${<Function>}\n  RetentionInDays: 365",
  },
  judge(fn, need, world) {
    const name = logGroupOf(fn, need);
    return need.outer(findLogGroup(name, fn, world)) ? pass : fail({ path: ["LoggingConfig", "LogGroup"], expected: name });
  },
});
