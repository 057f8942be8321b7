import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { functionAdmissions, writtenAt } from "../../compute/admissions.ts";

export const bucketPermissionWithoutAccount = defineCheck({
  id: "lambda/bucket-permission-without-account",
  on: "LambdaFunction",
  severity: "low",
  layer: "messaging",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["Lambda.1"], "aws-config": ["lambda-function-public-access-prohibited"], "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "S3 may invoke the function without a source account",
      risk: "A bucket's ARN carries no account. After the bucket is deleted, anyone can create one of the same name and send events to the function.",
      fix: "Add SourceAccount beside SourceArn.",
    },
    ja: {
      title: "S3 の呼び出し許可に SourceAccount がない",
      risk: "バケットの ARN にはアカウント ID が含まれません。バケットを削除した後、第三者が同じ名前で作成すると関数にイベントを送れます。",
      fix: "SourceArn に加えて SourceAccount を指定してください。",
    },
  },
  remedy: {
    cli: "aws lambda add-permission --function-name <function> --statement-id <sid> --action lambda:InvokeFunction --principal s3.amazonaws.com --source-arn arn:aws:s3:::<bucket> --source-account <account>",
    cloudformation:
      "Type: AWS::Lambda::Permission\nProperties:\n  Principal: s3.amazonaws.com\n  SourceArn: !GetAtt <Bucket>.Arn\n  SourceAccount: !Ref AWS::AccountId",
  },
  judge(fn, need) {
    const { admissions, undecided } = functionAdmissions(fn, need);
    const open = admissions.filter(
      ({ audience }) => audience.who === "service" && audience.service === "s3.amazonaws.com" && audience.accounts.length === 0,
    );
    if (open.length === 0 && undecided.length > 0) need(undecided[0]);
    return failIf(
      open.map((admission) => ({
        subject: admission.subject,
        ...writtenAt(admission),
        found: { Condition: admission.statement.Condition },
        expected: { "aws:SourceAccount": fn.account },
      })),
    );
  },
});
