import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const fieldLoggingOff = defineCheck({
  id: "appsync/field-logging-off",
  on: "AppSyncApi",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: {
    "aws-fsbp": ["AppSync.2"],
    "aws-config": ["appsync-logging-enabled"],
    "owasp-serverless-top10": ["S10:2018"],
    "csa-sas-12": ["SAS-5"],
  },
  text: {
    en: {
      title: "AppSync logs no fields",
      risk: "Nobody can tell which data a caller asked for, which resolver failed or who probes the graph.",
      fix: "Set the field log level to ERROR or higher, with a role that may write logs.",
    },
    ja: {
      title: "AppSync のフィールドログが無効",
      risk: "どのデータが要求されたか、どのリゾルバーが失敗したか、誰がスキーマを探っているかを確認できません。",
      fix: "ログの書き込み権限を持つロールを指定し、フィールドのログレベルを ERROR 以上に設定してください。",
    },
  },
  remedy: {
    cli: "aws appsync update-graphql-api --api-id <api> --name <name> --authentication-type <type> --log-config fieldLogLevel=ERROR,cloudWatchLogsRoleArn=<role>",
    cloudformation: "LogConfig:\n  FieldLogLevel: ERROR\n  CloudWatchLogsRoleArn: !GetAtt <Role>.Arn",
  },
  judge(api, need) {
    const level = need(api.FieldLogLevel)?.toUpperCase();
    return level !== undefined && level !== "NONE" && level !== ""
      ? pass
      : fail({ path: ["LogConfig", "FieldLogLevel"], found: level ?? "NONE", expected: "ERROR" });
  },
});
