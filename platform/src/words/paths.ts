import type { Lang, NeedId, PathEdge, PathNodeKind, PathRelation, PathStart, PathTarget, RoleCarrier } from "../model/index.ts";

/** Words of attack paths: what each step is, what it needs, and how to break it. */
export interface PathWords {
  readonly title: string;
  readonly none: string;
  readonly path: string;
  readonly steps: string;
  readonly rank: string;
  readonly severity: string;
  readonly start: Readonly<Record<PathStart, string>>;
  readonly target: Readonly<Record<PathTarget, string>>;
  readonly kind: Readonly<Record<PathNodeKind, string>>;
  readonly internet: string;
  administratorOf(account: string): string;
  everything(principal: string): string;
  environmentOf(name: string): string;
  /** Ends a sentence. */
  readonly stop: string;
  readonly needs: string;
  readonly depends: string;
  readonly proof: string;
  readonly from: string;
  readonly to: string;
  also(n: number, names: string): string;
  more(shown: number, all: number): string;
  counted(principals: number, functions: number, stores: number): string;
  readonly cuts: string;
  cut(breaks: number, of: number): string;
  readonly fix: string;
  readonly together: string;
  readonly unread: string;
  readonly unreadNote: string;
  readonly drawing: string;
  readonly drawingNote: string;
  readonly because: string;
  readonly thing: Readonly<Record<RoleCarrier, string>>;
  readonly relation: Readonly<Record<PathRelation, string>>;
  passRole(thing: string): string;
  steer(thing: string): string;
  /** Techniques that are neither of the two. */
  readonly technique: Readonly<Record<string, string>>;
  readonly need: Readonly<Record<NeedId, string>>;
  readonly fixes: Readonly<Record<PathRelation | "permission" | "third-party" | "stranger" | "pass-role" | "wide-read", string>>;
}

