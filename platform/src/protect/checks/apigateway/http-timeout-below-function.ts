import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findFunction } from "../../compute/functions.ts";

/** What API Gateway waits when nothing is set. */
const DEFAULT_MS = 30_000;

export const httpTimeoutBelowFunction = defineCheck({
  id: "apigateway/http-timeout-below-function",
  on: "HttpRoute",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "The HTTP API gives up before the function does",
      risk: "Callers see a gateway timeout and try again, while the function still works on the first request at your cost.",
      fix: "Keep the function's timeout below the route's integration timeout, or answer at once and work asynchronously.",
    },
    ja: {
      title: "HTTP API が関数より先にタイムアウト",
      risk: "呼び出し元にはゲートウェイタイムアウトが返り再試行されますが、関数は最初のリクエストの処理を続け、料金が発生します。",
      fix: "関数のタイムアウトをルートの統合タイムアウト以下にするか、すぐに応答して非同期で処理してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --timeout <seconds>",
    cloudformation: "Timeout: <at most what the API waits>",
  },
  judge(route, need, world) {
    const uri = need(route.IntegrationUri);
    if (uri === undefined || !["AWS", "AWS_PROXY"].includes(need(route.IntegrationType) ?? "")) return notApplicable;
    const fn = need.outer(findFunction(uri, route, world));
    if (fn === undefined) return notApplicable;
    const waits = need(route.IntegrationTimeoutMs) ?? DEFAULT_MS;
    const runs = need(fn.Timeout) * 1000;
    return waits < runs
      ? fail({ path: ["IntegrationTimeoutMs"], found: { apiWaitsMs: waits, functionMs: runs, function: fn.name } })
      : pass;
  },
});
