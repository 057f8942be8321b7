import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";

export const busOpenToAnyone = defineCheck({
  id: "events/bus-open-to-anyone",
  on: "EventBus",
  severity: "critical",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"], "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "Anyone can put events on the bus",
      risk: "Strangers can start every rule of the bus with made-up events, and your functions will trust them.",
      fix: "Remove the statement, or bind it to accounts or to your organisation.",
    },
    ja: {
      title: "誰でもイベントバスへ送信できる",
      risk: "第三者が偽のイベントでバスのルールを起動でき、関数がそれを信頼してしまいます。",
      fix: "ステートメントを削除するか、アカウントまたは組織で限定してください。",
    },
  },
  remedy: {
    cli: "aws events remove-permission --event-bus-name <bus> --statement-id <sid>",
    cloudformation:
      'Type: AWS::Events::EventBusPolicy\nProperties:\n  StatementId: org\n  Statement:\n    Effect: Allow\n    Principal: "*"\n    Action: events:PutEvents\n    Resource: !GetAtt Bus.Arn\n    Condition: { StringEquals: { aws:PrincipalOrgID: <org-id> } }',
  },
  judge(bus, need) {
    return failIf(admitted(bus.Policy, bus, need, isAnyone, { path: ["Policy"] }));
  },
});
