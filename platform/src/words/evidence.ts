import type { Lang } from "../model/index.ts";

/** What checks show in place of a value that is not there, in Japanese. Values themselves stay as they are. */
const japanese: Readonly<Record<string, string>> = {
  "API call of root": "root による API 呼び出し",
  "ConsoleLogin without MFA": "MFA なしの ConsoleLogin",
  "Deny s3:* when aws:SecureTransport is false": "aws:SecureTransport が false のときの s3:* の Deny",
  "PROVISIONED without scaling of reads and writes": "PROVISIONED(読み取りと書き込みの自動スケーリングなし)",
  "REJECT or ALL": "REJECT または ALL",
  "a channel with a bucket": "バケットのある配信チャネル",
  "a topic with a confirmed subscription": "確認済みのサブスクリプションがあるトピック",
  "failed ConsoleLogin": "失敗した ConsoleLogin",
  "in clear text": "平文",
  "it is disabled": "無効化されている",
  "it is limited to named sources": "対象が特定のソースに限定されている",
  "it is not active": "有効になっていない",
  "neither a user group nor a token": "ユーザーグループもトークンもなし",
  "never enabled": "一度も有効化されていない",
  "no enabled rule": "有効なルールなし",
  "no event subscription": "イベントサブスクリプションなし",
  "no notification": "通知なし",
  "no policy": "ポリシーなし",
  "no rotation": "ローテーションなし",
  "no security group": "セキュリティグループなし",
  "no statement that refuses plain HTTP for everybody": "暗号化されていない HTTP を全員に対して拒否するステートメントなし",
  "no target": "ターゲットなし",
  "nobody has confirmed a subscription to its topic": "トピックに確認済みのサブスクリプションなし",
  "not set": "未設定",
  "sign-in of root": "root のサインイン",
  "the dead-letter queue does not exist": "デッドレターキューが存在しない",
};

const patterns: readonly (readonly [RegExp, string])[] = [
  [/^(\S+) is subscribed and not logged$/, "$1 のサブスクリプションがあるのにログなし"],
  [/^SourceType is (\S+)$/, "SourceType が $1"],
  [/^categories (.+)$/, "カテゴリ: $1"],
];

/** A text that a check shows as evidence, in the language of the report. */
export function evidenceWord(text: string, lang: Lang): string {
  if (lang === "en") return text;
  if (Object.hasOwn(japanese, text)) return japanese[text] as string;
  for (const [pattern, sentence] of patterns) if (pattern.test(text)) return text.replace(pattern, sentence);
  return text;
}
