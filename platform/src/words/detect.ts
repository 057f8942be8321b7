import type { Dimension, Frequency, Lang, Severity, Signal, Weighed } from "../model/index.ts";
import { ja } from "./ja.ts";

/** The words of stories and of the commands that tell them. */
export interface DetectWords {
  readonly tactic: Readonly<Record<string, string>>;
  readonly dimension: Readonly<Record<Dimension, string>>;
  readonly frequency: Readonly<Record<Frequency, string>>;
  readonly of: Readonly<Record<Signal["contrasts"][number]["of"], string>>;
  readonly verb: Readonly<Record<"read" | "write" | "delete", string>>;
  readonly happened: string;
  readonly unusual: string;
  readonly nothingUnusual: string;
  readonly reach: string;
  readonly reachUnknown: string;
  readonly reachNothing: string;
  readonly reachUnknownOf: (principal: string) => string;
  readonly unknown: string;
  readonly first: string;
  /** Steps when the story is over an AWS credential. */
  readonly containKey: (key: string) => string;
  readonly containSession: (role: string) => string;
  readonly by: (who: string) => string;
  readonly from: (places: string) => string;
  readonly on: (resources: string) => string;
  readonly times: (n: number) => string;
  readonly more: (n: number) => string;
  /** Why a signal is told otherwise than its rule says. */
  readonly weighed: (w: Weighed, severity: Severity) => string;
  readonly contrast: (c: { dimension: string; now: string; frequency: string; usual: string; of: string }) => string;
  readonly noneSeen: string;
  readonly noAddress: string;
  readonly noCredential: string;
  readonly headline: (n: { signals: number; tactics: string }) => string;
  readonly summary: (n: { events: number; objects: number; signals: number; stories: number; shown: number }) => string;
  readonly lowered: (n: { habit: number; young: number }) => string;
  readonly quiet: (n: { events: number; objects: number; rules: number }) => string;
  readonly broken: (n: number) => string;
  readonly duplicates: (n: number) => string;
  /** A thread ended by itself. */
  readonly workerLost: (reason: string) => string;
  readonly trial: (rule: string, n: number) => string;
  readonly ruleBy: (author: string, license: string) => string;
  readonly rulesOk: (n: { rules: number; cases: number }) => string;
  readonly caseFailed: (c: { rule: string; name: string; expected: "match" | "miss"; broken: number }) => string;
  readonly noCases: (rule: string) => string;
  readonly coverage: string;
  readonly technique: string;
  readonly tacticHead: string;
  readonly rules: string;
  readonly findingType: string;
  readonly coveredBy: string;
  readonly notCovered: string;
}

