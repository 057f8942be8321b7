import type { Lang } from "../model/index.ts";

/** Words of the command line itself: help texts and progress. */
export interface CliWords {
  readonly description: string;
  readonly commands: Readonly<
    Record<
      | "scan"
      | "check"
      | "snapshot"
      | "explain"
      | "inventory"
      | "responsibility"
      | "lens"
      | "frameworks"
      | "can"
      | "who-can"
      | "paths"
      | "least-privilege"
      | "sprawl"
      | "detect"
      | "investigate"
      | "lake"
      | "rules"
      | "drill"
      | "watch"
      | "doctor"
      | "demo",
      string
    >
  >;
  readonly options: Readonly<
    Record<
      | "paths"
      | "lang"
      | "format"
      | "viewFormat"
      | "plainFormat"
      | "timeout"
      | "version"
      | "help"
      | "output"
      | "failOn"
      | "failOnUnknown"
      | "since"
      | "quiet"
      | "noProgress"
      | "noColor"
      | "debug"
      | "config"
      | "profile"
      | "region"
      | "account"
      | "role"
      | "organization"
      | "services"
      | "endpoint"
      | "live"
      | "parameter"
      | "parameterFile"
      | "stackAccount"
      | "allFindings"
      | "concurrency"
      | "trust"
      | "checks"
      | "from"
      | "to"
      | "pathFormat"
      | "unusedDays"
      | "rules"
      | "estate"
      | "verifyDigests"
      | "publicKeys"
      | "watchState"
      | "watchConsumer"
      | "watchPartitions"
      | "watchFormat"
      | "min"
      | "write"
      | "quarantine"
      | "detectWorkers"
      | "at"
      | "hours"
      | "limit"
      | "geo"
      | "flagged"
      | "bundle"
      | "investigateFormat"
      | "days"
      | "detectFormat"
      | "creators"
      | "context"
      | "answerFormat"
      | "leastFormat"
      | "allFunctions"
      | "code"
      | "cloudtrail",
      string
    >
  >;
  /** Headings of the help texts, by what commander calls them. */
  readonly headings: Readonly<Record<"Usage:" | "Arguments:" | "Options:" | "Commands:", string>>;
  /** What stands for options and commands in a usage line. */
  readonly optionsHere: string;
  readonly commandHere: string;
  readonly helpCommand: string;
  choices(list: string): string;
  byDefault(value: string): string;
  readonly arguments: Readonly<
    Record<
      | "paths"
      | "file"
      | "id"
      | "name"
      | "command"
      | "principal"
      | "target"
      | "action"
      | "resource"
      | "verb"
      | "logs"
      | "entity"
      | "task"
      | "lake"
      | "source",
      string
    >
  >;
  readonly exitCodes: string;
  stageStart(stage: string): string;
  stageEnd(stage: string, seconds: string, detail: string): string;
  waiting(service: string, region: string): string;
  calls(calls: number, resources: number): string;
  resources(n: number): string;
  results(n: number): string;
  readonly stopping: string;
  readonly oldNode: string;
  readonly meets: string;
  readonly how: string;
  readonly layer: string;
  readonly cases: string;
  doctorOk(n: number): string;
  doctorLacks(n: number): string;
  doctorUnsure(n: number): string;
  readonly doctorPolicy: string;
  demo(file: string): string;
  snapshotWritten(file: string, resources: number): string;
}

