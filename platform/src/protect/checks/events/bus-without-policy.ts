import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Presence only, as the control asks. Without a policy the bus is closed to other accounts, so this is no fault in itself. */
export const busWithoutPolicy = defineCheck({
  id: "events/bus-without-policy",
  on: "EventBus",
  severity: "info",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["EventBridge.3"] },
  text: {
    en: {
      title: "The custom bus has no resource policy",
      risk: "Who may put events on the bus is decided only by the identity policies of the account, which are many and change often.",
      fix: "Write down who may use the bus in a resource policy.",
    },
    ja: {
      title: "カスタムイベントバスのリソースポリシーなし",
      risk: "送信できる相手が、数が多く変わりやすいアカウント内の ID ポリシーだけで決まります。",
      fix: "送信を許可する相手をリソースポリシーに明記してください。",
    },
  },
  remedy: {
    cloudformation:
      "Type: AWS::Events::EventBusPolicy\nProperties:\n  EventBusName: !Ref Bus\n  StatementId: own-account\n  Statement:\n    Effect: Allow\n    Principal: { AWS: !Ref AWS::AccountId }\n    Action: events:PutEvents\n    Resource: !GetAtt Bus.Arn",
  },
  judge(bus, need) {
    if (need(bus.Name) === "default") return notApplicable;
    const policy = need.outer(bus.Policy);
    return policy && policy.Statement.length > 0 ? pass : fail({ path: ["Policy"], found: "no policy" });
  },
});