export const detectWords: Readonly<Record<Lang, DetectWords>> = {
  en: {
    tactic: {
      reconnaissance: "reconnaissance",
      "resource-development": "resource development",
      "initial-access": "initial access",
      execution: "execution",
      persistence: "persistence",
      "privilege-escalation": "privilege escalation",
      "defense-evasion": "defence evasion",
      "credential-access": "credential access",
      discovery: "discovery",
      "lateral-movement": "lateral movement",
      collection: "collection",
      "command-and-control": "command and control",
      exfiltration: "exfiltration",
      impact: "impact",
    },
    dimension: {
      api: "API",
      service: "service",
      region: "region",
      country: "country",
      network: "network",
      "user-agent": "user agent",
      bucket: "bucket",
      error: "error",
      address: "address",
      domain: "domain",
      port: "port",
      volume: "amount",
      hour: "hour of the day",
    },
    frequency: { unseen: "never seen before", rare: "seen on one day at most", infrequent: "seen on a few days", frequent: "usual" },
    of: { principal: "this principal", function: "this function", account: "this account", peers: "principals like it" },
    verb: { read: "read", write: "write", delete: "delete" },
    happened: "What happened",
    unusual: "Why it is unusual here",
    nothingUnusual: "The calls themselves are the sign; no habit was needed to see it.",
    reach: "What it could reach",
    reachUnknown: "Not known: the principals are not in the estate, or none was given (--estate with templates or a snapshot, or --live).",
    reachNothing: "No data store of the estate.",
    reachUnknownOf: (principal) => `${principal}: not in the estate; what it could reach is not known`,
    unknown: "What is not known",
    first: "What to do first",
    containKey: (key) => `Deactivate the access key ${key}: aws iam update-access-key --access-key-id ${key} --status Inactive`,
    containSession: (role) =>
      `End the role's sessions: attach a Deny on aws:TokenIssueTime before now to ${role}, then find out who had the key.`,
    by: (who) => `by ${who}`,
    from: (places) => `from ${places}`,
    on: (resources) => `on ${resources}`,
    times: (n) => `${n.toLocaleString("en")} times`,
    more: (n) => `and ${n} more`,
    weighed: ({ why, from, days, watched, roams }, severity) => {
      const told = `Told as ${severity} instead of ${from}`;
      const since = `the account has been watched for only ${watched} ${watched === 1 ? "day" : "days"}`;
      const networks = roams ? ", from one network or another, as it always does" : " and from the same network";
      if (why === "habit") return `${told}: the caller did the same on ${days} days before, with the same program${networks}.`;
      if (days > 0) return `${told}: ${since}, and the caller did the same on ${days} of them.`;
      const doubt = `${since}, too few to know what its machines do.`;
      return from === severity ? `Not weighed together with other steps: ${doubt}` : `${told}: ${doubt}`;
    },
    contrast: (c) => `${c.dimension} ${c.now}: ${c.frequency} for ${c.of}${c.usual === "" ? "" : `; usual: ${c.usual}`}`,
    noneSeen: "nothing",
    noAddress: "The address it came from: the records do not say.",
    noCredential: "Which credential was used: the records do not say.",
    headline: ({ signals, tactics }) => `${signals} ${signals === 1 ? "step" : "steps"}: ${tactics}`,
    summary: (n) =>
      `${n.events.toLocaleString("en")} events in ${n.objects.toLocaleString("en")} objects, ${n.signals} signals, ${n.stories} stories, ${n.shown} shown`,
    lowered: ({ habit, young }) => {
      const why = [
        ...(habit > 0 ? [`${habit} by habit of the caller`] : []),
        ...(young > 0 ? [`${young} because the account has not been watched for long`] : []),
      ];
      return `Signals told lower than their rules say: ${why.join(", ")}; --min low shows them all`;
    },
    quiet: (n) =>
      `Nothing found: ${n.events.toLocaleString("en")} events in ${n.objects.toLocaleString("en")} objects were looked at by ${n.rules} rules.`,
    workerLost: (reason) => `a worker thread ended (${reason}); what it had was read again in the main thread, nothing is missing`,
    broken: (n) => `${n.toLocaleString("en")} records could not be read; --quarantine <file> keeps them with their places`,
    duplicates: (n) => `${n.toLocaleString("en")} events came twice and were counted once`,
    trial: (rule, n) => `on trial: ${rule} would have spoken ${n} times`,
    ruleBy: (author, license) => `rule by ${author}${license === "" ? "" : ` (${license})`}`,
    rulesOk: (n) => `${n.rules} rules, ${n.cases} cases: all as expected`,
    caseFailed: (c) =>
      `${c.rule}: case "${c.name}" ${c.broken > 0 ? "has a record that cannot be read" : c.expected === "match" ? "did not match" : "matched, but should not"}`,
    noCases: (rule) => `${rule}: no cases`,
    coverage: "Coverage",
    technique: "technique",
    tacticHead: "tactics",
    rules: "rules",
    findingType: "GuardDuty finding type",
    coveredBy: "covered by",
    notCovered: "—",
  },
  ja: {
    tactic: {
      reconnaissance: "偵察",
      "resource-development": "リソース開発",
      "initial-access": "初期アクセス",
      execution: "実行",
      persistence: "永続化",
      "privilege-escalation": "権限昇格",
      "defense-evasion": "防御回避",
      "credential-access": "認証情報アクセス",
      discovery: "探索",
      "lateral-movement": "水平展開",
      collection: "収集",
      "command-and-control": "C2 通信",
      exfiltration: "持ち出し",
      impact: "影響",
    },
    dimension: {
      api: "API",
      service: "サービス",
      region: "リージョン",
      country: "国",
      network: "ネットワーク",
      "user-agent": "ユーザーエージェント",
      bucket: "バケット",
      error: "エラー",
      address: "アドレス",
      domain: "ドメイン",
      port: "ポート",
      volume: "量",
      hour: "時間帯",
    },
    frequency: { unseen: "これまで観測なし", rare: "観測は 1 日以下", infrequent: "観測は数日のみ", frequent: "日常的" },
    of: { principal: "このプリンシパル", function: "この関数", account: "このアカウント", peers: "類似のプリンシパル" },
    verb: { read: "読み取り", write: "書き込み", delete: "削除" },
    happened: "何が起きたか",
    unusual: "なぜ通常と異なるのか",
    nothingUnusual: "呼び出し自体が兆候です。ふだんの傾向との比較は不要でした。",
    reach: "到達できる範囲",
    reachUnknown:
      "不明です。該当するプリンシパルを含む構成（--estate にテンプレートやスナップショット、または --live）を指定すると確認できます。",
    reachNothing: "構成内のデータストアには到達できません。",
    reachUnknownOf: (principal) => `${principal}: 構成に含まれないため、到達できる範囲は不明です`,
    unknown: "わかっていないこと",
    first: "最初にすること",
    containKey: (key) => `アクセスキー ${key} を無効化: aws iam update-access-key --access-key-id ${key} --status Inactive`,
    containSession: (role) =>
      `${role} の既存セッションを失効（aws:TokenIssueTime が現在より前のリクエストを Deny するポリシーをアタッチ）し、認証情報の入手経路を調べてください。`,
    by: (who) => `実行者: ${who}`,
    from: (places) => `接続元: ${places}`,
    on: (resources) => `対象: ${resources}`,
    times: (n) => `${n.toLocaleString("ja")} 回`,
    more: (n) => `ほか ${n} 件`,
    weighed: ({ why, from, days, watched, roams }, severity) => {
      const lowered = `重大度を「${ja.severity[from]}」から「${ja.severity[severity]}」に下げています。`;
      const who = roams
        ? "同じ主体（接続元のネットワークは一定していません）が、同じプログラムで"
        : "同じ主体が、同じプログラムと同じネットワークから";
      if (why === "habit") return `${lowered}${who}、これまでに ${days} 日行っている操作のためです。`;
      if (days > 0)
        return `${lowered}このアカウントの監視はまだ ${watched} 日目ですが、同じ主体がそのうち ${days} 日、同じ操作を行っているためです。`;
      const doubt = `このアカウントの監視はまだ ${watched} 日目で、ワークロードのふだんの動作がわかっていないためです。`;
      return from === severity ? `ほかの段階と合わせた重大度の引き上げは行っていません。${doubt}` : `${lowered}${doubt}`;
    },
    contrast: (c) => `${c.dimension} ${c.now}: ${c.of}では${c.frequency}${c.usual === "" ? "" : `。通常は ${c.usual}`}`,
    noneSeen: "なし",
    noAddress: "接続元のアドレス（記録にありません）",
    noCredential: "使われた認証情報（記録にありません）",
    headline: ({ signals, tactics }) => `${signals} 段階: ${tactics}`,
    summary: (n) =>
      `${n.objects.toLocaleString("ja")} オブジェクト・${n.events.toLocaleString("ja")} イベント、シグナル ${n.signals} 件、ストーリー ${n.stories} 件（表示 ${n.shown} 件）`,
    lowered: ({ habit, young }) => {
      const why = [...(habit > 0 ? [`主体の習慣 ${habit} 件`] : []), ...(young > 0 ? [`アカウントの監視期間が短いため ${young} 件`] : [])];
      return `シグナル ${habit + young} 件の重大度を、ルールの値より下げました（${why.join("、")}）。--min low ですべて表示できます`;
    },
    quiet: (n) =>
      `検出はありません。${n.objects.toLocaleString("ja")} オブジェクト・${n.events.toLocaleString("ja")} イベントを ${n.rules} 件のルールで調べました。`,
    workerLost: (reason) => `ワーカースレッドが終了しました（${reason}）。担当分はメインスレッドで読み直したため、欠落はありません`,
    broken: (n) => `読み取れないレコードが ${n.toLocaleString("ja")} 件ありました。--quarantine <ファイル> で位置とともに保存できます`,
    duplicates: (n) => `重複したイベント ${n.toLocaleString("ja")} 件は 1 回として数えました`,
    trial: (rule, n) => `試行中: ${rule} は ${n} 回検出する状態でした`,
    ruleBy: (author, license) => `ルール作成者: ${author}${license === "" ? "" : `（${license}）`}`,
    rulesOk: (n) => `ルール ${n.rules} 件、ケース ${n.cases} 件: すべて期待どおり`,
    caseFailed: (c) =>
      `${c.rule}: ケース「${c.name}」${c.broken > 0 ? "に読み取れないレコードがあります" : c.expected === "match" ? "が検出されませんでした" : "が誤って検出されました"}`,
    noCases: (rule) => `${rule}: ケースがありません`,
    coverage: "カバレッジ",
    technique: "テクニック",
    tacticHead: "戦術",
    rules: "ルール",
    findingType: "GuardDuty の検出タイプ",
    coveredBy: "対応する検出",
    notCovered: "—",
  },
};
