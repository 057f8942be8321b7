import { type Evidence, fail, isUnknown, manual, pass, type Unknown, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { functionAdmissions, writtenAt } from "../../compute/admissions.ts";
import { strangersCannotBeTold } from "../../compute/strangers.ts";

export const admitsUnknownAccount = defineCheck({
  id: "lambda/admits-unknown-account",
  on: "LambdaFunction",
  also: ["Account"],
  severity: "high",
  layer: "compute",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-compute-1.0.0": ["4.10"], "csa-sas-12": ["SAS-9"] },
  text: {
    en: {
      title: "An unknown account may invoke the function",
      risk: "Somebody outside your organisation can run the function and feed it input, directly or through an AWS service in their account.",
      fix: "Remove the statement, or name the account in the trusted accounts of the settings if you know it.",
      manual:
        "The template does not say into which account it goes, so the account may be your own. Compare the account numbers, or scan with the account given.",
    },
    ja: {
      title: "把握していないアカウントが関数を呼び出せる",
      risk: "組織外のアカウントが、直接または AWS サービスを経由して、関数を実行し任意の入力を渡せます。",
      fix: "該当のステートメントを削除してください。把握済みのアカウントであれば、設定の信頼済みアカウントに追加してください。",
      manual:
        "テンプレートからはデプロイ先のアカウントが分からず、自社のアカウントの可能性があります。アカウント番号を照合するか、アカウントを指定してスキャンしてください。",
    },
  },
  remedy: {
    cli: "aws lambda remove-permission --function-name <function> --statement-id <sid>",
    cloudformation: 'Type: AWS::Lambda::Permission\nProperties:\n  Principal: "<account you know>"',
  },
  judge(fn, need, world) {
    const { admissions, undecided } = functionAdmissions(fn, need);
    const evidence: Evidence[] = [];
    let gap: Unknown | undefined = undecided[0];
    for (const admission of admissions) {
      const { audience, subject, statement } = admission;
      if (audience.who === "account" || audience.who === "service") {
        const accounts = (audience.who === "account" ? [audience.account] : audience.accounts).filter(
          (account) => !world.isOwnAccount(account, fn),
        );
        if (accounts.length > 0)
          evidence.push({
            subject,
            ...writtenAt(admission),
            found: { accounts, Principal: statement.Principal, Action: statement.Action },
          });
      } else if (audience.who === "organization") {
        const known = world.known("Account", fn).find((account) => account.AccountId === fn.account)?.Organization;
        if (known === undefined || isUnknown(known)) gap ??= known ?? unknown("not-collected", { what: audience.organization });
        else if (known.Id !== audience.organization)
          evidence.push({ subject, ...writtenAt(admission), found: { organization: audience.organization } });
      }
    }
    if (evidence.length === 0 && gap) need(gap);
    if (evidence.length === 0) return pass;
    return strangersCannotBeTold(fn, need, world) ? manual(...evidence) : fail(...evidence);
  },
});
