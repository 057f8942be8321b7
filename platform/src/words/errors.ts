import type { Words } from "../model/index.ts";
import { systemReason } from "./system.ts";

type Detail = Readonly<Record<string, string | number>>;
type Sentence = Readonly<Record<keyof Words, (d: Detail) => string>>;

/** Errors of the command line: what is wrong and what to do next. Codes never change their meaning. */
export const errorWords = {
  E_USAGE: { en: (d) => `${d["message"]}; see \`yagura --help\``, ja: (d) => `${d["message"]}(\`yagura --help\` を参照してください)` },
  E_OPTION_UNKNOWN: {
    en: (d) =>
      `there is no option ${d["option"]}${d["near"] ? ` (did you mean ${d["near"]}?)` : ""}; see \`yagura ${d["command"]} --help\``.replaceAll(
        "yagura  --help",
        "yagura --help",
      ),
    ja: (d) =>
      `${d["option"]} というオプションはありません${d["near"] ? `(もしかして: ${d["near"]})` : ""}(\`yagura ${d["command"]} --help\` を参照してください)`.replaceAll(
        "yagura  --help",
        "yagura --help",
      ),
  },
  E_OPTION_VALUE: {
    en: (d) => `${d["option"]} does not take ${d["value"]}; it takes ${d["allowed"]}`,
    ja: (d) => `${d["option"]} に ${d["value"]} は指定できません。指定できる値: ${d["allowed"]}`,
  },
  E_OPTION_VALUE_MISSING: { en: (d) => `${d["option"]} needs a value`, ja: (d) => `${d["option"]} には値が必要です` },
  E_ARGUMENT_MISSING: {
    en: (d) => `the argument <${d["argument"]}> is missing; see \`yagura ${d["command"]} --help\``,
    ja: (d) => `引数 <${d["argument"]}> がありません(\`yagura ${d["command"]} --help\` を参照してください)`,
  },
  E_ARGUMENT_TOO_MANY: {
    en: (d) => `\`yagura ${d["command"]}\` was given more arguments than it takes; see \`yagura ${d["command"]} --help\``,
    ja: (d) => `\`yagura ${d["command"]}\` の引数が多すぎます(\`yagura ${d["command"]} --help\` を参照してください)`,
  },
  E_COMMAND_UNKNOWN: {
    en: (d) => `there is no command ${d["command"]}${d["near"] ? ` (did you mean ${d["near"]}?)` : ""}; see \`yagura --help\``,
    ja: (d) =>
      `${d["command"]} というコマンドはありません${d["near"] ? `(もしかして: ${d["near"]})` : ""}(\`yagura --help\` を参照してください)`,
  },
  E_CHECKS_NONE: {
    en: (d) => `no check has an id that begins with ${d["checks"]}${d["near"] ? ` (did you mean ${d["near"]}?)` : ""}`,
    ja: (d) => `ID が ${d["checks"]} で始まるチェックはありません${d["near"] ? `(もしかして: ${d["near"]})` : ""}`,
  },
  E_FILE_MISSING: {
    en: (d) => `no such file or directory: ${d["file"]}; check the path`,
    ja: (d) => `ファイルまたはディレクトリがありません: ${d["file"]}。パスを確認してください`,
  },
  E_FILE_UNREADABLE: {
    en: (d) => `cannot read ${d["file"]}: ${systemReason(String(d["message"]), "en")}`,
    ja: (d) => `${d["file"]} を読み取れません: ${systemReason(String(d["message"]), "ja")}`,
  },
  E_OUTPUT: {
    en: (d) => `cannot write ${d["file"]}: ${systemReason(String(d["message"]), "en")}; nothing was written`,
    ja: (d) => `${d["file"]} に書き込めません: ${systemReason(String(d["message"]), "ja")}。何も出力していません`,
  },
  E_CREDENTIALS_REFUSED: {
    en: (d) => `AWS refuses the credentials (${d["message"]}); sign in again, and check the clock of this machine`,
    ja: (d) => `AWS が認証情報を受け付けません(${d["message"]})。サインインし直し、このマシンの時刻も確認してください`,
  },
  E_UNREACHABLE: {
    en: (d) => `AWS does not answer in ${d["region"]} (${d["message"]}); check the region, the network and its proxy, and --endpoint-url`,
    ja: (d) =>
      `${d["region"]} の AWS が応答しません(${d["message"]})。リージョン、ネットワークとプロキシ、--endpoint-url を確認してください`,
  },
  E_INTERRUPTED: {
    en: () => "interrupted before anything was read; nothing was written",
    ja: () => "何も読み取らないうちに中断されました。何も出力していません",
  },
  E_NO_CREDENTIALS: {
    en: () =>
      `no AWS credentials; sign in (\`aws sso login\`), set AWS_PROFILE, or give --profile. To look at templates only: \`yagura check <template>\``,
    ja: () =>
      `AWS の認証情報がありません。\`aws sso login\` でサインインするか、AWS_PROFILE または --profile を指定してください。テンプレートだけを調べるには \`yagura check <template>\` を使います`,
  },
  E_NO_REGION: {
    en: () => "no region: give --region, set AWS_REGION, or set one in the profile; `--region all` scans every enabled region",
    ja: () =>
      "リージョンが決まりません。--region、AWS_REGION、プロファイルのいずれかで指定してください。`--region all` で有効なリージョンをすべて調べます",
  },
  E_GEO_FILE: {
    en: (d) => `${d["file"]} is no whole MaxMind DB file (MMDB)`,
    ja: (d) => `${d["file"]} は MaxMind DB（MMDB）ファイルではないか、途中で切れています`,
  },
  E_ADDRESS_LIST: {
    en: (d) => `${d["file"]} holds no address and no name that can be used (one a line, CSV, a hosts file, or STIX 2)`,
    ja: (d) =>
      `${d["file"]} に使用できるアドレスやドメイン名がありません（1 行 1 件、CSV、hosts ファイル、STIX 2 のいずれかの形式で記載してください）`,
  },
  E_LAKE_ALONE: {
    en: (d) => `${d["file"]} is an event lake; it is asked alone, without other paths`,
    ja: (d) => `${d["file"]} はイベントデータレイクです。ほかのパスと同時には指定できません`,
  },
  E_LAKE_NONE: {
    en: (d) => `${d["file"]} is no event lake; \`yagura lake write ${d["file"]} <logs...>\` makes one`,
    ja: (d) => `${d["file"]} はイベントデータレイクではありません(\`yagura lake write ${d["file"]} <ログ...>\` で作成できます)`,
  },
  E_LAKE_BUSY: {
    en: (d) => `${d["file"]} is being written by process ${d["pid"]}; try again when it has ended`,
    ja: (d) => `${d["file"]} にはプロセス ${d["pid"]} が書き込み中です。終了後に再実行してください`,
  },
  E_LAKE_DAMAGED: {
    en: (d) => `${d["file"]} is damaged; nothing was changed. Restore it from a backup, or write the lake anew from the logs`,
    ja: (d) => `${d["file"]} が破損しています。何も変更していません。バックアップから復元するか、ログからデータレイクを作り直してください`,
  },
  E_OUTPUT_STREAM: {
    en: (d) => `cannot write to standard output: ${systemReason(String(d["message"]), "en")}`,
    ja: (d) => `標準出力に書き込めません: ${systemReason(String(d["message"]), "ja")}`,
  },
  E_SINCE: {
    en: (d) => `${d["file"]} is not a Yagura JSON report; make one with --format json`,
    ja: (d) => `${d["file"]} は Yagura の JSON レポートではありません。--format json で作成してください`,
  },
  E_CHECK_UNKNOWN: {
    en: (d) => `no check is called ${d["check"]}${d["near"] ? ` (did you mean ${d["near"]}?)` : ""}`,
    ja: (d) => `${d["check"]} というチェックはありません${d["near"] ? `(もしかして: ${d["near"]})` : ""}`,
  },
  E_ACTION: {
    en: (d) => `${d["action"]} is not an IAM action; write it as service:Action, such as s3:GetObject`,
    ja: (d) => `${d["action"]} は IAM アクションではありません。s3:GetObject のように「サービス:アクション」の形で指定してください`,
  },
  E_PRINCIPAL_MISSING: {
    en: (d) => `there is no function, role or user ${d["name"]} in what was read${d["near"] ? ` (did you mean ${d["near"]}?)` : ""}`,
    ja: (d) => `読み取った範囲に ${d["name"]} という関数・ロール・ユーザーはありません${d["near"] ? `(もしかして: ${d["near"]})` : ""}`,
  },
  E_PRINCIPAL_UNREAD: {
    en: (d) => `the role of ${d["name"]} is not known: ${d["why"]}`,
    ja: (d) => `${d["name"]} のロールがわかりません: ${d["why"]}`,
  },
  E_RESOURCE_MISSING: {
    en: (d) =>
      `there is no resource ${d["name"]} in what was read${d["near"] ? ` (did you mean ${d["near"]}?)` : ""}; give its ARN to ask all the same`,
    ja: (d) =>
      `読み取った範囲に ${d["name"]} というリソースはありません${d["near"] ? `(もしかして: ${d["near"]})` : ""}。ARN を指定すれば判定できます`,
  },
  E_NAME_AMBIGUOUS: {
    en: (d) => `${d["name"]} may mean ${d["candidates"]}; give the ARN`,
    ja: (d) => `${d["name"]} に該当するものが複数あります: ${d["candidates"]}。ARN を指定してください`,
  },
  E_FRAMEWORK_UNKNOWN: {
    en: (d) => `no framework is called ${d["framework"]}; known: ${d["known"]}`,
    ja: (d) => `${d["framework"]} というフレームワークはありません。利用可能: ${d["known"]}`,
  },
  E_EXCEPTIONS: {
    en: (d) => `${d["file"]} has errors, so no exception was applied`,
    ja: (d) => `${d["file"]} に誤りがあるため、例外は適用していません`,
  },
  E_SNAPSHOT: {
    en: (d) => `${d["file"]}${d["line"] ? `:${d["line"]}` : ""} is not a Yagura snapshot: ${d["message"]}`,
    ja: (d) => `${d["file"]}${d["line"] ? `:${d["line"]}` : ""} は Yagura のスナップショットではありません: ${d["message"]}`,
  },
  E_PARAMETERS: {
    en: (d) => `the parameter ${d["value"]} is not KEY=VALUE`,
    ja: (d) => `パラメーター ${d["value"]} は KEY=VALUE の形ではありません`,
  },
  E_ACCOUNTS: {
    en: (d) => `cannot scan account ${d["account"]}: ${d["message"]}`,
    ja: (d) => `アカウント ${d["account"]} をスキャンできません: ${d["message"]}`,
  },
  E_SERVICE_UNKNOWN: {
    en: (d) => `no collector is called ${d["service"]}; known: ${d["known"]}`,
    ja: (d) => `${d["service"]} という収集対象はありません。利用可能: ${d["known"]}`,
  },
  E_NO_ROLE: {
    en: (d) => `account ${d["account"]} is not the one of the credentials: give --role, or the role's ARN`,
    ja: (d) => `アカウント ${d["account"]} は認証情報のアカウントと異なります。--role またはロールの ARN を指定してください`,
  },
  E_NOT_AN_ACCOUNT: {
    en: (d) => `${d["entry"]} is neither a 12-digit account id nor a role ARN`,
    ja: (d) => `${d["entry"]} は 12 桁のアカウント ID でもロールの ARN でもありません`,
  },
  E_NO_ORGANIZATION: {
    en: (d) =>
      `the accounts of the organisation could not be listed: ${d["message"]}; use credentials of the management or a delegated account, or give --account`,
    ja: (d) =>
      `組織のアカウントを一覧できません: ${d["message"]}。管理アカウントまたは委任されたアカウントの認証情報を使うか、--account を指定してください`,
  },
  E_NOTHING: {
    en: () => "nothing could be read; see the problems above",
    ja: () => "読み取れたものがありません。上の問題を確認してください",
  },
  E_INTERNAL: {
    en: (d) => `unexpected error: ${d["message"]}; run again with --debug and report it`,
    ja: (d) => `予期しないエラーです: ${d["message"]}。--debug を付けて再実行し、ご報告ください`,
  },
} satisfies Readonly<Record<string, Sentence>>;

export type ErrorCode = keyof typeof errorWords;
