import type { Lang } from "../model/index.ts";

/** What can be wrong with a snapshot file, as the second half of a sentence that begins with its path. */
export const snapshotWords = {
  "not-json": { en: "the line is not valid JSON", ja: "行が正しい JSON ではありません" },
  "no-header": {
    en: "the first line does not say that it is a Yagura snapshot",
    ja: "先頭行に Yagura のスナップショットであることを示す記述がありません",
  },
  "newer-version": {
    en: "it was written by a newer Yagura; update and try again",
    ja: "新しいバージョンの Yagura で書き出されています。Yagura を更新してから再実行してください",
  },
  "unknown-record": { en: "the line holds something this Yagura does not know", ja: "この Yagura では解釈できない内容の行です" },
  "cut-off": {
    en: "the file ends too early; write the snapshot again",
    ja: "ファイルが途中で切れています。スナップショットを取り直してください",
  },
  "not-gzip": { en: "the compressed data is damaged", ja: "圧縮データが壊れています" },
  "not-readable": { en: "the file cannot be read", ja: "ファイルを読み取れません" },
  "disk-full": { en: "no space is left on the device; nothing was written", ja: "ディスクの空き容量がありません。何も書き込んでいません" },
  "not-writable": { en: "the file cannot be written; nothing was written", ja: "ファイルに書き込めません。何も書き込んでいません" },
} as const satisfies Readonly<Record<string, Readonly<Record<Lang, string>>>>;

export type SnapshotFault = keyof typeof snapshotWords;
