import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const deadLetterTargetMissing = defineCheck({
  id: "lambda/dead-letter-target-missing",
  on: "LambdaFunction",
  also: ["Queue", "Topic"],
  severity: "low",
  layer: "messaging",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "The dead-letter target does not exist",
      risk: "Failed events go nowhere although the configuration says they are kept.",
      fix: "Create the queue or topic again, or set another target.",
    },
    ja: {
      title: "デッドレターの送信先が存在しない",
      risk: "設定上は保存されるはずの失敗イベントが、実際にはどこにも届いていません。",
      fix: "キューまたはトピックを作成し直すか、別の送信先を設定してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --dead-letter-config TargetArn=<queue arn>",
    cloudformation: "DeadLetterConfig:\n  TargetArn: !GetAtt <Queue>.Arn",
  },
  judge(fn, need, world) {
    const target = need(fn.DeadLetterTarget);
    if (target === undefined) return notApplicable;
    const found = need.outer(target.includes(":sns:") ? world.find("Topic", target, fn) : world.find("Queue", target, fn));
    return found === undefined ? fail({ path: ["DeadLetterConfig", "TargetArn"], found: target }) : pass;
  },
});
