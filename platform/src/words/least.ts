import type { Lang } from "../model/index.ts";

type FateWord = "kept" | "narrowed" | "removed" | "unexplained" | "unreadable";
type ReasonWord = "called" | "recorded" | "accessed" | "forwarded" | "passed" | "platform";

/** Words of `least-privilege`. */
export interface LeastWords {
  title(name: string, role: string): string;
  readonly fate: Readonly<Record<FateWord, string>>;
  readonly reason: Readonly<Record<ReasonWord, string>>;
  readonly confidence: Readonly<Record<"high" | "medium" | "low", string>>;
  /** Why nothing may be taken away on the code's word. */
  readonly reserve: Readonly<Record<string, (what: string) => string>>;
  readonly evidence: string;
  code(files: number): string;
  readonly codeComplete: string;
  readonly codeOpen: string;
  readonly noCode: string;
  records(first: string, last: string, days: number, events: number, denied: number): string;
  recordsUnread(n: number): string;
  readonly noRecords: string;
  readonly recordsOfShared: string;
  accessed(services: number): string;
  accessedUnknown(action: string): string;
  shared(names: string): string;
  readonly needs: string;
  readonly changes: string;
  readonly missing: string;
  readonly unread: string;
  verified(checked: number): string;
  readonly notWithin: string;
  readonly notCovered: string;
  readonly unexplained: string;
  readonly statement: (index: number, sid: string | undefined) => string;
  readonly on: string;
  readonly everything: string;
  readonly noChange: string;
  readonly action: string;
  readonly resource: string;
  readonly because: string;
  readonly sure: string;
  readonly today: string;
  readonly proposed: string;
  readonly state: string;
  readonly policy: string;
  times(n: number, last: string): string;
  /** Comments in patches. */
  readonly ownRole: string;
  replaces(role: string, place: string): string;
  detach(arns: string): string;
  readonly condition: string;
  functionWithoutRole(name: string): string;
}

