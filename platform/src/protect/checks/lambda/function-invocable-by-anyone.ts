import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";

/** Judges every resource policy of the function: the unqualified one and those of each alias and version. */
export const functionInvocableByAnyone = defineCheck({
  id: "lambda/function-invocable-by-anyone",
  on: "LambdaFunction",
  severity: "critical",
  layer: "compute",
  topic: "identity-and-access",
  csf: ["PR.AC-3"],
  meets: { "cis-aws-compute-1.0.0": ["4.6"], "aws-fsbp": ["Lambda.1"] },
  text: {
    en: {
      title: "Anyone can invoke the function",
      risk: "A resource policy admits every AWS principal, or everyone on the internet. Whoever finds the function can run it with its role's permissions and at your cost.",
      fix: "Remove the statement, or bind it to a fixed source: SourceArn, SourceAccount or PrincipalOrgID.",
    },
    ja: {
      title: "誰でも関数を呼び出せる",
      risk: "リソースポリシーがすべてのプリンシパルを許可しています。関数を見つけた人は誰でも、実行ロールの権限で、利用者の費用負担で実行できます。",
      fix: "該当のステートメントを削除するか、SourceArn・SourceAccount・PrincipalOrgID などの固定値で呼び出し元を限定してください。",
    },
  },
  remedy: {
    cli: "aws lambda remove-permission --function-name <function> --statement-id <sid>",
    cloudformation: "Type: AWS::Lambda::Permission\nProperties:\n  Principal: events.amazonaws.com\n  SourceArn: !GetAtt Rule.Arn",
  },
  judge(fn, need) {
    const evidence = need.outer(fn.Policies).flatMap(({ Qualifier, Document }) => {
      const { admissions, undecided } = readPolicy(need.outer(Document), { account: fn.account });
      const open = admissions.filter((a) => a.audience.who === "anyone");
      if (open.length === 0 && undecided.length > 0) need(undecided[0]);
      return open.map((a) => ({
        subject: `${Qualifier ?? "$LATEST"}/${a.statement.Sid ?? a.statement.index}`,
        ...(a.statement.at ? { at: a.statement.at } : { path: ["Policies"] }),
        found: { Principal: a.statement.Principal ?? { not: a.statement.NotPrincipal }, Action: a.statement.Action },
      }));
    });
    return failIf(evidence);
  },
});
