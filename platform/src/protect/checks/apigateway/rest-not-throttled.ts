import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Requests a second that AWS allows an account in a region by default. */
const ACCOUNT_LIMIT = 10_000;

export const restNotThrottled = defineCheck({
  id: "apigateway/rest-not-throttled",
  on: "RestStage",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "The REST stage has no throttle of its own",
      risk: "Only the account's limit (10,000 requests a second, shared by all APIs of the region) stops a flood: one client can starve every API and run up the bill.",
      fix: "Set rate and burst limits for all methods of the stage, and usage plans for the clients you know.",
    },
    ja: {
      title: "REST ステージにスロットリングが未設定",
      risk: "アカウント全体の上限（毎秒 10,000 リクエスト、リージョン内の全 API で共有）しか効かないため、1 つのクライアントが全 API を使えなくし、料金を膨らませるおそれがあります。",
      fix: "ステージの全メソッドにレートとバーストの上限を設定し、既知のクライアントには使用量プランを設定してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations 'op=replace,path=/*/*/throttling/rateLimit,value=<n>' 'op=replace,path=/*/*/throttling/burstLimit,value=<n>'",
    cloudformation:
      'MethodSettings:\n  - HttpMethod: "*"\n    ResourcePath: "/*"\n    ThrottlingRateLimit: <n>\n    ThrottlingBurstLimit: <n>',
  },
  judge(stage, need) {
    const settings = need.outer(stage.MethodSettings);
    const everything = settings.find(({ ResourcePath, HttpMethod }) => HttpMethod === "*" && ["*", "/*"].includes(ResourcePath));
    const limit = everything === undefined ? undefined : need(everything.ThrottlingRateLimit);
    // -1 is how API Gateway says "no limit here", and once any setting was made it answers the account's limit.
    if (limit !== undefined && limit >= 0 && limit < ACCOUNT_LIMIT) return pass;
    return fail({ path: ["MethodSettings"], found: { "*/*": limit }, expected: { "*/*": "ThrottlingRateLimit" } });
  },
});
