import { absent, guardDutyTypes } from "../../platform/src/detect/guardduty-types.ts";
import { ownRulesFolder, readRules } from "../../platform/src/detect/own-rules.ts";
import { wordsOf } from "../../platform/src/detect/rule-words.ts";
import type { Rule } from "../../platform/src/detect/sigma/rule.ts";
import { type Lang, languages } from "../../platform/src/model/index.ts";
import { behaviourWords } from "../../platform/src/words/behaviours.ts";
import { detectWords } from "../../platform/src/words/detect.ts";
import { words } from "../../platform/src/words/index.ts";

/** What detection is, what it looks for, and what it covers: one page for each language. */
export function detectionPages(): ReadonlyMap<string, string> {
  const { rules } = readRules(ownRulesFolder());
  return new Map(languages.map((lang) => [`docs/${lang}/detection.md`, page(rules, lang)]));
}

interface Row {
  readonly title: string;
  readonly level: string;
  readonly techniques: readonly string[];
  readonly tactics: readonly string[];
  readonly covers: readonly string[];
  readonly place: string;
}

function rowsOf(rules: readonly Rule[], lang: Lang): readonly Row[] {
  const inner = new Set(rules.flatMap((rule) => (rule.kind === "correlation" ? rule.rules : [])));
  const own = rules
    // What only feeds a correlation says nothing by itself.
    .filter((rule) => !inner.has(rule.id) && !inner.has(rule.name ?? ""))
    .map((rule): Row => {
      const w = wordsOf(rule, true);
      const covers = Array.isArray(rule.custom["covers"]) ? (rule.custom["covers"] as readonly string[]) : [];
      const place = rule.place.file
        .split("/")
        .slice(-2)
        .join("/")
        .replace(/\.yml$/, "");
      return { title: w.title[lang], level: words[lang].severity[w.severity], techniques: w.techniques, tactics: w.tactics, covers, place };
    });
  const learned = Object.entries(behaviourWords).map(
    ([id, w]): Row => ({
      title: w.title[lang],
      level: words[lang].severity[w.severity],
      techniques: w.techniques,
      tactics: w.tactics,
      covers: w.covers,
      place: id,
    }),
  );
  return [...own, ...learned];
}

