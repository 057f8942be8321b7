import type { Lang } from "../model/index.ts";

/** What checks show in place of a value that is not there, in Japanese. Values themselves stay as they are. */
const japanese: Readonly<Record<string, string>> = {
  "Deny s3:* when aws:SecureTransport is false": "aws:SecureTransport が false のときの s3:* の Deny",
  "PROVISIONED without scaling of reads and writes": "PROVISIONED(読み取りと書き込みの自動スケーリングなし)",
  "a channel with a bucket": "バケットのある配信チャネル",
  "a topic with a confirmed subscription": "確認済みのサブスクリプションがあるトピック",
  "in clear text": "平文",
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
  "not set": "未設定",
  "the dead-letter queue does not exist": "デッドレターキューが存在しない",
};

const UNLOGGED = /^(\S+) is subscribed and not logged$/;

/** A text that a check shows as evidence, in the language of the report. */
export function evidenceWord(text: string, lang: Lang): string {
  if (lang === "en") return text;
  return Object.hasOwn(japanese, text) ? (japanese[text] as string) : text.replace(UNLOGGED, "$1 のサブスクリプションがあるのにログなし");
}
