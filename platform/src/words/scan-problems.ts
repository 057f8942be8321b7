import type { UnknownReason, Words } from "../model/index.ts";
import { en } from "./en.ts";
import { ja } from "./ja.ts";

type Detail = Readonly<Record<string, string | number>>;
type Sentence = Readonly<Record<keyof Words, (d: Detail) => string>>;

const why = (vocabulary: typeof en, d: Detail) => {
  const because = vocabulary.because[d["reason"] as UnknownReason] as typeof vocabulary.because.failed | undefined;
  return because
    ? because({ action: d["action"] ? String(d["action"]) : undefined, what: d["what"] ? String(d["what"]) : undefined })
    : String(d["reason"] ?? "");
};

/** What a scan of live accounts has to say besides its findings. */
export const scanProblems: Readonly<Record<string, Sentence>> = {
  E_SCAN_ACCOUNT_NOT_READABLE: {
    en: (d) => `account ${d["account"]} was not scanned: ${why(en, d)}; check the role's trust and its name`,
    ja: (d) => `アカウント ${d["account"]} はスキャンしていません: ${why(ja, d)}。ロールの信頼ポリシーと名前を確認してください`,
  },
  E_SCAN_ACCOUNT_STOPPED: {
    en: (d) => `the scan of account ${d["account"]} ended early: ${why(en, d)}; sign in again and repeat it`,
    ja: (d) => `アカウント ${d["account"]} のスキャンは途中で終わりました: ${why(ja, d)}。サインインし直して再実行してください`,
  },
  E_SCAN_REGIONS_NOT_LISTED: {
    en: (d) => `the regions of account ${d["account"]} could not be listed (${why(en, d)}); only ${d["region"]} was scanned`,
    ja: (d) => `アカウント ${d["account"]} のリージョンを一覧できないため(${why(ja, d)})、${d["region"]} だけをスキャンしました`,
  },
  E_SCAN_REGION_DISABLED: {
    en: (d) => `${d["region"]} is not enabled in account ${d["account"]} and was left out`,
    ja: (d) => `${d["region"]} はアカウント ${d["account"]} で無効なため、対象から外しました`,
  },
  E_SCAN_REGION_UNKNOWN: {
    en: (d) => `account ${d["account"]} has no region called ${d["region"]}; check its spelling`,
    ja: (d) => `アカウント ${d["account"]} に ${d["region"]} というリージョンはありません。綴りを確認してください`,
  },
  E_SCAN_ORGANIZATION_NOT_LISTED: {
    en: (d) => `the accounts of the organisation could not be listed (${why(en, d)}); only the accounts given were scanned`,
    ja: (d) => `組織のアカウントを一覧できないため(${why(ja, d)})、指定されたアカウントだけをスキャンしました`,
  },
  E_SCAN_COLLECTOR_FAULT: {
    en: (d) =>
      `the ${d["service"]} collector failed in ${d["region"]} of account ${d["account"]}: ${d["message"]}; this is a fault of Yagura, please report it`,
    ja: (d) =>
      `アカウント ${d["account"]} の ${d["region"]} で ${d["service"]} の収集に失敗しました: ${d["message"]}。Yagura の不具合ですのでご報告ください`,
  },
  E_SCAN_INTERRUPTED: {
    en: () => "the scan was interrupted; what was read until then is kept",
    ja: () => "スキャンは中断されました。それまでに読み取った内容は残っています",
  },
};