const text = {
  en: {
    title: "Detection",
    intro: `\`yagura detect <logs>\` reads log files and folders, told by their content: CloudTrail, VPC flow logs, Route 53 resolver queries, S3, API
Gateway, load balancer, CloudFront and WAF logs, Lambda logs, findings of other services, OCSF and Parquet. Rules and learned habits make
signals of them; signals of one incident are one story, in plain words: what happened, why it is unusual, what could be reached, what to do
first. Try it: \`npx yagura detect examples/month\`.

- \`--rules <path>\` adds Sigma files of others; their author and licence are shown with each signal.
- \`--estate <path>\` (templates, a snapshot) or \`--live\` says what could be reached.
- \`--workers <n>\`: threads that unpack, parse and match rules while the main thread remembers (habits, correlations, stories); one for each
  core but one, 2 to 4, unless given. What is found, its order and its ids do not depend on it. \`1\` does all in the main thread; little is
  read there anyway. A thread that ends (out of memory) is told, and its objects are read again in the main thread.
- \`.yagura.yaml\` switches rules off or puts them on trial, for all accounts or some, and accepts exceptions with an end:

\`\`\`yaml
detection:
  rules:
    - { rule: <id>, mode: dry-run, accounts: ["111122223333"] }
  exceptions:
    - { rule: <id>, principal: "arn:aws:iam::*:role/scanner", reason: inventory, owner: security@example.com, until: 2027-03-31 }
  geo: [country.mmdb, asn.mmdb]         # your own MaxMind DB files; without them networks are compared by their first half
  gateways: [192.0.2.10, AS64500]       # addresses many people share
  threats: [tor.txt, feodo.csv]         # your lists of addresses and names: one a line, CSV, hosts file, STIX 2
  trusted: [office.txt]                 # never a threat, whatever a list says
\`\`\`

What a principal does again and again with the same program (a nightly job that reads a table, a pipeline that replaces code) is told as low by
the rules that name a \`habit\`: on at least four earlier days, for a week or more, from the same network, to the same things and not far more
than ever. Old logs given first teach it. Recorded attacks and whole months of ordinary work are in the tests: 32 of 33 recorded techniques
(\`test/real-logs\`) raise an alert of medium or worse without the tool's own name. In the months fewer than 3 in 100 windows of ten minutes do in
the first two weeks, and fewer than 1 later. [How often detection speaks](noise.md) has the figures, and what is told lower and why.

\`yagura rules test|lint|coverage [paths]\` runs the cases that stand in the rules. \`yagura drill [logs]\` hides three attacks in your own logs and
says what was seen. This page is generated.`,
    techniques: "By ATT&CK technique",
    types: "By GuardDuty finding type",
    all: "Everything that is looked for",
    head: ["technique", "tactics", "looked for by"],
    typeHead: ["finding type", "covered by"],
    allHead: ["what", "severity", "technique", "id"],
    not: "not covered: ",
    summary: (covered: number, all: number) => `${covered} of ${all} types have something of ours in their place; the others say why not.`,
  },
  ja: {
    title: "検知",
    intro: `\`yagura detect <ログ>\` は、ログのファイルとフォルダーを読み、種類を内容から判別します。対象は CloudTrail、VPC フローログ、Route 53 リゾルバーのクエリログ、
S3・API Gateway・ロードバランサー・CloudFront・WAF のログ、Lambda のログ、他サービスの検出結果、OCSF、Parquet です。ルールと、学習したふだんの傾向からシグナルを作り、
同じ事案のシグナルを 1 つのストーリーにまとめて、何が起きたか、なぜ通常と異なるのか、どこまで到達できるか、最初に何をすべきかを説明します。
\`npx yagura detect examples/month\` で試せます。

- \`--rules <パス>\`: 第三者の Sigma ルールを追加します。作成者とライセンスは各シグナルに表示されます。
- \`--estate <パス>\`（テンプレート、スナップショット）または \`--live\`: 到達できる範囲を示します。
- \`--workers <数>\`: ログの展開・解析とルールの照合を行うスレッド数です。傾向の学習、相関、ストーリーの作成はメインスレッドが担います。既定はコア数 − 1（2〜4）です。
  検出内容、順序、ID はスレッド数によって変わりません。\`1\` ではすべてをメインスレッドで処理します。ログが少ない場合も同様です。
  スレッドがメモリ不足などで終了した場合は、その旨を表示し、担当分をメインスレッドで読み直します。
- \`.yagura.yaml\`: ルールの無効化や試行（dry-run）をアカウントごとに設定し、期限付きの例外を登録できます。

\`\`\`yaml
detection:
  rules:
    - { rule: <id>, mode: dry-run, accounts: ["111122223333"] }
  exceptions:
    - { rule: <id>, principal: "arn:aws:iam::*:role/scanner", reason: 棚卸し, owner: security@example.com, until: 2027-03-31 }
  geo: [country.mmdb, asn.mmdb]         # 手元の MaxMind DB。ない場合はネットワークを前半分で比較
  gateways: [192.0.2.10, AS64500]       # 多数の人が共有するアドレス
  threats: [tor.txt, feodo.csv]         # 脅威とみなすアドレスやドメイン名（1 行 1 件、CSV、hosts、STIX 2）
  trusted: [office.txt]                 # リストにあっても脅威とみなさないアドレス
\`\`\`

同じ主体が同じプログラムで繰り返し行う操作（テーブルを読む夜間ジョブ、コードを更新するパイプラインなど）は、\`habit\` を指定したルールでは重大度を低とします。
条件は、1 週間以上前から 4 日以上の実績があり、ネットワークと対象が同じで、量が過去を大きく上回らないことです。過去のログを先に読み込めば、すぐに学習します。
実際に記録された攻撃と、通常業務の 1 か月分のログをテストに使用しています（\`test/real-logs\`）。攻撃ツール名を伏せた状態で、33 件中 32 件の手法が中以上のアラートになります。
通常業務で中以上のアラートが出る 10 分間は、最初の 2 週間は 100 回に 3 回未満、その後は 1 回未満です。測定結果と、重大度を下げる条件は[検知のノイズ](noise.md)を参照してください。

\`yagura rules test|lint|coverage [パス]\` は、ルールに書かれたケースを実行します。\`yagura drill [ログ]\` は、3 つの攻撃を自分のログに混ぜ、何が検出されるかを示します。
このページは自動生成です。`,
    techniques: "ATT&CK テクニック別",
    types: "GuardDuty の検出タイプ別",
    all: "検出対象の一覧",
    head: ["テクニック", "戦術", "検出"],
    typeHead: ["検出タイプ", "対応する検出"],
    allHead: ["検出内容", "重大度", "テクニック", "ID"],
    not: "対象外: ",
    summary: (covered: number, all: number) => `${all} タイプのうち ${covered} タイプに対応する検出があります。残りは理由を示します。`,
  },
} as const;

function page(rules: readonly Rule[], lang: Lang): string {
  const t = text[lang];
  const rows = rowsOf(rules, lang);
  const join = lang === "ja" ? "、" : ", ";
  const techniques = [...new Set(rows.flatMap((row) => row.techniques))].toSorted((a, b) => (a < b ? -1 : 1));
  const covering = (type: string) => rows.filter((row) => row.covers.includes(type)).map((row) => row.title);
  const covered = guardDutyTypes.filter(([type]) => covering(type).length > 0).length;
  return `${[
    `# ${t.title}`,
    t.intro,
    `## ${t.techniques}`,
    table(
      t.head,
      techniques.map((technique) => {
        const about = rows.filter((row) => row.techniques.includes(technique));
        const tactics = [...new Set(about.flatMap((row) => row.tactics))].map((tactic) => detectWords[lang].tactic[tactic] ?? tactic);
        return [technique, tactics.join(join), about.map((row) => row.title).join(lang === "ja" ? "。" : "; ")];
      }),
    ),
    `## ${t.types}`,
    t.summary(covered, guardDutyTypes.length),
    table(
      t.typeHead,
      guardDutyTypes.map(([type, why]) => {
        const by = covering(type);
        return [`\`${type}\``, by.length > 0 ? by.join(lang === "ja" ? "。" : "; ") : `${t.not}${why ? absent[why][lang] : "?"}`];
      }),
    ),
    `## ${t.all}`,
    table(
      t.allHead,
      rows.map((row) => [row.title, row.level, row.techniques.join(join), `\`${row.place}\``]),
    ),
  ].join("\n\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => " --- ").join("|")}|`, ...rows.map(line)].join("\n");
}
