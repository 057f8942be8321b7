import type { Words } from "../model/index.ts";
import { digestFaults } from "./digest.ts";
import { syntaxReason } from "./problems.ts";
import { systemReason } from "./system.ts";

type Detail = Readonly<Record<string, string | number>>;
type Sentence = Readonly<Record<keyof Words, (d: Detail) => string>>;

/** What is wrong with a rule, by the engine's reason. */
const reasons: Readonly<Record<string, Words>> = {
  missing: { en: "it is missing", ja: "指定がありません" },
  value: { en: "its value is not one that is understood", ja: "値が正しくありません" },
  "not-a-mapping": { en: "it must be a mapping", ja: "マッピングで書いてください" },
  "not-a-text": { en: "it must be a text", ja: "文字列で書いてください" },
  "unknown-key": { en: "there is no such key", ja: "このキーはありません" },
  "no-search": { en: "it names no search", ja: "対象の検索条件がありません" },
  "too-long": { en: "the file is too long for a rule", ja: "ルールとしては大きすぎます" },
  alias: { en: "its aliases multiply too far", ja: "エイリアスの展開が大きくなりすぎます" },
  empty: { en: "the condition is empty", ja: "条件が空です" },
  unexpected: { en: "the condition has a word that does not fit", ja: "条件に文法に合わない語があります" },
  "unknown-search": { en: "the condition names a search that is not there", ja: "条件が存在しない検索条件を参照しています" },
  aggregation: {
    en: "counting with | is no longer Sigma; write a correlation",
    ja: "| による集計は廃止されています。correlation で書いてください",
  },
  "too-deep": { en: "the condition is nested too deeply", ja: "条件の入れ子が深すぎます" },
  modifier: { en: "there is no such modifier", ja: "この修飾子はありません" },
  regex: { en: "the regular expression is not valid, or needs to look back", ja: "正規表現が正しくないか、後方参照を使っています" },
  cidr: { en: "the network is not valid", ja: "ネットワークの表記が正しくありません" },
  placeholder: {
    en: "the placeholder has no values; give them under detection.placeholders",
    ja: "プレースホルダーの値がありません。detection.placeholders に書いてください",
  },
  "unknown-rule": { en: "it refers to a rule that is not there", ja: "存在しないルールを参照しています" },
  duplicate: { en: "another rule has the same id; this one is left out", ja: "同じ id のルールがあるため、こちらは使いません" },
};

/** What watching began anew, and what comes of that. */
const memories: Readonly<Record<string, Words>> = {
  ids: {
    en: "the event ids it remembers are not recognised: events that were looked at before and are delivered again count once more",
    ja: "記録済みのイベント ID を照合できないため、処理済みのイベントが再び配信されると、もう一度数えます",
  },
  habits: {
    en: "the habits it remembers cannot be used: signals are weighed without them until they are learnt again",
    ja: "学習済みの習慣を使えないため、学習し直すまで、習慣を考慮せずに重大度を決めます",
  },
};

const reasonOf = (d: Detail, lang: keyof Words) => reasons[String(d["reason"])]?.[lang] ?? String(d["reason"]);
const fieldOf = (d: Detail) => [d["field"], d["what"]].filter((part) => part !== undefined && part !== "").join(": ");

/** Problems of detection rules and of logs. */
export const ruleProblems: Readonly<Record<string, Sentence>> = {
  E_RULE_INVALID: {
    en: (d) => `the rule is left out: ${fieldOf(d)}: ${reasonOf(d, "en")}`,
    ja: (d) => `このルールは使いません: ${fieldOf(d)}: ${reasonOf(d, "ja")}`,
  },
  E_RULE_SYNTAX: {
    en: (d) => `the rule is not valid YAML: ${syntaxReason(String(d["reason"]), "en")}`,
    ja: (d) => `ルールが YAML として正しくありません: ${syntaxReason(String(d["reason"]), "ja")}`,
  },
  E_RULE_NOT_READABLE: {
    en: (d) => `rules in ${d["file"]} cannot be read: ${systemReason(String(d["reason"]), "en")}`,
    ja: (d) => `${d["file"]} のルールを読み取れません: ${systemReason(String(d["reason"]), "ja")}`,
  },
  E_LOG_NOT_READABLE: {
    en: (d) => `${d["file"]} was not read: ${systemReason(String(d["reason"]), "en")}`,
    ja: (d) => `${d["file"]} は読み取れませんでした: ${systemReason(String(d["reason"]), "ja")}`,
  },
  E_ADDRESS_LIST_PART: {
    en: (d) =>
      `${d["n"]} ${d["n"] === 1 ? "entry" : "entries"} of ${d["file"]} ${d["n"] === 1 ? "does" : "do"} not count: private and reserved networks, or ranges wider than /8 (IPv6: /16)`,
    ja: (d) => `${d["file"]} の ${d["n"]} 件は使用しません。プライベートまたは予約済みのネットワークか、/8（IPv6 は /16）より広い範囲です`,
  },
  E_DIGEST: {
    en: (d) => `${d["file"]}: ${digestFaults[String(d["fault"])]?.en ?? d["fault"]}`,
    ja: (d) => `${d["file"]}: ${digestFaults[String(d["fault"])]?.ja ?? d["fault"]}`,
  },
  E_DIGEST_NONE: {
    en: () => "no digest was found, so nothing was verified; a trail writes them to AWSLogs/<account>/CloudTrail-Digest/",
    ja: () => "ダイジェストが見つからないため、検証していません。証跡は AWSLogs/<アカウント>/CloudTrail-Digest/ に書き込みます",
  },
  E_PUBLIC_KEYS: {
    en: (d) => `the public keys of CloudTrail could not be read (${systemReason(String(d["reason"]), "en")}); signatures were not verified`,
    ja: (d) => `CloudTrail の公開鍵を取得できないため（${systemReason(String(d["reason"]), "ja")}）、署名を検証していません`,
  },
  E_WATCH_SOURCE: {
    en: (d) => `${d["source"]} does not answer (${systemReason(String(d["reason"]), "en")}); trying again`,
    ja: (d) => `${d["source"]} が応答しません（${systemReason(String(d["reason"]), "ja")}）。再試行します`,
  },
  E_WATCH_MEMORY: {
    en: (d) => `the memory in ${d["file"]} was written by another version: ${memories[String(d["memory"])]?.en ?? d["memory"]}`,
    ja: (d) => `${d["file"]} の記録は別のバージョンが保存したものです。${memories[String(d["memory"])]?.ja ?? d["memory"]}`,
  },
  E_EXCEPTION_EXPIRED: {
    en: (d) => `the exception for rule ${d["rule"]} ended on ${d["until"]} and no longer counts`,
    ja: (d) => `ルール ${d["rule"]} の例外は ${d["until"]} で期限切れのため、適用しません`,
  },
};
