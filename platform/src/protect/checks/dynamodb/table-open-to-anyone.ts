import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";

const STREAM = ["StreamSpecification", "ResourcePolicy", "PolicyDocument"];

export const tableOpenToAnyone = defineCheck({
  id: "dynamodb/table-open-to-anyone",
  on: "DynamoTable",
  severity: "critical",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"], "owasp-serverless-top10": ["S3:2018", "S5:2018"], "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "Anyone can use the table",
      risk: "The resource policy lets every AWS principal read or change the items.",
      fix: "Remove the statement, or bind it to accounts or your organisation.",
    },
    ja: {
      title: "誰でもテーブルを利用できる",
      risk: "リソースポリシーにより、すべての AWS プリンシパルが項目を読み書きできます。",
      fix: "ステートメントを削除するか、アカウントまたは組織で限定してください。",
    },
  },
  remedy: {
    cli: "aws dynamodb delete-resource-policy --resource-arn <arn>",
  },
  judge(table, need) {
    const open = admitted(table.Policy, table, need, isAnyone, { path: ["ResourcePolicy", "PolicyDocument"] });
    // A stream repeats every item that is written, and has a policy of its own.
    const stream = "StreamPolicy" in table ? admitted(table.StreamPolicy, table, need, isAnyone, { path: STREAM }) : [];
    return failIf([...open, ...stream.map((evidence) => ({ ...evidence, subject: `stream/${evidence.subject}` }))]);
  },
});
