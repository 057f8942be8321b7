import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";

export const privateApiOpenToEveryVpc = defineCheck({
  id: "apigateway/private-api-open-to-every-vpc",
  on: "RestApi",
  severity: "medium",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-5"],
  meets: { "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "The private API admits every VPC",
      risk: "Private only means reachable through VPC endpoints. With a policy that names no endpoint or VPC, every AWS customer's endpoint will do.",
      fix: "Limit the resource policy with aws:SourceVpce or aws:SourceVpc.",
    },
    ja: {
      title: "プライベート API がすべての VPC を許可",
      risk: "プライベート API は VPC エンドポイント経由に限られますが、ポリシーでエンドポイントや VPC を指定しないと、他社の VPC エンドポイントからも呼び出せます。",
      fix: "リソースポリシーを aws:SourceVpce または aws:SourceVpc で制限してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-rest-api --rest-api-id <api> --patch-operations op=replace,path=/policy,value='<policy with aws:SourceVpce>'",
    cloudformation:
      'Policy:\n  Statement:\n    - Effect: Allow\n      Principal: "*"\n      Action: execute-api:Invoke\n      Resource: execute-api:/*\n      Condition:\n        StringEquals:\n          aws:SourceVpce: <vpce-…>',
  },
  judge(api, need) {
    if (!need(api.EndpointTypes).includes("PRIVATE")) return notApplicable;
    const { admissions, undecided } = readPolicy(need.outer(api.Policy), { account: api.account, actions: ["execute-api:invoke"] });
    const open = admissions.filter(({ audience }) => audience.who === "anyone");
    if (open.length === 0 && undecided.length > 0) need(undecided[0]);
    return failIf(
      open.map(({ statement }) => ({
        subject: statement.Sid ?? String(statement.index),
        ...(statement.at ? { at: statement.at } : { path: ["Policy"] }),
        found: { Principal: statement.Principal },
        expected: "aws:SourceVpce",
      })),
    );
  },
});
