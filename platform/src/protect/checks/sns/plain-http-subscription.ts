import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const plainHttpSubscription = defineCheck({
  id: "sns/plain-http-subscription",
  on: "Subscription",
  severity: "medium",
  layer: "messaging",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "owasp-serverless-top10": ["S3:2018"] },
  text: {
    en: {
      title: "Notifications leave over plain HTTP",
      risk: "Everybody on the way can read and change the messages; the receiver cannot be sure who sent them.",
      fix: "Subscribe the https address of the receiver and remove this subscription.",
    },
    ja: {
      title: "平文 HTTP での通知配信",
      risk: "経路上で通知の内容を盗聴・改ざんされるおそれがあります。",
      fix: "受信側の https アドレスで購読し直し、この購読を削除してください。",
    },
  },
  remedy: {
    cli: "aws sns subscribe --topic-arn <arn> --protocol https --notification-endpoint <https-url>",
    cloudformation: "Protocol: https",
  },
  judge(subscription, need) {
    return need(subscription.Protocol) === "http" ? fail({ path: ["Protocol"], found: "http", expected: "https" }) : pass;
  },
});
