import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const userPoolWithoutWebAcl = defineCheck({
  id: "waf/user-pool-without-web-acl",
  on: "UserPool",
  severity: "low",
  layer: "identity",
  topic: "infrastructure-protection",
  csf: ["PR.AC-7", "PR.PT-4"],
  meets: { "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "No web ACL protects the Cognito user pool",
      risk: "Sign-up and sign-in can be flooded with guessed passwords, fake accounts and text messages at your cost.",
      fix: "Associate a WAFv2 web ACL with a rate limit and bot control with the user pool.",
    },
    ja: {
      title: "Cognito ユーザープールに WAF が関連付けられていない",
      risk: "サインアップやサインインに、パスワード推測・偽アカウント作成・SMS の大量送信が行われ、料金も発生します。",
      fix: "レート制限とボット対策を含む WAFv2 の Web ACL をユーザープールに関連付けてください。",
    },
  },
  remedy: {
    cli: "aws wafv2 associate-web-acl --web-acl-arn <acl> --resource-arn <user pool arn>",
    cloudformation:
      "Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  ResourceArn: !GetAtt <UserPool>.Arn\n  WebACLArn: !GetAtt <WebAcl>.Arn",
  },
  judge(pool, need) {
    return need(pool.WebAclArn) ? pass : fail({ path: [], found: { WebAclArn: undefined } });
  },
});
