import type { Words } from "../model/index.ts";

type Detail = Readonly<Record<string, string | number>>;
type Sentence = Readonly<Record<keyof Words, (d: Detail) => string>>;

/** Errors of the command line: what is wrong and what to do next. Codes never change their meaning. */
export const errorWords = {
  E_USAGE: { en: (d) => `${d["message"]}; see \`yagura --help\``, ja: (d) => `${d["message"]}(\`yagura --help\` を参照してください)` },
  E_FILE_MISSING: { en: (d) => `no such file or directory: ${d["file"]}; check the path`, ja: (d) => `ファイルまたはディレクトリがありません: ${d["file"]}。パスを確認してください` },
  E_FILE_UNREADABLE: { en: (d) => `cannot read ${d["file"]}: ${d["message"]}`, ja: (d) => `${d["file"]} を読み取れません: ${d["message"]}` },
  E_OUTPUT: { en: (d) => `cannot write ${d["file"]}: ${d["message"]}; nothing was written`, ja: (d) => `${d["file"]} に書き込めません: ${d["message"]}。何も出力していません` },
  E_NO_CREDENTIALS: {
    en: (d) => `no AWS credentials: ${d["message"]}; sign in (\`aws sso login\`), set AWS_PROFILE, or give --profile. To look at templates only: \`yagura check <template>\``,
    ja: (d) => `AWS の認証情報がありません: ${d["message"]}。\`aws sso login\` でサインインするか、AWS_PROFILE または --profile を指定してください。テンプレートだけを調べるには \`yagura check <template>\` を使います`,
  },
  E_NO_REGION: {
    en: () => "no region: give --region, set AWS_REGION, or set one in the profile; `--region all` scans every enabled region",
    ja: () => "リージョンが決まりません。--region、AWS_REGION、プロファイルのいずれかで指定してください。`--region all` で有効なリージョンをすべて調べます",
  },
  E_SINCE: { en: (d) => `${d["file"]} is not a Yagura JSON report: ${d["message"]}; make one with --format json`, ja: (d) => `${d["file"]} は Yagura の JSON レポートではありません: ${d["message"]}。--format json で作成してください` },
  E_CHECK_UNKNOWN: { en: (d) => `no check is called ${d["check"]}${d["near"] ? `; did you mean ${d["near"]}?` : ""}`, ja: (d) => `${d["check"]} というチェックはありません${d["near"] ? `。もしかして: ${d["near"]}` : ""}` },
  E_FRAMEWORK_UNKNOWN: { en: (d) => `no framework is called ${d["framework"]}; known: ${d["known"]}`, ja: (d) => `${d["framework"]} というフレームワークはありません。利用可能: ${d["known"]}` },
  E_EXCEPTIONS: { en: (d) => `${d["file"]} has errors, so no exception was applied`, ja: (d) => `${d["file"]} に誤りがあるため、例外は適用していません` },
  E_SNAPSHOT: { en: (d) => `${d["file"]}${d["line"] ? `:${d["line"]}` : ""} is not a Yagura snapshot: ${d["message"]}`, ja: (d) => `${d["file"]}${d["line"] ? `:${d["line"]}` : ""} は Yagura のスナップショットではありません: ${d["message"]}` },
  E_PARAMETERS: { en: (d) => `the parameter ${d["value"]} is not KEY=VALUE`, ja: (d) => `パラメーター ${d["value"]} は KEY=VALUE の形ではありません` },
  E_ACCOUNTS: { en: (d) => `cannot scan account ${d["account"]}: ${d["message"]}`, ja: (d) => `アカウント ${d["account"]} をスキャンできません: ${d["message"]}` },
  E_SERVICE_UNKNOWN: { en: (d) => `no collector is called ${d["service"]}; known: ${d["known"]}`, ja: (d) => `${d["service"]} という収集対象はありません。利用可能: ${d["known"]}` },
  E_NO_ROLE: { en: (d) => `account ${d["account"]} is not the one of the credentials: give --role, or the role's ARN`, ja: (d) => `アカウント ${d["account"]} は認証情報のアカウントと異なります。--role またはロールの ARN を指定してください` },
  E_NOT_AN_ACCOUNT: { en: (d) => `${d["entry"]} is neither a 12-digit account id nor a role ARN`, ja: (d) => `${d["entry"]} は 12 桁のアカウント ID でもロールの ARN でもありません` },
  E_NO_ORGANIZATION: { en: (d) => `the accounts of the organisation could not be listed: ${d["message"]}; use credentials of the management or a delegated account, or give --account`, ja: (d) => `組織のアカウントを一覧できません: ${d["message"]}。管理アカウントまたは委任されたアカウントの認証情報を使うか、--account を指定してください` },
  E_NOTHING: { en: () => "nothing could be read; see the problems above", ja: () => "読み取れたものがありません。上の問題を確認してください" },
  E_INTERNAL: { en: (d) => `unexpected error: ${d["message"]}; run again with --debug and report it`, ja: (d) => `予期しないエラーです: ${d["message"]}。--debug を付けて再実行し、ご報告ください` },
} satisfies Readonly<Record<string, Sentence>>;

export type ErrorCode = keyof typeof errorWords;
