import type { Lang } from "../model/index.ts";

/** What a sentence about one judgement may speak of. */
export interface About {
  readonly about: string;
  readonly last: string;
  readonly subject: string;
  readonly because: string;
}

type Key =
  | "no-use"
  | "not-referenced"
  | "target-gone"
  | "source-idle"
  | "function-gone"
  | "function-idle"
  | "versions-stale"
  | "past"
  | "wired"
  | "dead-letters"
  | "disabled"
  | "rollback"
  | "no-metrics"
  | "not-measured"
  | "not-read"
  | "too-young"
  | "age-unknown"
  | "edge"
  | "name-shared"
  | "granted-outside"
  | "elsewhere"
  | "active"
  | "referenced";

/** Words of `yagura sprawl`. */
export interface SprawlWords {
  readonly title: string;
  readonly verdict: Readonly<Record<"never" | "long" | "standby" | "unknown" | "used", string>>;
  readonly head: Readonly<Record<"verdict" | "kind" | "name" | "why" | "lastUse" | "owner" | "risk" | "cost" | "where", string>>;
  readonly why: Readonly<Record<Key, (a: About) => string>>;
  readonly privilege: Readonly<Record<"administrator" | "wildcard" | "limited" | "none" | "unknown", string>>;
  readonly phase: Readonly<Record<"template" | "check" | "record" | "stop" | "observe" | "delete", string>>;
  readonly ownerBy: Readonly<Record<"tag" | "codeowners" | "creator", string>>;
  readonly none: string;
  readonly nothing: string;
  readonly notKnown: string;
  readonly unknowns: string;
  readonly unownedTitle: string;
  readonly consumerTitle: string;
  readonly sharedTitle: string;
  readonly planTitle: string;
  readonly noPlan: string;
  readonly notLooked: string;
  readonly undo: string;
  counts(counts: Readonly<Record<"never" | "long" | "standby" | "unknown" | "used", number>>, days: number): string;
  noneSince(day: string): string;
  atMost(usd: string): string;
  findings(critical: number, high: number, rest: number): string;
  sharedBy(n: number): string;
  observe(days: string): string;
  removeFrom(name: string, place: string, stack: string): string;
  prices(day: string): string;
  more(n: number): string;
  account(id: string): string;
}

const en: SprawlWords = {
  title: "Sprawl",
  verdict: { never: "never used", long: "long unused", standby: "standby", unknown: "unknown", used: "used" },
  head: {
    verdict: "Verdict",
    kind: "Kind",
    name: "Name",
    why: "Why",
    lastUse: "Last use",
    owner: "Owner",
    risk: "Risk it carries",
    cost: "USD/month",
    where: "Where",
  },
  why: {
    "no-use": () => "nothing used it, and nothing alive leads to it",
    "not-referenced": () => "nothing refers to it",
    "target-gone": ({ about }) => `leads to what is gone: ${about}`,
    "source-idle": ({ about }) => (about ? `its source is not used: ${about}` : "its source is not used"),
    "function-gone": ({ about }) => `logs of a function that is gone: ${about}`,
    "function-idle": ({ about }) => `logs of a function that is not used: ${about}`,
    "versions-stale": ({ subject }) => `versions that no alias, trigger or caller needs: ${subject}`,
    past: ({ last }) => `was due once, on ${last}`,
    wired: ({ about }) => `silent, but this leads to it: ${about}`,
    "dead-letters": ({ about }) => `waits for the failures of ${about}`,
    disabled: () => "switched off",
    rollback: () => "kept as the way back",
    "no-metrics": () => "use was not looked at: it takes --live",
    "not-measured": () => "AWS publishes no metric of its use",
    "not-read": ({ because }) => `could not be read: ${because}`,
    "too-young": ({ about }) => `created or changed lately: ${about}`,
    "age-unknown": () => "no use seen, but its age is not known",
    edge: () => "CloudFront may run it in other regions, where its metrics are",
    "name-shared": () => "several APIs share the name under which requests are counted",
    "granted-outside": () => "others were given its use; theirs cannot be seen",
    elsewhere: () => "something outside these files may use it",
    active: () => "in use",
    referenced: ({ about }) => `used by ${about}`,
  },
  privilege: {
    administrator: "administrator",
    wildcard: "wildcard permissions",
    limited: "limited permissions",
    none: "",
    unknown: "permissions unknown",
  },
  phase: {
    template: "Change the code that made it",
    check: "Make sure that no stack made it (an error means: none)",
    record: "Keep the configuration",
    stop: "Take it out of service; each step can be taken back",
    observe: "Watch",
    delete: "Delete",
  },
  ownerBy: { tag: "tag", codeowners: "CODEOWNERS", creator: "created it" },
  none: "none",
  nothing: "Nothing was found that may be retired.",
  notKnown: "not known",
  unknowns: "Not decided, by reason",
  unownedTitle: "Functions and roles without an owner",
  sharedTitle: "Roles that several functions share: they can be retired only together",
  consumerTitle: "Filled, but nobody takes anything out",
  planTitle: "How to retire it, in this order. Yagura runs none of this.",
  noPlan: "There is nothing to retire.",
  notLooked: "Files do not tell what is used. What can be known without metrics is here; for the rest, add --live.",
  undo: "undo",
  counts: (c, days) =>
    `${c.never} never used, ${c.long} unused for ${days} days or more, ${c.standby} standing by, ${c.unknown} unknown, ${c.used} used`,
  noneSince: (day) => `none since ${day}`,
  atMost: (usd) => `at most ${usd}`,
  findings: (critical, high, rest) => `open findings: ${critical} critical, ${high} high, ${rest} other`,
  sharedBy: (n) => `role shared by ${n} functions`,
  observe: (days) => `Watch for ${days} days: errors, throttles, complaints. Then go on.`,
  removeFrom: (name, place, stack) => `Remove ${name}${place ? ` at ${place}` : ""}${stack ? ` from stack ${stack}` : ""} and deploy`,
  prices: (day) => `Public list prices, before discounts, from copies read on ${day} that may be older; what is not known is not guessed.`,
  more: (n) => `and ${n} more`,
  account: (id) => `account ${id}`,
};