export const pathWords: Readonly<Record<Lang, PathWords>> = {
  en: {
    title: "Attack paths",
    none: "No path found.",
    path: "Path",
    steps: "Steps",
    rank: "Rank",
    severity: "Severity",
    start: { internet: "the internet", function: "a compromised function", "third-party": "a third party", user: "a user" },
    target: { admin: "administrator", data: "sensitive data" },
    kind: {
      internet: "anyone",
      "third-party": "third party",
      user: "user",
      role: "role",
      raised: "with more rights",
      function: "function",
      compute: "compute",
      door: "front door",
      channel: "event channel",
      store: "data",
      admin: "administrator",
    },
    internet: "the internet",
    administratorOf: (account) => `administrator of account ${account}`,
    everything: (principal) => `${principal}, with everything its limits let through`,
    environmentOf: (name) => `environment of ${name}`,
    stop: ". ",
    needs: "needs",
    depends: "depends on",
    proof: "allowed by",
    from: "From",
    to: "To",
    also: (n, names) => `the same way to ${n} more: ${names}`,
    more: (shown, all) => `${shown} of ${all} paths are shown.`,
    counted: (principals, functions, stores) => `Looked at ${principals} users and roles, ${functions} functions, ${stores} stores.`,
    cuts: "What to cut first",
    cut: (breaks, of) => `breaks ${breaks} of ${of}`,
    fix: "Do",
    together: "and",
    unread: "Not read",
    unreadNote: "What these would allow or forbid is not in the answer:",
    drawing: "Drawing of the paths that rank highest",
    drawingNote: "The list below says the same in words.",
    because: "could not be read",
    thing: {
      "app-runner-service": "App Runner service",
      "code-interpreter": "Bedrock code interpreter",
      stack: "CloudFormation stack",
      "stack-set": "CloudFormation stack set",
      "build-project": "CodeBuild project",
      "data-pipeline": "Data Pipeline",
      instance: "EC2 instance",
      "launch-template": "EC2 launch template",
      task: "ECS task",
      "glue-endpoint": "Glue development endpoint",
      "glue-job": "Glue job",
      function: "Lambda function",
      notebook: "SageMaker notebook",
      "training-job": "SageMaker training job",
      "processing-job": "SageMaker processing job",
      "state-machine": "Step Functions state machine",
      "event-rule": "EventBridge rule",
      schedule: "EventBridge schedule",
      pipe: "EventBridge pipe",
    },
    relation: {
      "runs-as": "runs as the role",
      triggers: "triggers",
      door: "calls it; nobody is asked who they are",
      "function-url": "calls the function's URL; nobody is asked who they are",
      read: "reads",
      environment: "reads the credential in the environment",
      administers: "may do anything",
      channel: "puts an event into",
      federation: "signs in there and assumes the role",
      guest: "is given the role as a guest",
    },
    passRole: (thing) => `passes the role to a new ${thing}`,
    steer: (thing) => `takes over an existing ${thing}`,
    technique: {
      "iam-001": "makes a new version of a policy it carries",
      "iam-002": "makes an access key for the user",
      "iam-003": "replaces an access key of the user",
      "iam-004": "gives the user a password",
      "iam-005": "puts an inline policy on its own role",
      "iam-006": "changes the user's password",
      "iam-007": "puts an inline policy on itself",
      "iam-008": "attaches a policy to itself",
      "iam-009": "attaches a policy to its own role",
      "iam-010": "attaches a policy to its own group",
      "iam-011": "puts an inline policy on its own group",
      "iam-012": "changes the role's trust policy and assumes it",
      "iam-013": "joins another group",
      "iam-014": "attaches a policy to a role and assumes it",
      "iam-015": "attaches a policy to a user and makes an access key for it",
      "iam-016": "changes a policy of a role and assumes it",
      "iam-017": "puts an inline policy on a role and assumes it",
      "iam-018": "puts an inline policy on a user and makes an access key for it",
      "iam-019": "attaches a policy to a role and changes its trust policy",
      "iam-020": "changes a policy of a role and its trust policy",
      "iam-021": "puts an inline policy on a role and changes its trust policy",
      "sts-001": "assumes the role",
      "yagura-lambda-invoke": "calls the function with input of its own",
      "yagura-lambda-permission": "opens the function to itself and calls it",
      "yagura-lambda-url": "gives the function a public URL and calls it",
      "yagura-lambda-role": "gives a function of its own code the role",
    },
    need: {
      "api-key": "the API's key, which every client has",
      "batch-builds": "a project set up for batch builds",
      cluster: "an ECS cluster",
      "code-unsigned": "no code signing that refuses other code",
      "container-instance": "a container instance in the cluster",
      decrypt: "the permission to decrypt with the store's key",
      "event-source": "a stream or queue the role may read",
      flaw: "a flaw in the function's code",
      "free-key-slot": "fewer than two access keys on the user",
      "function-runs": "that somebody or something calls the function",
      "instance-launched": "that an instance is launched from the template",
      "instance-profile": "an instance profile with the role",
      "instance-running": "a running instance",
      "key-slots-full": "two access keys on the user",
      "layers-unsigned": "no code signing that refuses other layers",
      "login-profile": "that the user has a password",
      "machine-runs": "that somebody or something starts the state machine",
      "no-login-profile": "that the user has no password",
      "old-url":
        "a URL made before October 2025 that AWS still lets go by the old rule: lambda:InvokeFunction, which it asks for today, is not granted",
      "service-does-the-call": "that the service makes the wanted call as the role",
      "ssh-reachable": "a way to the instance's SSH port",
      "ssm-agent": "the SSM agent running on the instance",
      "task-with-exec": "a running task of the role with ECS Exec enabled",
      "thing-exists": "one that exists already",
      "thing-runs-as-role": "one that exists already and runs as the role",
    },
    fixes: {
      "runs-as": "Give the function a role of its own with no more than it needs.",
      triggers: "Check what comes through this trigger before it is used.",
      door: "Put an authorizer before it.",
      "function-url": "Set the function URL's AuthType to AWS_IAM, or remove the URL.",
      read: "Remove the permission, or narrow its resources.",
      environment: "Move the credential to Secrets Manager and take it out of the environment.",
      administers: "Replace the administrator's permissions with what the work needs.",
      channel: "Narrow who may put events in.",
      federation: "Narrow the role's trust policy to your own repositories, pools or people.",
      guest: "Switch off access for guests, or take permissions from their role.",
      permission: "Remove the permission, or narrow its resources.",
      "third-party": "Remove the account from the trust, or demand an external ID.",
      stranger: "Take `*` out of the resource's policy, or narrow it by a condition.",
      "pass-role": "Narrow iam:PassRole to the roles and services it is meant for (iam:PassedToService).",
      "wide-read": "Narrow the permission to the stores that are needed.",
    },
  },
  ja: {
    title: "攻撃パス",
    none: "パスは見つかりませんでした。",
    path: "パス",
    steps: "ステップ",
    rank: "順位値",
    severity: "重大度",
    start: { internet: "インターネット", function: "侵害された関数", "third-party": "第三者", user: "ユーザー" },
    target: { admin: "管理者", data: "機密データ" },
    kind: {
      internet: "誰でも",
      "third-party": "第三者",
      user: "ユーザー",
      role: "ロール",
      raised: "権限昇格後",
      function: "関数",
      compute: "コンピューティング",
      door: "入口",
      channel: "イベント経路",
      store: "データ",
      admin: "管理者",
    },
    internet: "インターネット",
    administratorOf: (account) => `アカウント ${account} の管理者`,
    everything: (principal) => `${principal}（制限の範囲ですべての権限を得た状態）`,
    environmentOf: (name) => `${name} の環境変数`,
    stop: "。",
    needs: "前提",
    depends: "条件",
    proof: "許可の根拠",
    from: "起点",
    to: "到達先",
    also: (n, names) => `同じ経路でほかに ${n} 件に到達: ${names}`,
    more: (shown, all) => `全 ${all} 件のうち ${shown} 件を表示しています。`,
    counted: (principals, functions, stores) =>
      `調査対象: ユーザーとロール ${principals} 件、関数 ${functions} 件、データストア ${stores} 件`,
    cuts: "最初に断つべき箇所",
    cut: (breaks, of) => `${of} 件中 ${breaks} 件を遮断`,
    fix: "対処",
    together: "あわせて",
    unread: "読み取れなかったもの",
    unreadNote: "次のポリシーが許可・拒否する内容は、結果に含まれていません。",
    drawing: "上位パスの図",
    drawingNote: "下の一覧に同じ内容を文章で示しています。",
    because: "読み取れませんでした",
    thing: {
      "app-runner-service": "App Runner サービス",
      "code-interpreter": "Bedrock コードインタープリター",
      stack: "CloudFormation スタック",
      "stack-set": "CloudFormation スタックセット",
      "build-project": "CodeBuild プロジェクト",
      "data-pipeline": "Data Pipeline",
      instance: "EC2 インスタンス",
      "launch-template": "EC2 起動テンプレート",
      task: "ECS タスク",
      "glue-endpoint": "Glue 開発エンドポイント",
      "glue-job": "Glue ジョブ",
      function: "Lambda 関数",
      notebook: "SageMaker ノートブック",
      "training-job": "SageMaker トレーニングジョブ",
      "processing-job": "SageMaker 処理ジョブ",
      "state-machine": "Step Functions ステートマシン",
      "event-rule": "EventBridge ルール",
      schedule: "EventBridge スケジュール",
      pipe: "EventBridge Pipes",
    },
    relation: {
      "runs-as": "ロールとして実行される",
      triggers: "起動する",
      door: "認可なしで呼び出す",
      "function-url": "認証なしの関数 URL を呼び出す",
      read: "読み取る",
      environment: "環境変数にある認証情報を読み取る",
      administers: "すべての操作が許可されている",
      channel: "イベントを送り込む",
      federation: "サインインしてロールを引き受ける",
      guest: "ゲストとしてロールを得る",
    },
    passRole: (thing) => `新しい${/^[A-Za-z]/.test(thing) ? " " : ""}${thing} にロールを渡す`,
    steer: (thing) => `既存の${/^[A-Za-z]/.test(thing) ? " " : ""}${thing} を乗っ取る`,
    technique: {
      "iam-001": "自身に付いているポリシーの新しいバージョンを作成する",
      "iam-002": "ユーザーのアクセスキーを作成する",
      "iam-003": "ユーザーのアクセスキーを差し替える",
      "iam-004": "ユーザーにパスワードを設定する",
      "iam-005": "自身のロールにインラインポリシーを追加する",
      "iam-006": "ユーザーのパスワードを変更する",
      "iam-007": "自身にインラインポリシーを追加する",
      "iam-008": "自身にポリシーをアタッチする",
      "iam-009": "自身のロールにポリシーをアタッチする",
      "iam-010": "自身のグループにポリシーをアタッチする",
      "iam-011": "自身のグループにインラインポリシーを追加する",
      "iam-012": "ロールの信頼ポリシーを変更して引き受ける",
      "iam-013": "別のグループに参加する",
      "iam-014": "ロールにポリシーをアタッチして引き受ける",
      "iam-015": "ユーザーにポリシーをアタッチし、アクセスキーを作成する",
      "iam-016": "ロールのポリシーを変更して引き受ける",
      "iam-017": "ロールにインラインポリシーを追加して引き受ける",
      "iam-018": "ユーザーにインラインポリシーを追加し、アクセスキーを作成する",
      "iam-019": "ロールにポリシーをアタッチし、信頼ポリシーを変更する",
      "iam-020": "ロールのポリシーと信頼ポリシーを変更する",
      "iam-021": "ロールにインラインポリシーを追加し、信頼ポリシーを変更する",
      "sts-001": "ロールを引き受ける",
      "yagura-lambda-invoke": "任意の入力で関数を呼び出す",
      "yagura-lambda-permission": "関数の呼び出しを自身に許可して呼び出す",
      "yagura-lambda-url": "関数に公開 URL を付けて呼び出す",
      "yagura-lambda-role": "自身のコードを入れた関数にロールを割り当てる",
    },
    need: {
      "api-key": "API キー（すべてのクライアントが持つもの）",
      "batch-builds": "バッチビルドが有効なプロジェクト",
      cluster: "ECS クラスター",
      "code-unsigned": "未署名コードを拒否する設定がないこと",
      "container-instance": "クラスター内のコンテナインスタンス",
      decrypt: "データストアのキーで復号する権限",
      "event-source": "ロールが読み取れるストリームまたはキュー",
      flaw: "関数コードの脆弱性",
      "free-key-slot": "ユーザーのアクセスキーが 2 個未満であること",
      "function-runs": "関数が何かから呼び出されること",
      "instance-launched": "テンプレートからインスタンスが起動されること",
      "instance-profile": "ロールを持つインスタンスプロファイル",
      "instance-running": "実行中のインスタンス",
      "key-slots-full": "ユーザーのアクセスキーが 2 個あること",
      "layers-unsigned": "未署名レイヤーを拒否する設定がないこと",
      "login-profile": "ユーザーにパスワードがあること",
      "machine-runs": "ステートマシンが何かから開始されること",
      "no-login-profile": "ユーザーにパスワードがないこと",
      "old-url":
        "2025 年 10 月より前に作成され、旧ルールの適用が続いている URL であること（現在必要な lambda:InvokeFunction は許可されていない）",
      "service-does-the-call": "目的の操作をサービスがロールとして行えること",
      "ssh-reachable": "インスタンスの SSH ポートへの到達経路",
      "ssm-agent": "インスタンスで動作中の SSM エージェント",
      "task-with-exec": "ECS Exec が有効な、ロールを持つ実行中のタスク",
      "thing-exists": "既存の対象",
      "thing-runs-as-role": "ロールとして動作する既存の対象",
    },
    fixes: {
      "runs-as": "必要最小限の権限を持つ専用ロールを関数に割り当ててください。",
      triggers: "このトリガーから届く入力を、使う前に検証してください。",
      door: "オーソライザーを設定してください。",
      "function-url": "関数 URL の AuthType を AWS_IAM にするか、URL を削除してください。",
      read: "権限を削除するか、対象リソースを絞ってください。",
      environment: "認証情報を Secrets Manager に移し、環境変数から取り除いてください。",
      administers: "管理者権限を、業務に必要な権限に置き換えてください。",
      channel: "イベントを送信できる相手を絞ってください。",
      federation: "ロールの信頼ポリシーを、自社のリポジトリ・プール・利用者に絞ってください。",
      guest: "ゲストのアクセスを無効にするか、ゲスト用ロールの権限を減らしてください。",
      permission: "権限を削除するか、対象リソースを絞ってください。",
      "third-party": "信頼ポリシーから該当アカウントを外すか、外部 ID を必須にしてください。",
      stranger: "リソースポリシーの `*` を外すか、条件で絞ってください。",
      "pass-role": "iam:PassRole を、渡してよいロールとサービス（iam:PassedToService）に絞ってください。",
      "wide-read": "必要なデータストアだけに権限を絞ってください。",
    },
  },
};

/** What a step is, in a short phrase. */
export function stepText(edge: PathEdge, lang: Lang): string {
  const w = pathWords[lang];
  const known = w.technique[edge.technique] ?? w.relation[edge.technique as PathRelation];
  if (known !== undefined) return known;
  const thing = edge.thing === undefined ? edge.technique : w.thing[edge.thing];
  return edge.shape === "pass-role" ? w.passRole(thing) : w.steer(thing);
}

/** How to take a step away. */
export function fixText(edge: PathEdge, lang: Lang): string {
  const { fixes } = pathWords[lang];
  if (edge.from.kind === "internet" && (edge.technique === "read" || edge.technique === "channel" || edge.technique === "sts-001"))
    return fixes.stranger;
  if (edge.from.kind === "internet" && edge.technique === "yagura-lambda-invoke") return fixes.stranger;
  if (edge.from.kind === "third-party" && edge.technique !== "federation") return fixes["third-party"];
  if (edge.technique === "read") return fixes["wide-read"];
  if (edge.shape === "pass-role") return fixes["pass-role"];
  return fixes[edge.technique as PathRelation] ?? fixes.permission;
}
