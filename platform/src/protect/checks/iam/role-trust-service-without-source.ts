import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";
import { isServiceLinked, shownTrust } from "../../people/trust.ts";

/** These hand the role only to what runs in the role's own account, and set no source when they assume it. */
const RUNS_YOUR_CODE = [
  "lambda.amazonaws.com",
  "edgelambda.amazonaws.com",
  "ec2.amazonaws.com",
  "pods.eks.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "ec2.amazonaws.com.cn",
  "tasks.apprunner.amazonaws.com",
  "ec2.application-autoscaling.amazonaws.com",
];

/** Services that act on behalf of whoever configured them. */
export const roleTrustServiceWithoutSource = defineCheck({
  id: "iam/role-trust-service-without-source",
  on: "Role",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "owasp-serverless-top10": ["S5:2018"] },
  text: {
    en: {
      title: "The role trusts a service without saying for whom it acts",
      risk: "A service that acts for many customers can be tricked into using your role on behalf of another.",
      fix: "Add aws:SourceAccount, or aws:SourceArn for one resource, to the trust policy.",
    },
    ja: {
      title: "サービスへの信頼に呼び出し元の条件がないロール",
      risk: "多数の顧客のために動作するサービスが、第三者の依頼でこのロールを使わされるおそれがあります（混乱した代理）。",
      fix: "信頼ポリシーに aws:SourceAccount、または特定リソースの aws:SourceArn の条件を追加してください。",
    },
  },
  remedy: {
    cli: "aws iam update-assume-role-policy --role-name <role> --policy-document file://<trust>.json",
    cloudformation: "Condition:\n  StringEquals:\n    aws:SourceAccount: !Ref AWS::AccountId",
  },
  judge(role, need) {
    if (isServiceLinked(need(role.Path))) return notApplicable;
    const { admissions, undecided } = readPolicy(need.outer(role.AssumeRolePolicyDocument), { account: role.account });
    const open = admissions.filter(
      ({ audience }) => audience.who === "any-account-through-service" && !RUNS_YOUR_CODE.includes(audience.service.toLowerCase()),
    );
    if (open.length === 0) need(undecided[0]);
    return failIf(
      open.map(({ statement, audience }) => ({
        ...shownTrust(statement, audience),
        subject: `${statement.Sid ?? statement.index}/${"service" in audience ? audience.service : ""}`,
      })),
    );
  },
});
