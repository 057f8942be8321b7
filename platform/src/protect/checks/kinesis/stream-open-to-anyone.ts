import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";

export const streamOpenToAnyone = defineCheck({
  id: "kinesis/stream-open-to-anyone",
  on: "KinesisStream",
  severity: "critical",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"], "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "Anyone can use the stream",
      risk: "Strangers can read every record, or put records in that your functions will trust.",
      fix: "Remove the statement, or bind it to accounts or your organisation.",
    },
    ja: {
      title: "誰でもストリームを利用できる",
      risk: "第三者がレコードを読み取ったり、関数の信頼するレコードを投入したりできます。",
      fix: "ステートメントを削除するか、アカウントまたは組織で限定してください。",
    },
  },
  remedy: {
    cli: "aws kinesis delete-resource-policy --resource-arn <arn>",
  },
  judge(stream, need) {
    return failIf(admitted(stream.Policy, stream, need, isAnyone, { path: ["Policy"] }));
  },
});
