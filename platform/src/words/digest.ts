import type { Lang, Words } from "../model/index.ts";

/** What is wrong with a file of a trail, as a problem says it. */
export const digestFaults: Readonly<Record<string, Words>> = {
  "log-changed": { en: "the log file is not the one CloudTrail wrote", ja: "CloudTrail が書き込んだ内容から変更されています" },
  "log-missing": { en: "the log file is gone, though its digest names it", ja: "ダイジェストに記載されたログファイルがありません" },
  "digest-changed": { en: "the digest is not the one CloudTrail wrote", ja: "ダイジェストが変更されています" },
  "digest-missing": { en: "the digest is gone, though the next one names it", ja: "後続のダイジェストが参照するダイジェストがありません" },
  "digest-moved": { en: "the digest was written for another place", ja: "ダイジェストが本来の場所にありません" },
  "signature-wrong": { en: "the signature of the digest is not CloudTrail's", ja: "ダイジェストの署名が CloudTrail のものではありません" },
  "not-readable": { en: "the file could not be read, so it was not verified", ja: "読み取れないため、検証していません" },
};

/** What the signal about a trail says. */
export const digestSignal = {
  title: { en: "Log files of CloudTrail were changed or removed", ja: "CloudTrail のログファイルの改ざん・削除" },
  description: {
    en: "Files of the trail are not what CloudTrail wrote and signed. Somebody may have hidden what they did. A copy that was not completed, or a lifecycle rule that deletes files, looks the same.",
    ja: "証跡のファイルが、CloudTrail が書き込み署名した内容と一致しません。操作の痕跡が隠された可能性があります。コピーの途中や、ライフサイクルルールによる削除でも同じ結果になります。",
  },
  first: {
    en: "Find out who wrote to or deleted from the bucket of the trail, and compare with another copy of the logs (CloudTrail Lake, event history, a replica).",
    ja: "証跡のバケットへの書き込み・削除を行った主体を調べ、別の保管先（CloudTrail Lake、イベント履歴、レプリカ）のログと比較してください。",
  },
} satisfies Readonly<Record<string, Words>>;

export const digestWords: Readonly<
  Record<Lang, { readonly verified: (n: { logs: number; digests: number; unsigned: number; faults: number }) => string }>
> = {
  en: {
    verified: ({ logs, digests, unsigned, faults }) =>
      `digests: ${digests} read, ${logs} ${logs === 1 ? "log file is" : "log files are"} as CloudTrail wrote ${logs === 1 ? "it" : "them"}, ${faults} ${faults === 1 ? "fault" : "faults"}${unsigned === 0 ? "" : `; the signatures of ${unsigned} ${unsigned === 1 ? "digest" : "digests"} could not be verified`}`,
  },
  ja: {
    verified: ({ logs, digests, unsigned, faults }) =>
      `ダイジェスト ${digests} 件を確認: 変更のないログファイル ${logs} 件、問題 ${faults} 件${unsigned === 0 ? "" : `。署名を検証できないダイジェスト ${unsigned} 件`}`,
  },
};
