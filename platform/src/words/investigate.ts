import type { EntityKind, IndicatorType, InvestigationGap, Lang, UsageDimension } from "../model/index.ts";

/** The words of `yagura investigate` and `yagura lake`. */
export interface InvestigateWords {
  readonly kind: Readonly<Record<EntityKind, string>>;
  readonly dimension: Readonly<Record<UsageDimension, string>>;
  readonly indicator: Readonly<Record<IndicatorType, string>>;
  readonly gap: Readonly<Record<InvestigationGap, string>>;
  readonly title: (kind: string, value: string) => string;
  readonly scope: (from: string, until: string) => string;
  readonly seen: (n: number, first: string, last: string) => string;
  readonly nothing: string;
  readonly baseline: (events: number, days: number) => string;
  readonly indicators: string;
  readonly noIndicators: string;
  readonly timeline: string;
  readonly timelineOf: (shown: number, total: number) => string;
  readonly did: string;
  readonly suffered: string;
  readonly assumptions: string;
  readonly related: string;
  readonly places: string;
  readonly graph: string;
  readonly map: string;
  readonly mapEmpty: string;
  readonly mapNote: (placed: number, of: number) => string;
  readonly usual: string;
  readonly someNew: string;
  readonly barsNote: (n: { calls: number; of: number; refused: number }) => string;
  readonly barsTable: string;
  readonly refused: string;
  readonly graphNote: (shown: number, of: number) => string;
  readonly signals: string;
  readonly notKnown: string;
  readonly time: string;
  readonly call: string;
  readonly who: string;
  readonly from: string;
  readonly on: string;
  readonly result: string;
  readonly ok: string;
  readonly value: string;
  readonly calls: string;
  readonly before: string;
  readonly during: string;
  readonly first: string;
  readonly last: string;
  readonly isNew: string;
  /** Heads of columns. */
  readonly newHead: string;
  readonly kindHead: string;
  readonly unknownPlace: string;
  readonly country: string;
  readonly network: string;
  readonly rarity: string;
  readonly rare: (own: number, of: number) => string;
  readonly assumed: (from: string, to: string, n: number) => string;
  readonly travel: (d: { from: string; to: string; kilometres: string; minutes: string }) => string;
  readonly newOnes: (n: number) => string;
  readonly more: (n: number) => string;
  readonly bundleWritten: (folder: string, files: number) => string;
  readonly lakeWritten: (n: { events: number; skipped: number; folder: string }) => string;
  readonly lakeCompacted: (n: { before: number; after: number }) => string;
  readonly lakeRetained: (n: number, day: string) => string;
  readonly lakeStatus: (n: { files: number; bytes: string; from: string; until: string }) => string;
  readonly language: string;
}