const ja: SprawlWords = {
  title: "スプロール",
  verdict: { never: "使用なし", long: "長期未使用", standby: "待機", unknown: "不明", used: "使用中" },
  head: {
    verdict: "判定",
    kind: "種類",
    name: "名前",
    why: "理由",
    lastUse: "最終使用日",
    owner: "所有者",
    risk: "残っているリスク",
    cost: "USD/月",
    where: "場所",
  },
  why: {
    "no-use": () => "使用されておらず、稼働中の呼び出し元もなし",
    "not-referenced": () => "どこからも参照なし",
    "target-gone": ({ about }) => `呼び出し先が削除済み: ${about}`,
    "source-idle": ({ about }) => (about ? `イベント元が未使用: ${about}` : "イベント元が未使用"),
    "function-gone": ({ about }) => `削除済みの関数のログ: ${about}`,
    "function-idle": ({ about }) => `未使用の関数のログ: ${about}`,
    "versions-stale": ({ subject }) => `エイリアス・トリガー・呼び出し元のないバージョン: ${subject}`,
    past: ({ last }) => `1 回限りの予定が終了: ${last}`,
    wired: ({ about }) => `使用はないが接続あり: ${about}`,
    "dead-letters": ({ about }) => `${about} の失敗イベントの待ち受け`,
    disabled: () => "無効化済み",
    rollback: () => "切り戻し用に保持",
    "no-metrics": () => "使用状況は未調査(--live が必要)",
    "not-measured": () => "使用状況を示すメトリクスが AWS になし",
    "not-read": ({ because }) => `読み取り不可: ${because}`,
    "too-young": ({ about }) => `最近の作成または変更: ${about}`,
    "age-unknown": () => "使用は見つからないが、作成日が不明",
    edge: () => "CloudFront が他のリージョンで実行する可能性あり(メトリクスも他のリージョン)",
    "name-shared": () => "リクエスト数の集計名を複数の API が共有",
    "granted-outside": () => "他のアカウントに使用を許可済み(使用状況は確認不可)",
    elsewhere: () => "対象ファイルの外から使用される可能性あり",
    active: () => "使用中",
    referenced: ({ about }) => `${about} が使用`,
  },
  privilege: { administrator: "管理者権限", wildcard: "ワイルドカード権限", limited: "限定的な権限", none: "", unknown: "権限不明" },
  phase: {
    template: "作成元のコードを変更",
    check: "作成元のスタックがないことを確認(エラーになれば、スタックはなし)",
    record: "設定を保存",
    stop: "停止(いずれも元に戻せます)",
    observe: "経過観察",
    delete: "削除",
  },
  ownerBy: { tag: "タグ", codeowners: "CODEOWNERS", creator: "作成者" },
  none: "なし",
  nothing: "廃止できるものは見つかりませんでした。",
  notKnown: "不明",
  unknowns: "判定できなかったもの(理由別)",
  unownedTitle: "所有者のいない関数とロール",
  sharedTitle: "複数の関数が共有するロール(すべての関数の廃止後に廃止可能)",
  consumerTitle: "書き込みはあるが、取り出す側がないもの",
  planTitle: "廃止の手順。この順に進めてください。Yagura は実行しません。",
  noPlan: "廃止するものはありません。",
  notLooked:
    "ファイルだけでは使用状況はわかりません。メトリクスなしで判定できるものだけを示しています。残りを調べるには --live を指定してください。",
  undo: "元に戻す",
  counts: (c, days) =>
    `使用なし ${c.never} 件、${days} 日以上未使用 ${c.long} 件、待機 ${c.standby} 件、不明 ${c.unknown} 件、使用中 ${c.used} 件`,
  noneSince: (day) => `${day} 以降なし`,
  atMost: (usd) => `最大 ${usd}`,
  findings: (critical, high, rest) => `未対応の検出事項: 重大 ${critical}、高 ${high}、その他 ${rest}`,
  sharedBy: (n) => `${n} 個の関数がロールを共有`,
  observe: (days) => `${days} 日間、エラー・スロットリング・問い合わせがないかを確認してから次へ進みます。`,
  removeFrom: (name, place, stack) =>
    `${place ? `${place} の ` : ""}${name} を${stack ? `スタック ${stack} から` : ""}取り除いてデプロイします`,
  prices: (day) => `公開価格(割引前)。${day} に写しを確認したもので、最新とは限りません。わからない価格は推測しません。`,
  more: (n) => `ほか ${n} 件`,
  account: (id) => `アカウント ${id}`,
};

export const sprawlWords: Readonly<Record<Lang, SprawlWords>> = { en, ja };
