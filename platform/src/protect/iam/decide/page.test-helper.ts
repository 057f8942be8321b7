import { externalPart } from "../exists/external-page.test-helper.ts";
import { tables } from "./cases/index.ts";
import { rules } from "./rules.ts";

const HEADS = {
  en: {
    title: "How policies are evaluated",
    lead:
      "Yagura answers whether a request is allowed by evaluating every policy that has a say in it, as AWS documents it. " +
      "Each rule names the page of the AWS documentation it follows and the case that tests it. " +
      "An answer is *allowed*, *implicitly denied*, *explicitly denied*, or *depends*: then it names the conditions on which it hangs.",
    columns: "| Rule | Follows | Tested by |",
    count: (n: number, rows: number): string => `${n} rules, ${rows} cases.`,
    page: "AWS",
  },
  ja: {
    title: "ポリシーの評価",
    lead:
      "Yagura は、リクエストに関係するすべてのポリシーを AWS の文書どおりに評価し、許可されるかどうかを答えます。" +
      "各ルールには、根拠となる AWS の文書と、それを検証するテストケースを示します。" +
      "答えは「許可」「暗黙的な拒否」「明示的な拒否」「条件による」のいずれかです。「条件による」の場合は、答えを左右する条件を示します。",
    columns: "| ルール | 根拠 | テストケース |",
    count: (n: number, rows: number): string => `ルール ${n} 件、テストケース ${rows} 件。`,
    page: "AWS",
  },
} as const;

/** The page of all rules in one language. */
export function rulesPage(lang: "en" | "ja"): string {
  const { title, lead, columns, count, page } = HEADS[lang];
  const rows = rules.map((rule) => `| ${cell(rule[lang])} | [${page}: ${pageName(rule.page)}](${rule.page}) | ${cell(rule.case)} |`);
  const cases = Object.values(tables).reduce((sum, table) => sum + table.length, 0);
  return [`# ${title}`, "", lead, "", columns, "|---|---|---|", ...rows, "", count(rules.length, cases), "", ...externalPart(lang)].join(
    "\n",
  );
}

function pageName(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1).replace(/\.html.*$/, "");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