export const investigateWords: Readonly<Record<Lang, InvestigateWords>> = {
  en: {
    kind: {
      finding: "finding",
      account: "account",
      instance: "EC2 instance",
      ip: "IP address",
      role: "role",
      user: "user",
      principal: "principal",
      "user-agent": "user agent",
      function: "function",
      "access-key": "access key",
      session: "session",
      bucket: "bucket",
      resource: "resource",
      name: "name",
    },
    dimension: {
      api: "API",
      service: "service",
      region: "region",
      account: "account",
      country: "country",
      network: "network",
      address: "address",
      "user-agent": "user agent",
      error: "error",
      principal: "principal",
      session: "session",
      "access-key": "access key",
      resource: "resource",
    },
    indicator: {
      TTP_OBSERVED: "attack technique seen",
      IMPOSSIBLE_TRAVEL: "faster than anybody travels",
      FLAGGED_IP_ADDRESS: "address on a list",
      NEW_GEOLOCATION: "new country",
      NEW_ASO: "new network",
      NEW_USER_AGENT: "new user agent",
      RELATED_FINDING: "related finding",
      RELATED_FINDING_GROUP: "part of a story",
    },
    gap: {
      "no-baseline": "What is new: too little was seen before the scope time to call anything new.",
      "no-geography": "Countries and networks: no geography file was given (--geo).",
      "no-detection": "Findings: nobody has looked for them in this lake (yagura lake write does).",
      "no-flagged-list": "Whether an address is known for attacks: no list was given (--flagged).",
      "timeline-cut": "The timeline is cut; narrow the scope time or raise --limit.",
      "no-data": "Nothing with this name in what was read. It may have been silent, or its logs are elsewhere.",
    },
    title: (kind, value) => `${kind} ${value}`,
    scope: (from, until) => `Scope time: ${from} to ${until}`,
    seen: (n, first, last) => `${n.toLocaleString("en")} calls, from ${first} to ${last}`,
    nothing: "No calls",
    baseline: (events, days) => `Before the scope time: ${events.toLocaleString("en")} calls on ${days} days`,
    indicators: "Indicators",
    noIndicators: "None in the scope time.",
    timeline: "Timeline",
    timelineOf: (shown, total) => `${shown.toLocaleString("en")} of ${total.toLocaleString("en")} calls in the scope time`,
    did: "What it did",
    suffered: "What was done to it",
    assumptions: "Who took whose identity",
    related: "Related, the rarest first",
    places: "Where from",
    graph: "Graph of relations",
    map: "Map of addresses",
    mapEmpty: "No address has a known place.",
    mapNote: (placed, of) =>
      `${placed.toLocaleString("en")} of ${of.toLocaleString("en")} addresses have a known place. Where only the country is known, the dot is in its middle.`,
    usual: "seen before",
    someNew: "new, some or all",
    barsNote: ({ calls, of, refused }) =>
      `The drawing shows ${calls.toLocaleString("en")} of the ${of.toLocaleString("en")} calls in the scope time, ${refused.toLocaleString("en")} of them with an error.`,
    barsTable: "Calls by time",
    refused: "With an error",
    graphNote: (shown, of) => `The drawing shows ${shown} of ${of}; a thicker line stands for more calls.`,
    signals: "Findings",
    notKnown: "What is not known",
    time: "Time",
    call: "Call",
    who: "Who",
    from: "From",
    on: "On",
    result: "Result",
    ok: "ok",
    value: "Value",
    calls: "Calls",
    before: "Before",
    during: "In scope",
    first: "First",
    last: "Last",
    isNew: "new",
    newHead: "New",
    kindHead: "Kind",
    unknownPlace: "not known",
    country: "Country",
    network: "Network",
    rarity: "Rarity",
    rare: (own, of) => `${own} of ${of} principals`,
    assumed: (from, to, n) => `${from} → ${to} (${n.toLocaleString("en")} times)`,
    travel: (d) => `${d.from} → ${d.to}: ${d.kilometres} km in ${d.minutes} minutes`,
    newOnes: (n) => `${n} new`,
    more: (n) => `and ${n.toLocaleString("en")} more`,
    bundleWritten: (folder, files) => `Case bundle: ${folder}, ${files} files and their SHA-256 hashes in hashes.sha256`,
    lakeWritten: (n) =>
      `${n.events.toLocaleString("en")} records written to ${n.folder}; ${n.skipped.toLocaleString("en")} were there already`,
    lakeCompacted: (n) => `${n.before.toLocaleString("en")} files became ${n.after.toLocaleString("en")}`,
    lakeRetained: (n, day) => `${n.toLocaleString("en")} files from before ${day} removed`,
    lakeStatus: (n) =>
      n.files === 0 ? "The lake is empty." : `${n.files.toLocaleString("en")} files, ${n.bytes}, from ${n.from} to ${n.until}`,
    language: "日本語",
  },
  ja: {
    kind: {
      finding: "検出",
      account: "アカウント",
      instance: "EC2 インスタンス",
      ip: "IP アドレス",
      role: "ロール",
      user: "ユーザー",
      principal: "プリンシパル",
      "user-agent": "ユーザーエージェント",
      function: "関数",
      "access-key": "アクセスキー",
      session: "セッション",
      bucket: "バケット",
      resource: "リソース",
      name: "名前",
    },
    dimension: {
      api: "API",
      service: "サービス",
      region: "リージョン",
      account: "アカウント",
      country: "国",
      network: "ネットワーク",
      address: "アドレス",
      "user-agent": "ユーザーエージェント",
      error: "エラー",
      principal: "プリンシパル",
      session: "セッション",
      "access-key": "アクセスキー",
      resource: "リソース",
    },
    indicator: {
      TTP_OBSERVED: "攻撃テクニックの観測",
      IMPOSSIBLE_TRAVEL: "あり得ない速さの移動",
      FLAGGED_IP_ADDRESS: "リストに載っているアドレス",
      NEW_GEOLOCATION: "新しい国",
      NEW_ASO: "新しいネットワーク",
      NEW_USER_AGENT: "新しいユーザーエージェント",
      RELATED_FINDING: "関連する検出",
      RELATED_FINDING_GROUP: "ストーリーの一部",
    },
    gap: {
      "no-baseline": "何が新しいか: 調査期間より前の記録が少なく、判断できません。",
      "no-geography": "国とネットワーク: 地理情報ファイルが指定されていません（--geo）。",
      "no-detection": "検出: このデータレイクでは検出が実行されていません（yagura lake write で実行できます）。",
      "no-flagged-list": "攻撃で知られるアドレスかどうか: リストが指定されていません（--flagged）。",
      "timeline-cut": "タイムラインは一部のみです。調査期間を短くするか、--limit を増やしてください。",
      "no-data": "読み込んだログにこの名前はありません。活動がなかったか、ログが別の場所にあります。",
    },
    title: (kind, value) => `${kind} ${value}`,
    scope: (from, until) => `調査期間: ${from} ～ ${until}`,
    seen: (n, first, last) => `呼び出し ${n.toLocaleString("ja")} 回（${first} ～ ${last}）`,
    nothing: "呼び出しなし",
    baseline: (events, days) => `調査期間より前: ${days} 日間で呼び出し ${events.toLocaleString("ja")} 回`,
    indicators: "インジケーター",
    noIndicators: "調査期間内にはありません。",
    timeline: "タイムライン",
    timelineOf: (shown, total) => `調査期間内の呼び出し ${total.toLocaleString("ja")} 回のうち ${shown.toLocaleString("ja")} 回`,
    did: "行ったこと",
    suffered: "受けた操作",
    assumptions: "ロールの引き受け",
    related: "関連するもの（まれな順）",
    places: "接続元",
    graph: "関係図",
    map: "アドレスの地図",
    mapEmpty: "位置がわかるアドレスはありません。",
    mapNote: (placed, of) =>
      `アドレス ${of.toLocaleString("ja")} 件のうち ${placed.toLocaleString("ja")} 件の位置がわかっています。国までしかわからないものは、その国の中央に示します。`,
    usual: "以前から観測",
    someNew: "新規を含む",
    barsNote: ({ calls, of, refused }) =>
      `図は調査期間内の呼び出し ${of.toLocaleString("ja")} 回のうち ${calls.toLocaleString("ja")} 回を示します。そのうちエラーは ${refused.toLocaleString("ja")} 回です。`,
    barsTable: "時間帯ごとの呼び出し",
    refused: "エラー",
    graphNote: (shown, of) => `図は ${of} 件のうち ${shown} 件を示します。線が太いほど呼び出しが多くなります。`,
    signals: "検出",
    notKnown: "わかっていないこと",
    time: "時刻",
    call: "呼び出し",
    who: "実行者",
    from: "接続元",
    on: "対象",
    result: "結果",
    ok: "成功",
    value: "値",
    calls: "回数",
    before: "以前",
    during: "期間内",
    first: "最初",
    last: "最後",
    isNew: "新規",
    newHead: "新規",
    kindHead: "種類",
    unknownPlace: "不明",
    country: "国",
    network: "ネットワーク",
    rarity: "希少度",
    rare: (own, of) => `${of} 個のプリンシパルのうち ${own} 個`,
    assumed: (from, to, n) => `${from} → ${to}（${n.toLocaleString("ja")} 回）`,
    travel: (d) => `${d.from} → ${d.to}: ${d.minutes} 分で ${d.kilometres} km`,
    newOnes: (n) => `新規 ${n} 件`,
    more: (n) => `ほか ${n.toLocaleString("ja")} 件`,
    bundleWritten: (folder, files) => `ケースバンドル: ${folder}（${files} ファイル、SHA-256 ハッシュは hashes.sha256）`,
    lakeWritten: (n) =>
      `${n.folder} に ${n.events.toLocaleString("ja")} 件を書き込みました。${n.skipped.toLocaleString("ja")} 件は書き込み済みでした`,
    lakeCompacted: (n) => `${n.before.toLocaleString("ja")} ファイルを ${n.after.toLocaleString("ja")} ファイルにまとめました`,
    lakeRetained: (n, day) => `${day} より前の ${n.toLocaleString("ja")} ファイルを削除しました`,
    lakeStatus: (n) =>
      n.files === 0 ? "データレイクは空です。" : `${n.files.toLocaleString("ja")} ファイル、${n.bytes}、${n.from} ～ ${n.until}`,
    language: "English",
  },
};
