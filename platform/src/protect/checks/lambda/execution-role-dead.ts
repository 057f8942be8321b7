import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { roleOf } from "../../compute/role.ts";
import { readPolicy } from "../../iam/reader.ts";

const ASSUME = ["sts:assumerole"];

export const executionRoleDead = defineCheck({
  id: "lambda/execution-role-dead",
  on: "LambdaFunction",
  also: ["Role"],
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: { "cis-aws-compute-1.0.0": ["4.7"], "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "The execution role is missing or does not trust Lambda",
      risk: "The function cannot run. Worse, whoever may create a role of that name decides what the function may do from then on.",
      fix: "Point the function to an existing role whose trust policy allows lambda.amazonaws.com to call sts:AssumeRole, or delete the function.",
    },
    ja: {
      title: "実行ロールが存在しないか、Lambda を信頼していない",
      risk: "関数を実行できません。さらに、同じ名前のロールを作成できる人が、関数の権限を自由に決められてしまいます。",
      fix: "信頼ポリシーで lambda.amazonaws.com に sts:AssumeRole を許可している実在のロールを指定するか、不要な関数を削除してください。",
    },
  },
  remedy: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}\'',
    cloudformation:
      'AssumeRolePolicyDocument:\n  Version: "2012-10-17"\n  Statement:\n    - Effect: Allow\n      Principal: { Service: lambda.amazonaws.com }\n      Action: sts:AssumeRole',
  },
  judge(fn, need, world) {
    const role = roleOf(fn, need, world);
    if (role === undefined) return fail({ subject: "absent", path: ["Role"], found: need(fn.Role) });
    const { admissions, undecided } = readPolicy(need.outer(role.AssumeRolePolicyDocument), {
      account: role.account,
      actions: ASSUME,
    });
    const trusted = admissions.some(
      ({ audience }) =>
        (audience.who === "service" || audience.who === "any-account-through-service") && audience.service === "lambda.amazonaws.com",
    );
    if (trusted) return pass;
    if (undecided.length > 0) need(undecided[0]);
    return fail({ subject: "trust", path: ["Role"], found: need(fn.Role), expected: { Principal: { Service: "lambda.amazonaws.com" } } });
  },
});
