import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const classicFlowAllowed = defineCheck({
  id: "cognito/classic-flow-allowed",
  on: "IdentityPool",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: {},
  text: {
    en: {
      title: "The basic (classic) flow is allowed",
      risk: "In it the caller chooses which role to take, and the scope-down policy AWS puts on guests does not apply.",
      fix: "Turn the classic flow off; the enhanced flow is what the SDKs use today.",
    },
    ja: {
      title: "ベーシック（クラシック）フローを許可",
      risk: "呼び出し側がロールを選べるうえ、未認証ユーザーに対する AWS のスコープダウンポリシーが適用されません。",
      fix: "クラシックフローを無効にしてください。現在の SDK は拡張フローを使用します。",
    },
  },
  remedy: {
    cli: "aws cognito-identity update-identity-pool --identity-pool-id <pool> --identity-pool-name <name> --[no-]allow-unauthenticated-identities --no-allow-classic-flow",
    cloudformation: "AllowClassicFlow: false",
  },
  judge(pool, need) {
    return need(pool.AllowClassicFlow) ? fail({ path: ["AllowClassicFlow"], found: true, expected: false }) : pass;
  },
});
