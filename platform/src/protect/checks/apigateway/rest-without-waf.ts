import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restWithoutWaf = defineCheck({
  id: "apigateway/rest-without-waf",
  on: "RestStage",
  severity: "medium",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "DE.CM-1", "PR.PT-4"],
  meets: {
    "aws-fsbp": ["APIGateway.4"],
    "aws-config": ["api-gw-associated-with-waf"],
    "owasp-serverless-top10": ["S1:2018"],
    "csa-sas-12": ["SAS-1", "SAS-8"],
  },
  text: {
    en: {
      title: "No web ACL protects the REST stage",
      risk: "Injection attempts, scanners and floods reach authorizers and functions unfiltered and at your cost.",
      fix: "Associate a WAFv2 web ACL with managed rules and a rate limit. When CloudFront with a web ACL stands in front, switch the direct way off.",
    },
    ja: {
      title: "REST ステージに WAF が関連付けられていない",
      risk: "インジェクションの試行・スキャン・大量アクセスが、ふるいにかけられずオーソライザーと関数に届き、料金も発生します。",
      fix: "マネージドルールとレート制限を含む WAFv2 の Web ACL を関連付けてください。WAF 付きの CloudFront が前段にある場合は、直接のアクセス経路を無効にしてください。",
    },
  },
  remedy: {
    cli: "aws wafv2 associate-web-acl --web-acl-arn <acl> --resource-arn arn:aws:apigateway:<region>::/restapis/<api>/stages/<stage>",
    cloudformation:
      "Type: AWS::WAFv2::WebACLAssociation\nProperties:\n  ResourceArn: !Sub arn:aws:apigateway:${AWS::Region}::/restapis/${<Api>}/stages/<stage>\n  WebACLArn: !GetAtt <WebAcl>.Arn",
    terraform:
      'resource "aws_wafv2_web_acl_association" "api" {\n  resource_arn = aws_api_gateway_stage.<stage>.arn\n  web_acl_arn  = aws_wafv2_web_acl.<acl>.arn\n}',
  },
  judge(stage, need) {
    return need(stage.WebAclArn) ? pass : fail({ path: [], found: { WebAclArn: undefined } });
  },
});
