import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const withoutWaf = defineCheck({
  id: "appsync/without-waf",
  on: "AppSyncApi",
  severity: "medium",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.PT-4"],
  meets: { "aws-config": ["appsync-associated-with-waf"], "csa-sas-12": ["SAS-1"], "owasp-serverless-top10": ["S1:2018"] },
  text: {
    en: {
      title: "No web ACL protects the GraphQL API",
      risk: "Floods and injection attempts reach the resolvers unfiltered.",
      fix: "Associate a WAFv2 web ACL with managed rules and a rate limit.",
    },
    ja: {
      title: "GraphQL API に WAF が関連付けられていない",
      risk: "大量アクセスやインジェクションの試行が、ふるいにかけられずリゾルバーに届きます。",
      fix: "マネージドルールとレート制限を含む WAFv2 の Web ACL を関連付けてください。",
    },
  },
  remedy: {
    cli: "aws wafv2 associate-web-acl --web-acl-arn <acl> --resource-arn <api arn>",
    cloudformation: "Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  ResourceArn: !GetAtt <Api>.Arn\n  WebACLArn: !GetAtt <WebAcl>.Arn",
  },
  judge(api, need) {
    if (need(api.Visibility) === "PRIVATE") return notApplicable;
    return need(api.WebAclArn) ? pass : fail({ path: [], found: { WebAclArn: undefined } });
  },
});
