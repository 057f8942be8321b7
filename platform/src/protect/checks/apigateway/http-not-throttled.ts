import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Requests a second that AWS allows an account in a region by default. */
const ACCOUNT_LIMIT = 10_000;

export const httpNotThrottled = defineCheck({
  id: "apigateway/http-not-throttled",
  on: "HttpStage",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "The HTTP or WebSocket stage has no throttle of its own",
      risk: "Only the account's limit stops a flood, and it is shared by all APIs of the region.",
      fix: "Set ThrottlingRateLimit and ThrottlingBurstLimit in the stage's default route settings.",
    },
    ja: {
      title: "HTTP または WebSocket ステージにスロットリングが未設定",
      risk: "大量アクセスを止めるのはアカウントの上限だけで、リージョン内の全 API で共有されています。",
      fix: "ステージの既定ルート設定に、ThrottlingRateLimit と ThrottlingBurstLimit を設定してください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-stage --api-id <api> --stage-name <stage> --default-route-settings ThrottlingRateLimit=<n>,ThrottlingBurstLimit=<n>",
    cloudformation: "DefaultRouteSettings:\n  ThrottlingRateLimit: <n>\n  ThrottlingBurstLimit: <n>",
  },
  judge(stage, need) {
    const limit = need(stage.DefaultThrottlingRateLimit);
    // What nobody limited answers the account's own limit.
    return limit !== undefined && limit > 0 && limit < ACCOUNT_LIMIT
      ? pass
      : fail({ path: ["DefaultRouteSettings", "ThrottlingRateLimit"], found: limit });
  },
});