export const leastWords: Readonly<Record<Lang, LeastWords>> = {
  en: {
    title: (name, role) => `${name}  (role ${role})`,
    fate: {
      kept: "needed as it is",
      narrowed: "narrowed",
      removed: "not needed",
      unexplained: "unexplained by evidence, kept",
      unreadable: "could not be read, kept",
    },
    reason: {
      called: "called in code",
      recorded: "seen in CloudTrail",
      accessed: "last accessed",
      forwarded: "key behind",
      passed: "passes a role",
      platform: "Lambda itself",
    },
    confidence: { high: "high", medium: "medium", low: "low" },
    reserve: {
      handler: (what) => `the handler ${what} was not found`,
      import: (what) => `the local file ${what} was not found`,
      dynamic: (what) => `what is called is decided at run time: ${what}`,
      library: (what) => `${what} may call AWS by itself`,
      client: (what) => `a client of the SDK is handed to ${what}`,
      problem: (what) => `${what} could not be read`,
      language: (what) => `code of ${what} is not read`,
      elsewhere: (what) => `the code of ${what} is not here; show it with --code`,
      operation: (what) => `no action is known for ${what}`,
      setting: (what) => `the setting ${what} is not known`,
      recorded: (what) => `CloudTrail saw ${what}, which no code that was read calls`,
      others: (what) => `${what} may use the role too`,
      layer: (what) => `the layer ${what} was not read`,
    },
    evidence: "Evidence",
    code: (files) => `code: ${files} ${files === 1 ? "file" : "files"}`,
    codeComplete: "every call resolved",
    codeOpen: "not every call is known, so nothing is taken away on its word",
    noCode: "code: none read",
    records: (first, last, days, events, denied) =>
      `CloudTrail: ${first} to ${last} (${days} days), ${events} calls of the role${denied > 0 ? `, ${denied} refused` : ""}`,
    recordsUnread: (n) =>
      `${n} ${n === 1 ? "file or record" : "files or records"} could not be read: nothing is taken away because it is not in the others`,
    noRecords: "CloudTrail: no records given",
    recordsOfShared: "CloudTrail and last use speak of the shared role and are left out; name the role to have them looked at",
    accessed: (services) => `last accessed: ${services} services`,
    accessedUnknown: (action) => `last accessed: could not be asked (${action})`,
    shared: (names) => `the role is shared with ${names}; what follows is for a role of its own`,
    needs: "Needed",
    changes: "Changes",
    missing: "Needed, but not granted by the role's policies today",
    unread: "Could not be read and stays attached",
    verified: (checked) => `Verified with ${checked} requests: nothing more than today, everything that is needed.`,
    notWithin: "NOT VERIFIED: a request is allowed that is refused today. Do not apply this; please report it.",
    notCovered: "NOT VERIFIED: something that is needed would be refused. Do not apply this; please report it.",
    unexplained: "unexplained by evidence",
    statement: (index, sid) => sid ?? `statement ${index + 1}`,
    on: "on",
    everything: "everything but",
    noChange: "Today's policies are what the evidence asks for.",
    action: "Action",
    resource: "Resource",
    because: "Because",
    sure: "Confidence",
    today: "Today",
    proposed: "Proposed",
    state: "State",
    policy: "Policy",
    times: (n, last) => `${n} times, last ${last}`,
    ownRole: "for a role of its own: the role of today is shared",
    replaces: (role, place) => `replaces the permissions of ${role}${place === "" ? "" : ` (${place})`}`,
    detach: (arns) => `detach: ${arns}`,
    condition: "under a condition",
    functionWithoutRole: (name) => `the role of ${name} is not in what was read: nothing can be said`,
  },
  ja: {
    title: (name, role) => `${name}  (ロール ${role})`,
    fate: { kept: "現状のまま必要", narrowed: "縮小", removed: "不要", unexplained: "根拠なし(維持)", unreadable: "読み取り不可(維持)" },
    reason: {
      called: "コードで呼び出し",
      recorded: "CloudTrail に記録",
      accessed: "最終アクセス情報",
      forwarded: "背後の KMS キー",
      passed: "ロールを渡す",
      platform: "Lambda サービス自身",
    },
    confidence: { high: "高", medium: "中", low: "低" },
    reserve: {
      handler: (what) => `ハンドラー ${what} が見つかりません`,
      import: (what) => `ローカルファイル ${what} が見つかりません`,
      dynamic: (what) => `呼び出し先が実行時に決まります: ${what}`,
      library: (what) => `${what} が独自に AWS を呼び出す可能性があります`,
      client: (what) => `SDK のクライアントが ${what} に渡されています`,
      problem: (what) => `${what} を読み取れません`,
      language: (what) => `${what} のコードには対応していません`,
      elsewhere: (what) => `${what} のコードが手元にありません。--code で指定してください`,
      operation: (what) => `${what} に対応するアクションがわかりません`,
      setting: (what) => `設定 ${what} がわかりません`,
      recorded: (what) => `CloudTrail に ${what} の記録がありますが、読み取ったコードからの呼び出しはありません`,
      others: (what) => `${what} もこのロールを使う可能性があります`,
      layer: (what) => `レイヤー ${what} を読み取っていません`,
    },
    evidence: "根拠",
    code: (files) => `コード: ${files} ファイル`,
    codeComplete: "すべての呼び出しを特定",
    codeOpen: "特定できない呼び出しがあるため、コードだけを根拠に権限を削除しません",
    noCode: "コード: 読み取りなし",
    records: (first, last, days, events, denied) =>
      `CloudTrail: ${first} 〜 ${last} (${days} 日間)、ロールの呼び出し ${events} 件${denied > 0 ? `(うち拒否 ${denied} 件)` : ""}`,
    recordsUnread: (n) => `読み取れないファイルまたは記録が ${n} 件あるため、記録にないことを理由とした権限の削除は行いません`,
    noRecords: "CloudTrail: 記録の指定なし",
    recordsOfShared: "CloudTrail と最終利用の情報は共有ロール全体のものなので使っていません。ロール名を指定すると考慮されます",
    accessed: (services) => `最終アクセス情報: ${services} サービス`,
    accessedUnknown: (action) => `最終アクセス情報: 取得できません(${action})`,
    shared: (names) => `このロールは ${names} と共有されています。以下は専用ロールを作る場合の内容です`,
    needs: "必要な権限",
    changes: "変更内容",
    missing: "必要だが、現在のロールのポリシーでは許可されていない権限",
    unread: "読み取れないため、アタッチしたままにするもの",
    verified: (checked) => `${checked} 件のリクエストで検証済み: 現在より広い許可はなく、必要な操作はすべて許可されます。`,
    notWithin: "検証に失敗: 現在は拒否されるリクエストが許可されます。適用せずにご報告ください。",
    notCovered: "検証に失敗: 必要な操作が拒否されます。適用せずにご報告ください。",
    unexplained: "根拠なし",
    statement: (index, sid) => sid ?? `ステートメント ${index + 1}`,
    on: "対象",
    everything: "次を除くすべて",
    noChange: "現在のポリシーは根拠と一致しています。",
    action: "アクション",
    resource: "リソース",
    because: "根拠",
    sure: "確度",
    today: "現在",
    proposed: "提案",
    state: "状態",
    policy: "ポリシー",
    times: (n, last) => `${n} 回、最終 ${last}`,
    ownRole: "専用ロール用(現在のロールは共有されています)",
    replaces: (role, place) => `${role} の権限を置き換え${place === "" ? "" : `(${place})`}`,
    detach: (arns) => `デタッチ: ${arns}`,
    condition: "条件付き",
    functionWithoutRole: (name) => `${name} のロールが読み取った範囲にないため、判断できません`,
  },
};
