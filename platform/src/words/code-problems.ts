import type { Words } from "../model/index.ts";

type Detail = Readonly<Record<string, string | number>>;
type Sentence = Readonly<Record<keyof Words, (d: Detail) => string>>;

/** What is wrong with handler code and records of calls. */
export const codeProblems: Readonly<Record<string, Sentence>> = {
  E_CODE_SYNTAX: {
    en: (d) => `the code cannot be parsed: ${d["reason"]}`,
    ja: (d) => `コードを構文解析できません: ${d["reason"]}`,
  },
  E_CODE_TOO_DEEP: { en: () => "the code is nested too deeply to be read", ja: () => "コードの入れ子が深すぎるため読み取れません" },
  E_CODE_TOO_LARGE: {
    en: (d) => `the code file is larger than ${d["megabytes"]} MB and was not read`,
    ja: (d) => `コードファイルが ${d["megabytes"]} MB を超えるため読み取っていません`,
  },
  E_CODE_TOO_MUCH: {
    en: () => "following the values of this code takes too much work; calls may have been missed",
    ja: () => "コードの値を追う処理が上限を超えました。呼び出しを見落としている可能性があります",
  },
  E_CODE_ENCODING: { en: () => "the code file is not UTF-8", ja: () => "コードファイルが UTF-8 ではありません" },
  E_CODE_UNREADABLE: {
    en: (d) => `the code file cannot be read: ${d["reason"]}`,
    ja: (d) => `コードファイルを読み取れません: ${d["reason"]}`,
  },
  E_RECORD_BROKEN: {
    en: () => "this is not a CloudTrail record; it was left out",
    ja: () => "CloudTrail の記録ではないため読み飛ばしました",
  },
  E_RECORDS_CUT_OFF: { en: () => "the file of records ends in the middle", ja: () => "記録ファイルが途中で切れています" },
  E_RECORDS_UNREADABLE: {
    en: (d) => `the records cannot be read: ${d["reason"]}`,
    ja: (d) => `記録を読み取れません: ${d["reason"]}`,
  },
  E_RECORDS_REFUSED: {
    en: (d) => `records below ${d["file"]} could not be read: ${d["reason"]}`,
    ja: (d) => `${d["file"]} の記録を読み取れません: ${d["reason"]}`,
  },
};
