import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { administratorGrants, firstUndecided, wildcardGrants } from "../../iam/permission-questions.ts";
import { documentPermissions } from "../../people/permissions.ts";

/** Customer policies only; `<service>:*` and NotAction. */
export const policyServiceWildcard = defineCheck({
  id: "iam/policy-service-wildcard",
  on: "ManagedPolicy",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["IAM.21"], "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-4"] },
  text: {
    en: {
      title: "A policy of your own allows whole services",
      risk: "Whoever may read a queue may also delete it; new actions of the service are allowed the day AWS invents them.",
      fix: "List the actions that are used; Access Advisor shows which.",
    },
    ja: {
      title: "サービス全体の操作を許可するカスタマー管理ポリシー",
      risk: "キューを読めれば削除もでき、AWS が追加する新しいアクションも自動的に許可されます。",
      fix: "実際に使うアクションだけを列挙してください。アクセスアドバイザーで利用状況を確認できます。",
    },
  },
  remedy: {
    cli: "aws iam generate-service-last-accessed-details --arn <policy-arn>\naws iam create-policy-version --policy-arn <policy-arn> --policy-document file://<narrow>.json --set-as-default",
  },
  judge(policy, need) {
    if (need(policy.AwsManaged)) return notApplicable;
    const permissions = documentPermissions(policy, need);
    // Everything on everything is the stronger fault, and has its own check.
    const full = administratorGrants(permissions);
    const wild = wildcardGrants(permissions).filter((grant) => !full.includes(grant));
    if (wild.length === 0) need(firstUndecided(permissions));
    return failIf(
      wild.map(({ statement }) => ({
        subject: statement.Sid ?? String(statement.index),
        path: ["PolicyDocument", "Statement", statement.index, statement.NotAction ? "NotAction" : "Action"],
        found: statement.NotAction ? { NotAction: statement.NotAction } : { Action: statement.Action },
      })),
    );
  },
});
