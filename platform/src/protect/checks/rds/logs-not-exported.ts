import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

const LOG_TYPES: readonly (readonly [engine: RegExp, types: readonly string[]])[] = [
  [/^postgres/, ["postgresql", "upgrade"]],
  [/^(?:mysql|mariadb)/, ["audit", "error", "general", "slowquery"]],
  [/^sqlserver/, ["agent", "error"]],
  [/^(?:custom-)?oracle/, ["alert", "audit", "listener", "trace"]],
];

/** Asks for every log type the engine can export. */
export const logsNotExported = defineCheck({
  id: "rds/logs-not-exported",
  on: "DbInstance",
  severity: "low",
  layer: "data",
  topic: "detective-controls",
  csf: ["PR.PT-1"],
  meets: { "aws-fsbp": ["RDS.9"], "aws-config": ["rds-logging-enabled"] },
  text: {
    en: {
      title: "Database logs are not sent to CloudWatch",
      risk: "Failed sign-ins and odd statements stay on the instance and vanish with it.",
      fix: "Export the engine's logs to CloudWatch Logs.",
    },
    ja: {
      title: "データベースログが CloudWatch へ出力されていない",
      risk: "サインイン失敗や不審な SQL の記録がインスタンス内に留まり、インスタンスとともに失われます。",
      fix: "エンジンのログを CloudWatch Logs へ出力してください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --cloudwatch-logs-export-configuration EnableLogTypes=<type>,<type>",
    cloudformation: "EnableCloudwatchLogsExports: [postgresql, upgrade]",
  },
  judge(database, need) {
    const engine = need(database.Engine);
    // Clusters export for their instances.
    if (need(database.DbClusterIdentifier) !== undefined) return notApplicable;
    const types = LOG_TYPES.find(([pattern]) => pattern.test(engine))?.[1];
    if (types === undefined) return notApplicable;
    const exported = need(database.LogExports);
    const missing = types.filter((type) => !exported.includes(type));
    return missing.length === 0 ? pass : fail({ path: ["EnableCloudwatchLogsExports"], found: exported, expected: types });
  },
});
