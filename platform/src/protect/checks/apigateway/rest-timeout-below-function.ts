import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findFunction } from "../../compute/functions.ts";

/** What API Gateway waits when nothing is set. */
const DEFAULT_MS = 29_000;

export const restTimeoutBelowFunction = defineCheck({
  id: "apigateway/rest-timeout-below-function",
  on: "RestMethod",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "The REST API gives up before the function does",
      risk: "The client gets an error and retries while the first execution goes on: work is done twice and paid twice.",
      fix: "Lower the function's timeout below the integration's, or move long work behind a queue.",
    },
    ja: {
      title: "REST API が関数より先にタイムアウト",
      risk: "クライアントにエラーが返って再試行される一方で、最初の処理も続きます。二重処理になり、料金も二重にかかります。",
      fix: "関数のタイムアウトを統合のタイムアウト以下にするか、長い処理はキューを使った非同期処理にしてください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --timeout <seconds>",
    cloudformation: "Timeout: <at most what the API waits>",
  },
  judge(method, need, world) {
    const uri = need(method.IntegrationUri);
    if (uri === undefined || !["AWS", "AWS_PROXY"].includes(need(method.IntegrationType) ?? "")) return notApplicable;
    const fn = need.outer(findFunction(uri, method, world));
    if (fn === undefined) return notApplicable;
    const waits = need(method.IntegrationTimeoutMs) ?? DEFAULT_MS;
    const runs = need(fn.Timeout) * 1000;
    return waits < runs
      ? fail({ path: ["IntegrationTimeoutMs"], found: { apiWaitsMs: waits, functionMs: runs, function: fn.name } })
      : pass;
  },
});