export const cliWords: Readonly<Record<Lang, CliWords>> = {
  en: {
    description: "Secures serverless applications on AWS: what exists, what is weak, and what to do",
    commands: {
      scan: "Scan a live account, templates, plans and snapshots, or all of them together",
      check: "Check templates before deployment",
      snapshot: "Write what exists to a file, with secrets masked, to scan later without credentials",
      explain: "Explain a check or an error code",
      inventory: "List what exists",
      responsibility: "Who is responsible for what: service model and layers of every workload",
      lens: "The Serverless Lens: five security topics by eight layers",
      frameworks: "The matrix of a framework; without a name, the frameworks that are known",
      can: "Whether a principal may do something to a resource, and by which statements",
      "who-can": "Everybody who may do something to a resource",
      paths: "Attack paths to administrators and sensitive data, each step with its proof, and what to cut first",
      "least-privilege": "The policy a function or role needs, from its code, CloudTrail and last access, as a diff, policy or patch",
      sprawl: "What nobody uses or owns: last use, owner, risk, cost, and the safe order to retire it",
      detect: "Read logs and tell what happened: signals of one incident as one story",
      investigate: "Everything logs or a lake say about one entity: profile, timeline, relations, indicators, case bundle",
      lake: "Keep events as OCSF in Parquet files: write, compact, retain, status",
      rules: "Test detection rules with their own cases, look for faults, or show what they cover",
      drill: "Hide shipped attacks in your own logs and see what is noticed, when, and what is not",
      watch: "Read logs as they arrive and tell what happens within seconds",
      doctor: "Print the least-privilege policy of the scanner and what the current credentials lack",
      demo: "Run the main job on a weak example application",
    },
    options: {
      paths: "templates, folders, Terraform plans (JSON), snapshots",
      lang: "language of everything that is printed (default: configuration, then LC_ALL, LC_MESSAGES or LANG)",
      format: "table, json, ndjson, sarif, ocsf, asff, junit, markdown, html",
      viewFormat: "table, markdown, csv, json",
      plainFormat: "table, json",
      answerFormat: "table, markdown, json",
      leastFormat: "diff, policy, sam, cdk, terraform, json, markdown",
      allFunctions: "every function",
      code: "folder with the code of the functions, or of one: NAME=DIR; can be repeated",
      cloudtrail: "CloudTrail records: a file, a folder, or s3://bucket/prefix; can be repeated",
      context: "a condition key of the request; several values with commas, none for a request without the key; may be repeated",
      timeout: "seconds until an AWS call counts as not answered",
      version: "show the version",
      help: "show help",
      output: "write to a file instead of standard output",
      failOn: "exit with 1 when something of this severity or worse fails",
      failOnUnknown: "exit with 3 when something could not be decided",
      since: "an earlier JSON report: show only what is new",
      quiet: "print nothing but the report",
      noProgress: "do not show progress",
      noColor: "do not use colours",
      debug: "show stack traces",
      config: "configuration file with settings and exceptions (default: .yagura.yaml, found by walking up)",
      profile: "AWS profile",
      region: "AWS regions, separated by commas, or all",
      account: "account ids or role ARNs to assume, separated by commas",
      role: "name of the role to assume in each account",
      organization: "scan every account of the organisation",
      services: "only these services, separated by commas",
      endpoint: "send every AWS call to this endpoint",
      live: "scan the live account too, when files are given",
      parameter: "a template parameter, KEY=VALUE; can be repeated",
      parameterFile: "a CloudFormation parameter file; can be repeated",
      stackAccount: "account id that templates are meant for",
      allFindings: "show every finding, not only the first of each check",
      concurrency: "AWS calls in flight for each service and region",
      trust: "account ids that are trusted, separated by commas",
      rules: "more rules: a Sigma file or folder; may be repeated",
      estate: "templates or a snapshot: what exists, to say what could be reached; may be repeated",
      verifyDigests: "verify the log files of CloudTrail against its signed digests",
      publicKeys: "answer of `aws cloudtrail list-public-keys`, to verify signatures without asking AWS",
      watchState: "folder to keep what was learnt; workers of one source share it (default: kept until the end only)",
      watchConsumer: "name of the durable consumer of the NATS stream",
      watchPartitions: "parts that accounts are dealt to, for a new state folder",
      watchFormat: "text, ndjson",
      write: "write the synthetic month with its attacks to this folder, and stop",
      min: "show stories of this severity or worse",
      at: "middle of the scope time, such as 2026-11-01T00:00:00Z (default: the end of the last activity)",
      hours: "length of the scope time (default: 24)",
      limit: "calls of the timeline (default: 200)",
      geo: "an MMDB file of countries, cities or networks; may be repeated",
      flagged: "a list of addresses known for attacks, one a line; may be repeated",
      bundle: "write a case bundle with SHA-256 hashes to this folder",
      investigateFormat: "table, json, html",
      days: "days to keep",
      quarantine: "write records that cannot be read to this file, with their places",
      detectWorkers: "threads that read logs and match rules; 1 reads in the main thread (default: one for each core but one, 2 to 4)",
      detectFormat: "table, markdown, json, ndjson",
      from: "only paths that begin there",
      to: "only paths that end there",
      pathFormat: "text, table, markdown, mermaid, json",
      unusedDays: "days without use after which something counts as unused (default: settings.unusedDays, 90)",
      creators: "also ask CloudTrail who created functions and roles in the last 90 days (slow)",
      checks: "only checks whose id starts with one of these, separated by commas",
    },
    headings: { "Usage:": "Usage:", "Arguments:": "Arguments:", "Options:": "Options:", "Commands:": "Commands:" },
    optionsHere: "[options]",
    commandHere: "<command>",
    helpCommand: "show help for a command",
    choices: (list) => `one of ${list}`,
    byDefault: (value) => `default: ${value}`,
    arguments: {
      paths: "templates, folders, Terraform plans (JSON), snapshots",
      file: "the snapshot to write; .gz compresses it",
      id: "a check, or an error code",
      name: "a framework",
      command: "a command",
      target: "a function or role, by name or ARN",
      principal: "a function, role, user, ARN, account, service (s3.amazonaws.com), or `anonymous`",
      action: "an IAM action, such as s3:GetObject",
      resource: "an ARN, a name, `bucket/key`, or `*`",
      verb: "test, lint or coverage",
      source: "a folder, sqs:<queue URL>, nats://<host>/<stream>, or - for standard input",
      logs: "log files and folders; - for standard input",
      entity:
        "a finding or signal id, account, instance, address, role, user, user agent, function, access key, session or bucket; kind:value says which",
      task: "write, compact, retain or status",
      lake: "folder of the event lake",
    },
    exitCodes:
      "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, 3 incomplete (with --fail-on-unknown), 4 could not run, 130 interrupted",
    stageStart: (stage) => `${stage} …`,
    stageEnd: (stage, seconds, detail) => [stage, detail, `${seconds} s`].filter(Boolean).join("  "),
    waiting: (service, region) => `${service} ${region}: waiting, throttled by AWS`,
    calls: (calls, resources) => `${calls} calls, ${resources} resources`,
    resources: (n) => `${n} resources`,
    results: (n) => `${n} results`,
    stopping: "Stopping: writing what is known. Press Ctrl-C again to quit at once.",
    oldNode: "This Node.js no longer gets security fixes; Node.js 24 is recommended.",
    meets: "Meets",
    how: "How to fix",
    layer: "Layer",
    cases: "Cases",
    doctorOk: (n) => `${n} actions are allowed`,
    doctorLacks: (n) => `${n} actions are missing`,
    doctorUnsure: (n) => `${n} actions could not be tested`,
    doctorPolicy: "The scanner needs exactly this policy:",
    demo: (file) => `Report: ${file}`,
    snapshotWritten: (file, resources) => `${resources} resources written to ${file}`,
  },
  ja: {
    description: "AWS 上のサーバーレスアプリケーションを守ります。何があり、何が弱く、何をすべきかを示します",
    commands: {
      scan: "稼働中のアカウント、テンプレート、プラン、スナップショットをスキャンします(同時に指定可)",
      check: "デプロイ前のテンプレートを検査します",
      snapshot: "存在するリソースをファイルに書き出します(秘密の値は伏せます)。認証情報なしで後から調べられます",
      explain: "チェックまたはエラーコードを説明します",
      inventory: "存在するリソースを一覧表示します",
      responsibility: "責任分担を表示します(ワークロードごとのサービスモデルと各層の担当)",
      lens: "Serverless Lens を表示します(5 つのセキュリティトピック × 8 つの層)",
      frameworks: "フレームワークの対応表を表示します。名前を省略すると利用可能なフレームワークを一覧表示します",
      can: "プリンシパルがリソースに対してアクションを実行できるかを、根拠のステートメントとともに表示します",
      "who-can": "リソースに対してアクションを実行できる主体をすべて表示します",
      paths: "管理者権限や機密データに至る攻撃パスを、各ステップの根拠と最初に断つべき箇所とともに示します",
      "least-privilege":
        "関数やロールに必要な最小権限を、コード・CloudTrail・最終アクセス情報から求め、差分・ポリシー・パッチとして示します",
      sprawl: "使われていない、または所有者のいないリソースを、最終使用日・リスク・コスト・安全な廃止手順とともに示します",
      detect: "ログを読み、何が起きたかを説明。同じ事案のシグナルは 1 つのストーリーに集約",
      investigate: "ログまたはデータレイクから、1 つの対象のプロファイル・タイムライン・関係・インジケーターを表示し、ケースバンドルを出力",
      lake: "イベントを OCSF 形式の Parquet で保存（write、compact、retain、status）",
      rules: "検出ルールのテスト(付属ケースの実行)、誤りの確認、カバレッジの表示",
      drill: "同梱の攻撃を自分のログに混ぜ、何がいつ検出され、何が検出されないかを確認",
      watch: "届いたログを順に読み、起きたことを数秒以内に通知",
      doctor: "スキャンに必要な最小権限ポリシーと、現在の認証情報に不足している権限を表示します",
      demo: "弱点のあるサンプルアプリケーションで主な処理を実行します",
    },
    options: {
      paths: "テンプレート、フォルダー、Terraform プラン(JSON)、スナップショット",
      lang: "表示に使う言語(既定: 設定ファイル、LC_ALL・LC_MESSAGES・LANG の順)",
      format: "table、json、ndjson、sarif、ocsf、asff、junit、markdown、html",
      viewFormat: "table、markdown、csv、json",
      plainFormat: "table、json",
      answerFormat: "table、markdown、json",
      leastFormat: "diff、policy、sam、cdk、terraform、json、markdown",
      allFunctions: "すべての関数を対象にする",
      code: "関数のコードがあるフォルダー。関数ごとに指定する場合は NAME=DIR(複数指定可)",
      cloudtrail: "CloudTrail の記録。ファイル、フォルダー、または s3://bucket/prefix(複数指定可)",
      context: "リクエストの条件キー。複数の値はコンマで区切り、キーがない場合は値を省略します(繰り返し指定可)",
      timeout: "AWS の応答を待つ秒数",
      version: "バージョンを表示します",
      help: "ヘルプを表示します",
      output: "標準出力ではなくファイルに出力します",
      failOn: "この重大度以上の不合格があれば終了コード 1 を返します",
      failOnUnknown: "判定できないものがあれば終了コード 3 を返します",
      since: "以前の JSON レポート。新しい検出事項だけを表示します",
      quiet: "レポート以外は何も表示しません",
      noProgress: "進行状況を表示しません",
      noColor: "色を使いません",
      debug: "スタックトレースを表示します",
      config: "設定と例外のファイル(既定: 上位フォルダーへたどって見つかる .yagura.yaml)",
      profile: "AWS プロファイル",
      region: "AWS リージョン(カンマ区切り)、または all",
      account: "対象のアカウント ID または引き受けるロールの ARN(カンマ区切り)",
      role: "各アカウントで引き受けるロールの名前",
      organization: "組織のすべてのアカウントをスキャンします",
      services: "対象サービス(カンマ区切り)",
      endpoint: "すべての AWS 呼び出しをこのエンドポイントに送ります",
      live: "ファイルを指定したときも、稼働中のアカウントをスキャンします",
      parameter: "テンプレートのパラメーター KEY=VALUE(複数指定可)",
      parameterFile: "CloudFormation のパラメーターファイル(複数指定可)",
      stackAccount: "テンプレートのデプロイ先アカウント ID",
      allFindings: "各チェックの先頭だけでなく、すべての検出事項を表示します",
      concurrency: "サービスとリージョンごとに同時に行う AWS 呼び出しの数",
      trust: "信頼するアカウント ID(カンマ区切り)",
      rules: "追加のルール(Sigma のファイルまたはフォルダー)。繰り返し指定可",
      estate: "構成(テンプレートまたはスナップショット)。到達できる範囲の表示に使用。繰り返し指定可",
      verifyDigests: "CloudTrail のログファイルを署名付きダイジェストで検証",
      publicKeys: "`aws cloudtrail list-public-keys` の出力ファイル。AWS に問い合わせずに署名を検証",
      watchState: "学習内容などを保存するフォルダー。同じ入力を読むワーカーで共有(省略時は終了までのみ保持)",
      watchConsumer: "NATS ストリームの durable consumer の名前",
      watchPartitions: "アカウントを割り振る分割数(フォルダーの新規作成時のみ有効)",
      watchFormat: "text、ndjson",
      write: "攻撃を含む 1 か月分の合成ログをこのフォルダーに書き出して終了",
      min: "この重大度以上のストーリーを表示",
      at: "調査期間の中心（例: 2026-11-01T00:00:00Z。既定: 最後の活動まで）",
      hours: "調査期間の長さ（時間、既定: 24）",
      limit: "タイムラインに表示する呼び出しの数（既定: 200）",
      geo: "国・都市・ネットワークの MMDB ファイル。繰り返し指定可",
      flagged: "攻撃で知られるアドレスのリスト（1 行に 1 件）。繰り返し指定可",
      bundle: "SHA-256 ハッシュ付きのケースバンドルを書き出すフォルダー",
      investigateFormat: "table、json、html",
      days: "保存する日数",
      quarantine: "読み取れないレコードを位置とともに書き出すファイル",
      detectWorkers: "ログの読み取りとルールの照合を行うスレッド数。1 はメインスレッドのみ（既定: コア数 − 1、2〜4）",
      detectFormat: "table、markdown、json、ndjson",
      from: "この起点から始まるパスのみ",
      to: "この到達先で終わるパスのみ",
      pathFormat: "text、table、markdown、mermaid、json",
      unusedDays: "未使用とみなすまでの日数(既定: settings.unusedDays、90)",
      creators: "過去 90 日間に関数とロールを作成した人も CloudTrail で調べます(時間がかかります)",
      checks: "ID がこの文字列で始まるチェックだけを実行します(カンマ区切り)",
    },
    headings: { "Usage:": "使い方:", "Arguments:": "引数:", "Options:": "オプション:", "Commands:": "コマンド:" },
    optionsHere: "[オプション]",
    commandHere: "<コマンド>",
    helpCommand: "コマンドのヘルプを表示します",
    choices: (list) => `選択肢: ${list}`,
    byDefault: (value) => `既定: ${value}`,
    arguments: {
      paths: "テンプレート、フォルダー、Terraform プラン(JSON)、スナップショット",
      file: "書き出すスナップショット(.gz で圧縮)",
      id: "チェックの ID またはエラーコード",
      name: "フレームワークの名前",
      command: "コマンド名",
      target: "関数またはロール(名前または ARN)",
      principal: "関数、ロール、ユーザー、ARN、アカウント、サービス(s3.amazonaws.com)、または `anonymous`",
      action: "IAM アクション(例: s3:GetObject)",
      resource: "ARN、名前、`バケット/キー`、または `*`",
      verb: "test、lint、coverage のいずれか",
      source: "フォルダー、sqs:<キューの URL>、nats://<ホスト>/<ストリーム>、または -(標準入力)",
      logs: "ログのファイルとフォルダー。- は標準入力",
      entity:
        "検出またはシグナルの ID、アカウント、インスタンス、アドレス、ロール、ユーザー、ユーザーエージェント、関数、アクセスキー、セッション、バケット。種類:値 でも指定可",
      task: "write、compact、retain、status のいずれか",
      lake: "データレイクのフォルダー",
    },
    exitCodes:
      "終了コード: 0 問題なし、1 --fail-on 以上の検出事項あり、2 使い方または設定の誤り、3 判定できないものあり(--fail-on-unknown 指定時)、4 実行不能、130 中断",
    stageStart: (stage) => `${stage} …`,
    stageEnd: (stage, seconds, detail) => [stage, detail, `${seconds} 秒`].filter(Boolean).join("  "),
    waiting: (service, region) => `${service} ${region}: AWS のスロットリングにより待機中`,
    calls: (calls, resources) => `呼び出し ${calls} 回、リソース ${resources} 件`,
    resources: (n) => `リソース ${n} 件`,
    results: (n) => `結果 ${n} 件`,
    stopping: "中断します。ここまでの結果を書き出しています。すぐに終了するには、もう一度 Ctrl-C を押してください。",
    oldNode: "この Node.js はセキュリティ修正の提供が終了しています。Node.js 24 を推奨します。",
    meets: "対応する要件",
    how: "対処方法",
    layer: "層",
    cases: "判定例",
    doctorOk: (n) => `許可されているアクション: ${n} 件`,
    doctorLacks: (n) => `不足しているアクション: ${n} 件`,
    doctorUnsure: (n) => `確認できなかったアクション: ${n} 件`,
    doctorPolicy: "スキャンに必要なポリシーは次のとおりです:",
    demo: (file) => `レポート: ${file}`,
    snapshotWritten: (file, resources) => `リソース ${resources} 件を ${file} に書き出しました`,
  },
};
