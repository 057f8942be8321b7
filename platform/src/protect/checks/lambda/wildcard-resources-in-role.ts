import { failIf, isUnknown, notApplicable, type Statement } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { roleOf, rolePermissions } from "../../compute/role.ts";
import { matches } from "../../iam/glob.ts";
import { firstUndecided, hasEffect, wildcardGrants } from "../../iam/permission-questions.ts";

/** Policies AWS made for Lambda's own event sources; they stay in the reader's choice of AWS's defaults. */
const LAMBDA_SERVICE_POLICY = /^arn:aws[a-z-]*:iam::aws:policy\/service-role\/AWSLambda/;

/** Actions on data, secrets, identities and functions that IAM can limit to a resource. */
const LIMITABLE =
  /^(s3:(get|put|delete|restore)?object|s3:(getobject|putobject|deleteobject|listbucket|getbucket|putbucket|deletebucket)|s3:\*|s3:(get|put|delete)\*|dynamodb:(?!list|describelimits)|secretsmanager:(?!listsecrets|getrandompassword|createsecret)|ssm:(getparameter|putparameter|deleteparameter|sendcommand)|kms:(decrypt|encrypt|generatedatakey|reencrypt|sign|creategrant)|sqs:(?!listqueues)|sns:(publish|subscribe|settopic|addpermission|deletetopic)|lambda:(invoke|updatefunction|deletefunction|addpermission)|kinesis:(get|put)record|events:putevents|states:(start|stop)|iam:(passrole|attach|put|createaccesskey|updateassumerolepolicy)|sts:assumerole|rds-data:|cognito-idp:admin|execute-api:invoke|appsync:graphql)/;

/** What a pattern such as `ssm:Get*` may stand for. */
const SAMPLES = [
  "s3:getobject",
  "s3:putobject",
  "s3:deleteobject",
  "dynamodb:getitem",
  "secretsmanager:getsecretvalue",
  "ssm:getparameter",
  "kms:decrypt",
  "sqs:receivemessage",
  "sns:publish",
  "lambda:invokefunction",
  "kinesis:getrecords",
  "states:startexecution",
  "iam:passrole",
  "sts:assumerole",
];

/** `*`, or everything of one type such as `table/*`; a bucket's objects are `bucket/*`, so S3 needs a star for the bucket too. */
const EVERYTHING = /^arn:(aws[a-z-]*|\*):(s3:[^:]*:[^:]*:\*(\/\*)?|(?!s3:)[a-z0-9-]+:[^:]*:[^:]*:([a-zA-Z-]+[/:])?\*)$/;

function everywhere(statement: Statement): boolean {
  if (statement.NotResource !== undefined) return true;
  return statement.Resource?.some((r) => r === "*" || (!isUnknown(r) && r.endsWith("*") && EVERYTHING.test(r))) ?? false;
}

function limitable(statement: Statement): readonly string[] {
  return (statement.Action ?? []).filter((action): action is string => {
    if (isUnknown(action)) return false;
    let known = limitableKnown.get(action);
    if (known === undefined) {
      if (limitableKnown.size >= MOST_KNOWN) limitableKnown.clear();
      limitableKnown.set(action, (known = isLimitable(action.toLowerCase())));
    }
    return known;
  });
}

/** Actions are few, and stand in thousands of policies. */
const limitableKnown = new Map<string, boolean>();
const MOST_KNOWN = 20_000;

function isLimitable(action: string): boolean {
  return LIMITABLE.test(action) || SAMPLES.some((sample) => matches(action, sample));
}

export const wildcardResourcesInRole = defineCheck({
  id: "lambda/wildcard-resources-in-role",
  on: "LambdaFunction",
  also: ["Role", "ManagedPolicy"],
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "cis-aws-compute-1.0.0": ["4.4"], "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-4"] },
  text: {
    en: {
      title: "The execution role reaches every resource of a service",
      risk: "Allowed on `*`, the function can read or change data, secrets and functions of every other application in the account.",
      fix: "Name the table, bucket, queue, secret or function in Resource. Leave `*` to actions that cannot be limited to a resource.",
    },
    ja: {
      title: "実行ロールがサービスの全リソースに到達可能",
      risk: "Resource が `*` のため、同じアカウントにある他のアプリケーションのデータ・シークレット・関数まで参照や変更ができます。",
      fix: "Resource に対象のテーブル・バケット・キュー・シークレット・関数を指定してください。`*` は、リソース単位で制限できないアクションだけに使用してください。",
    },
  },
  remedy: {
    cli: "aws iam put-role-policy --role-name <role> --policy-name <name> --policy-document file://least-privilege.json",
    cloudformation: "- Effect: Allow\n  Action: secretsmanager:GetSecretValue\n  Resource: !Ref <Secret>",
  },
  judge(fn, need, world) {
    const role = roleOf(fn, need, world);
    if (role === undefined) return notApplicable;
    const permissions = rolePermissions(role, world);
    // Whole services are the stronger fault, and lambda/wildcard-actions-in-role and lambda/administrator-role say it.
    const wild = wildcardGrants(permissions);
    const grants = permissions.grants.filter((grant) => {
      const { policy, statement } = grant;
      return (
        statement.Effect === "Allow" &&
        statement.Condition === undefined &&
        everywhere(statement) &&
        !wild.includes(grant) &&
        !LAMBDA_SERVICE_POLICY.test(policy) &&
        limitable(statement).length > 0 &&
        hasEffect(permissions, statement)
      );
    });
    const gap = firstUndecided(permissions);
    if (grants.length === 0 && gap) need(gap);
    return failIf(
      grants.map(({ policy, statement }) => ({
        subject: `${policy}/${statement.Sid ?? statement.index}`,
        ...(statement.at ? { at: statement.at } : { path: ["Role"] }),
        found: { role: role.name, policy, Action: limitable(statement), Resource: statement.Resource },
      })),
    );
  },
});
