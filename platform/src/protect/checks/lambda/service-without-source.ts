import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { functionAdmissions, writtenAt } from "../../compute/admissions.ts";

export const serviceWithoutSource = defineCheck({
  id: "lambda/service-without-source",
  on: "LambdaFunction",
  severity: "medium",
  layer: "compute",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-compute-1.0.0": ["4.10"], "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "A service may invoke the function on anybody's behalf",
      risk: "The policy names an AWS service but no source. Anyone can set up that service in an account of their own and let it call your function (confused deputy).",
      fix: "Add SourceArn or SourceAccount to the permission.",
    },
    ja: {
      title: "サービスが第三者の代理で関数を呼び出せる",
      risk: "ポリシーに AWS サービスだけが指定され、呼び出し元が限定されていません。第三者が自分のアカウントのサービスから関数を呼び出せます（混乱した代理問題）。",
      fix: "アクセス許可に SourceArn または SourceAccount を追加してください。",
    },
  },
  remedy: {
    cli: "aws lambda add-permission --function-name <function> --statement-id <sid> --action lambda:InvokeFunction --principal <service> --source-arn <arn> --source-account <account>",
    cloudformation: "Type: AWS::Lambda::Permission\nProperties:\n  Principal: sns.amazonaws.com\n  SourceArn: !Ref <Topic>",
  },
  judge(fn, need) {
    const { admissions, undecided } = functionAdmissions(fn, need);
    const open = admissions.filter(({ audience }) => audience.who === "any-account-through-service");
    if (open.length === 0 && undecided.length > 0) need(undecided[0]);
    return failIf(
      open.map((admission) => ({
        subject: admission.subject,
        ...writtenAt(admission),
        found: { Principal: admission.statement.Principal },
        expected: "SourceArn, SourceAccount",
      })),
    );
  },
});
