import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { limitsBodies, webAclOf } from "../../edge/apis.ts";

export const bodySizeUnlimited = defineCheck({
  id: "apigateway/body-size-unlimited",
  on: "RestStage",
  also: ["WebAcl"],
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "PR.PT-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "Nothing limits the size of request bodies",
      risk: "Bodies up to 10 MB reach the function: parsing them costs time and money, and hides attacks from inspection.",
      fix: "Put a web ACL with the AWS common rule set or a size constraint in front, and maxLength and maxItems into the models.",
    },
    ja: {
      title: "リクエスト本文のサイズ制限がない",
      risk: "最大 10MB の本文が関数に届きます。解析に時間と費用がかかるうえ、攻撃が検査をすり抜けやすくなります。",
      fix: "AWS の共通ルールセットまたはサイズ制約ルールを含む Web ACL を前段に置き、モデルに maxLength と maxItems を指定してください。",
    },
  },
  remedy: {
    cli: "aws wafv2 associate-web-acl --web-acl-arn <acl> --resource-arn <stage arn>",
    cloudformation: "Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  ResourceArn: <stage arn>\n  WebACLArn: !GetAtt <WebAcl>.Arn",
  },
  judge(stage, need, world) {
    const arn = need(stage.WebAclArn);
    // Without any web ACL apigateway/rest-without-waf has failed already.
    if (arn === undefined) return notApplicable;
    const acl = need.outer(webAclOf(arn, stage, world));
    const rules = acl === undefined ? [] : need.outer(acl.Rules);
    if (need(limitsBodies(rules))) return pass;
    return fail({ path: [], found: { WebAclArn: arn, rules: rules.length }, expected: "AWSManagedRulesCommonRuleSet" });
  },
});
