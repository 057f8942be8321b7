import { fail, isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { databaseSignals, hiddenSignal } from "../../compute/databases.ts";
import { eventSourcesOf, unplacedEventSource } from "../../compute/event-sources.ts";

export const unlimitedConcurrencyBeforeDatabase = defineCheck({
  id: "lambda/unlimited-concurrency-before-database",
  on: "LambdaFunction",
  also: ["EventSourceMapping"],
  severity: "medium",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Unlimited executions share a database's connections",
      risk: "Each execution opens connections of its own. A burst uses up the database's limit and takes down everything that depends on it.",
      fix: "Reserve concurrency that the database can bear, or put RDS Proxy between them.",
    },
    ja: {
      title: "データベース接続に対して同時実行数が無制限",
      risk: "実行環境ごとに接続が開かれるため、アクセスの急増でデータベースの接続上限を使い切り、依存するシステムすべてが停止します。",
      fix: "データベースが耐えられる同時実行数を予約するか、RDS Proxy を間に置いてください。",
    },
  },
  remedy: {
    cli: "aws lambda put-function-concurrency --function-name <function> --reserved-concurrent-executions <n>",
    cloudformation: "ReservedConcurrentExecutions: <n>",
  },
  judge(fn, need, world) {
    const signals = databaseSignals(fn, need);
    if (signals.length === 0) {
      need(hiddenSignal(fn));
      return notApplicable;
    }
    if (need(fn.ReservedConcurrentExecutions) !== undefined || signals.some(({ proxy }) => proxy)) return pass;
    const sources = eventSourcesOf(fn, world);
    if (
      sources.length > 0 &&
      sources.every(({ MaximumConcurrency }) => !isUnknown(MaximumConcurrency) && MaximumConcurrency !== undefined) &&
      need.outer(fn.Policies).length === 0
    ) {
      // A mapping that could not be listed may have no maximum.
      need(unplacedEventSource(fn, world));
      return pass;
    }
    return fail({ path: ["ReservedConcurrentExecutions"], found: { database: signals.map(({ variable }) => variable) } });
  },
});
