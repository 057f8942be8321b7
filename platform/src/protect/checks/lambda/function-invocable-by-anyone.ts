import { failIf, isUnknown, type Noun, type Unknown } from "../../../model/index.ts";
import { defineCheck, type Need, need } from "../../check.ts";
import { functionAdmissions, missingForUrls, type QualifiedAdmission, writtenAt } from "../../compute/admissions.ts";
import type { Admission } from "../../iam/reader.ts";

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
      risk: "A resource policy admits every AWS principal, or everyone on the internet. Whoever finds the function can run it with its role's permissions and at your cost. A statement for lambda:InvokeFunctionUrl alone opens only function URLs made before October 2025, for as long as AWS exempts them.",
      fix: "Remove the statement, or bind it to a fixed source: SourceArn, SourceAccount or PrincipalOrgID.",
    },
    ja: {
      title: "誰でも関数を呼び出せる",
      risk: "リソースポリシーがすべてのプリンシパルを許可しています。関数を見つけた人は誰でも、実行ロールの権限で、利用者の費用負担で実行できます。lambda:InvokeFunctionUrl だけを許可するステートメントが効くのは、2025 年 10 月より前に作成され、旧ルールの適用が続いている関数 URL に限られます。",
      fix: "該当のステートメントを削除するか、SourceArn・SourceAccount・PrincipalOrgID などの固定値で呼び出し元を限定してください。",
    },
  },
  remedy: {
    cli: "aws lambda remove-permission --function-name <function> --statement-id <sid>",
    cloudformation: "Type: AWS::Lambda::Permission\nProperties:\n  Principal: events.amazonaws.com\n  SourceArn: !GetAtt Rule.Arn",
  },
  severityOf(fn) {
    return openOf(fn, need).open.every((admission) => missingFor(fn, admission).missing !== undefined) ? "high" : "critical";
  },
  judge(fn, need) {
    const { open, undecided } = openOf(fn, need);
    if (open.length === 0) need(undecided[0]);
    return failIf(
      open.map((admission) => ({
        subject: admission.subject,
        ...writtenAt(admission),
        found: {
          Principal: admission.statement.Principal ?? { not: admission.statement.NotPrincipal },
          Action: admission.statement.Action,
          ...missingFor(fn, admission),
        },
      })),
    );
  },
});

/** What lets everybody in and no other check tells. */
function openOf(
  fn: Noun<"LambdaFunction">,
  need: Need,
): { readonly open: readonly QualifiedAdmission[]; readonly undecided: readonly Unknown[] } {
  const { admissions, undecided } = functionAdmissions(fn, need);
  const open = admissions.filter(
    (admission) => admission.audience.who === "anyone" && !isForUrlsOnly(admission) && !isSaidOfUrl(fn, admission),
  );
  return { open, undecided };
}

/** What a call that the statement lets in would ask for besides, and nothing grants. */
function missingFor(fn: Noun<"LambdaFunction">, admission: QualifiedAdmission): { readonly missing?: string } {
  return isOfUrlsAlone(admission) ? missingForUrls(fn, admission.qualifier) : {};
}

/** An action that could not be read may be the call of the function itself. */
function isOfUrlsAlone({ actions, allExcept, statement }: Admission): boolean {
  return !allExcept && actions.every((action) => action === "lambda:invokefunctionurl") && !statement.Action?.some(isUnknown);
}

/**
 * A bare statement for URLs on a function whose URLs ask for no authentication anyway: one cause, which
 * lambda/url-without-authentication tells. Where a URL asks for signatures, or is not known, it is a fault of its own.
 */
function isSaidOfUrl(fn: Noun<"LambdaFunction">, admission: QualifiedAdmission): boolean {
  if (admission.statement.Condition !== undefined || !isOfUrlsAlone(admission)) return false;
  const urls = isUnknown(fn.Urls) ? [] : fn.Urls.filter(({ Qualifier }) => Qualifier === admission.qualifier);
  return urls.length > 0 && urls.every(({ AuthType }) => AuthType === "NONE");
}

/** Statements that only open a function URL without authentication say the same as lambda/url-without-authentication. */
function isForUrlsOnly({ actions, allExcept, statement }: Admission): boolean {
  const condition = statement.Condition;
  if (allExcept || condition === undefined || isUnknown(condition)) return false;
  const says = (operators: RegExp, key: string, value: string) =>
    Object.entries(condition).some(
      ([operator, keys]) =>
        operators.test(operator) &&
        Object.entries(keys).some(
          ([name, values]) =>
            name.toLowerCase() === key && values.length > 0 && values.every((v) => !isUnknown(v) && v.toLowerCase() === value),
        ),
    );
  if (says(/^bool$/i, "lambda:invokedviafunctionurl", "true")) return true;
  return (
    actions.every((a) => a === "lambda:invokefunctionurl") && says(/^stringequals(ignorecase)?$/i, "lambda:functionurlauthtype", "none")
  );
}
