import { isUnknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgeFeature } from "../../monitoring/guardduty.ts";

/** Watches the network activity of functions. */
export const lambdaProtectionOff = defineCheck({
  id: "guardduty/lambda-protection-off",
  on: "Region",
  also: ["LambdaFunction"],
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.CM-7"],
  meets: { "aws-fsbp": ["GuardDuty.6"] },
  text: {
    en: {
      title: "GuardDuty Lambda Protection is off",
      risk: "A function that mines, or talks to a command server after its dependency was poisoned, is not noticed.",
      fix: "Enable the feature LAMBDA_NETWORK_LOGS.",
    },
    ja: {
      title: "GuardDuty の Lambda Protection が無効",
      risk: "改ざんされた依存ライブラリによる採掘や攻撃サーバーとの通信を、関数で検知できません。",
      fix: "機能 LAMBDA_NETWORK_LOGS を有効にしてください。",
    },
  },
  remedy: {
    cli: 'aws guardduty update-detector --detector-id <detector-id> --features \'[{"Name":"LAMBDA_NETWORK_LOGS","Status":"ENABLED"}]\'',
    cloudformation:
      "Type: AWS::GuardDuty::Detector\nProperties:\n  Enable: true\n  Features:\n    - Name: LAMBDA_NETWORK_LOGS\n      Status: ENABLED",
  },
  severityOf(region, world) {
    const functions = world.inRegion("LambdaFunction", region);
    return !isUnknown(functions) && functions.length === 0 ? "low" : "medium";
  },
  judge(region, need) {
    return judgeFeature(region, need, ["LAMBDA_NETWORK_LOGS"]);
  },
});
