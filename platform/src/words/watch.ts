import type { Lang } from "../model/index.ts";

/** The words of `yagura watch`. */
export interface WatchWords {
  readonly watching: (n: { source: string; rules: number }) => string;
  readonly noState: string;
  readonly ended: (n: { alerts: number; broken: number }) => string;
  readonly stateDamaged: (reason: string) => string;
}

export const watchWords: Readonly<Record<Lang, WatchWords>> = {
  en: {
    watching: ({ source, rules }) => `watching ${source} with ${rules} rules; Ctrl-C ends`,
    noState: "without --state, what was learnt is forgotten at the end and no other worker can help",
    ended: ({ alerts, broken }) =>
      `ended: ${alerts} ${alerts === 1 ? "alert" : "alerts"} told${broken === 0 ? "" : `, ${broken} damaged ${broken === 1 ? "record" : "records"} left out`}`,
    stateDamaged: (reason) => `watching cannot go on: ${reason}`,
  },
  ja: {
    watching: ({ source, rules }) => `${source} を ${rules} 件のルールで監視しています。終了するには Ctrl-C を押してください`,
    noState: "--state の指定がないため、学習した内容は終了時に失われ、ほかのワーカーと分担できません",
    ended: ({ alerts, broken }) => `終了しました。通知 ${alerts} 件${broken === 0 ? "" : `、破損のため除外したレコード ${broken} 件`}`,
    stateDamaged: (reason) => `監視を続けられません: ${reason}`,
  },
};
