import type { Lang } from "../model/index.ts";

type AnswerWord = "allowed" | "implicitly-denied" | "explicitly-denied" | "depends";
type LayerWord = "identity" | "boundary" | "session" | "serviceControl" | "resourceControl" | "resource" | "endpoint";

/** Words of `can` and `who-can`. */
export interface AccessWords {
  readonly answer: Readonly<Record<AnswerWord, string>>;
  readonly layer: Readonly<Record<LayerWord, string>>;
  readonly outside: Readonly<Record<"anonymous" | "any-account" | "named" | "service" | "federated", string>>;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly role: (name: string) => string;
  readonly root: string;
  readonly by: Readonly<Record<"Allow" | "Deny", string>>;
  readonly missing: string;
  readonly hangsOn: string;
  readonly statement: (index: number, sid: string | undefined) => string;
  readonly condition: (key: string, operator: string, values: string) => string;
  readonly unread: (why: string) => string;
  readonly value: string;
  readonly assumed: string;
  readonly assumedThrough: (endpoint: string) => string;
  readonly pattern: string;
  readonly unknownAction: (action: string, near: string) => string;
  readonly whoCan: (action: string, resource: string) => string;
  readonly nobody: string;
  readonly asked: (n: number) => string;
  readonly who: string;
  readonly several: (names: readonly string[]) => string;
  readonly through: (point: string) => string;
  readonly result: string;
  readonly because: string;
  readonly stranger: string;
  readonly unsigned: string;
}

/** As many names stand in one row. */
const SHOWN = 3;

export const accessWords: Readonly<Record<Lang, AccessWords>> = {
  en: {
    answer: {
      allowed: "allowed",
      "implicitly-denied": "not allowed",
      "explicitly-denied": "not allowed (denied explicitly)",
      depends: "depends",
    },
    layer: {
      identity: "identity policy",
      boundary: "permissions boundary",
      session: "session policy",
      serviceControl: "service control policy",
      resourceControl: "resource control policy",
      resource: "resource policy",
      endpoint: "VPC endpoint policy",
    },
    outside: {
      anonymous: "anyone, without signing in",
      "any-account": "any AWS account",
      named: "another account",
      service: "AWS service",
      federated: "identity provider",
    },
    principal: "principal",
    action: "action",
    resource: "resource",
    role: (name) => `acting as ${name}`,
    root: "root user",
    by: { Allow: "allowed by", Deny: "denied by" },
    missing: "nothing allows it in",
    hangsOn: "depends on",
    statement: (index, sid) => `statement ${index + 1}${sid === undefined ? "" : ` (${sid})`}`,
    condition: (key, operator, values) => `${key} ${operator} ${values}`,
    unread: (why) => `not known: ${why}`,
    value: "something this command was not told",
    assumed:
      "taken for granted: a direct call over TLS, made now (--context says otherwise); the policy of a VPC endpoint is looked at when --context aws:SourceVpce=vpce-… names it",
    assumedThrough: (endpoint) =>
      `taken for granted: a direct call over TLS, made now (--context says otherwise), through the VPC endpoint ${endpoint}`,
    pattern: "the resource is a pattern: one resource of that form is allowed when the answer is",
    unknownAction: (action, near) => `AWS documents no action ${action}${near === "" ? "" : ` (did you mean ${near}?)`}`,
    whoCan: (action, resource) => `Who can ${action} on ${resource}`,
    nobody: "Nobody.",
    asked: (n) => `${n} users, roles and root users were asked for`,
    who: "Who",
    several: (names) =>
      names.length <= SHOWN ? names.join(", ") : `${names.slice(0, SHOWN).join(", ")} and ${names.length - SHOWN} more (--format json)`,
    through: (point) => `through the access point ${point}`,
    result: "Answer",
    because: "Because of",
    unsigned: "AWS takes no call of this action without a signature, whatever the policies say",
    stranger: "callers of other accounts need the permission of their own account besides",
  },
  ja: {
    answer: {
      allowed: "許可",
      "implicitly-denied": "許可されていない",
      "explicitly-denied": "許可されていない(明示的な拒否)",
      depends: "条件次第",
    },
    layer: {
      identity: "アイデンティティポリシー",
      boundary: "アクセス許可の境界",
      session: "セッションポリシー",
      serviceControl: "サービスコントロールポリシー",
      resourceControl: "リソースコントロールポリシー",
      resource: "リソースポリシー",
      endpoint: "VPC エンドポイントポリシー",
    },
    outside: {
      anonymous: "サインインしていない誰でも",
      "any-account": "任意の AWS アカウント",
      named: "別のアカウント",
      service: "AWS サービス",
      federated: "ID プロバイダー",
    },
    principal: "プリンシパル",
    action: "アクション",
    resource: "リソース",
    role: (name) => `${name} として実行`,
    root: "ルートユーザー",
    by: { Allow: "許可の根拠", Deny: "拒否の根拠" },
    missing: "許可がない層",
    hangsOn: "次に依存します",
    statement: (index, sid) => `ステートメント ${index + 1}${sid === undefined ? "" : `(${sid})`}`,
    condition: (key, operator, values) => `${key} ${operator} ${values}`,
    unread: (why) => `不明: ${why}`,
    value: "このコマンドに与えられていない情報",
    assumed:
      "前提: 今、TLS で直接呼び出す場合(--context で変更できます)。VPC エンドポイントのポリシーは、--context aws:SourceVpce=vpce-… で指定すると評価します",
    assumedThrough: (endpoint) => `前提: 今、VPC エンドポイント ${endpoint} を経由して TLS で直接呼び出す場合(--context で変更できます)`,
    pattern: "リソースはパターンです。その形のリソースが 1 つでも許可されれば「許可」です",
    unknownAction: (action, near) => `${action} は AWS のドキュメントにないアクションです${near === "" ? "" : `(もしかして: ${near})`}`,
    whoCan: (action, resource) => `${resource} に対して ${action} を実行できる主体`,
    nobody: "該当なし。",
    asked: (n) => `ユーザー・ロール・ルートユーザー ${n} 件を判定しました`,
    who: "主体",
    several: (names) =>
      names.length <= SHOWN ? names.join("、") : `${names.slice(0, SHOWN).join("、")} ほか ${names.length - SHOWN} 件(--format json)`,
    through: (point) => `(アクセスポイント ${point} 経由)`,
    result: "判定",
    because: "根拠",
    unsigned: "このアクションは、ポリシーにかかわらず署名なしでは呼び出せません",
    stranger: "別のアカウントの主体には、そのアカウント側の許可も必要です",
  },
};
