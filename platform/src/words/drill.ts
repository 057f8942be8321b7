import type { Lang } from "../model/index.ts";

/** Words of `yagura drill`. */
export interface DrillWords {
  readonly title: (events: number, others: number) => string;
  readonly attack: string;
  readonly began: string;
  readonly told: string;
  readonly delay: string;
  readonly steps: string;
  readonly missed: string;
  readonly notSeen: string;
  readonly seconds: (n: number) => string;
  readonly written: (days: number, folder: string) => string;
}

export const drillWords: Readonly<Record<Lang, DrillWords>> = {
  en: {
    title: (events, others) =>
      `Drill: attacks hidden in ${events.toLocaleString("en")} events; ${others} other ${others === 1 ? "story" : "stories"} of medium or worse`,
    attack: "attack",
    began: "began",
    told: "told as",
    delay: "seen after",
    steps: "steps seen",
    missed: "not spoken of",
    notSeen: "not seen",
    seconds: (n) => (n < 120 ? `${n} s` : `${Math.round(n / 60)} min`),
    written: (days, folder) => `${days} days of logs written to ${folder}`,
  },
  ja: {
    title: (events, others) =>
      `訓練: ${events.toLocaleString("ja")} イベントに攻撃を混ぜて検証（攻撃以外の「中」以上のストーリー ${others} 件）`,
    attack: "攻撃",
    began: "開始",
    told: "検出結果",
    delay: "検出までの時間",
    steps: "検出した手順",
    missed: "検出されなかった操作",
    notSeen: "未検出",
    seconds: (n) => (n < 120 ? `${n} 秒` : `${Math.round(n / 60)} 分`),
    written: (days, folder) => `${days} 日分のログを ${folder} に書き出しました`,
  },
};
