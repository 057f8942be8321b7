import { isUnknown, type Lang, type Policy } from "../../../model/index.ts";
import { leastWords } from "../../../words/least.ts";
import type { Proposal } from "../types.ts";
import { verdict } from "./diff.ts";

const plain = (list: Policy["Statement"][number]["Action"]) => (list ?? []).filter((one): one is string => !isUnknown(one));

function head(proposal: Proposal, lang: Lang, mark: string): readonly string[] {
  const w = leastWords[lang];
  const managed = [...new Set(proposal.changes.filter((change) => change.managed).map(({ policy }) => policy))];
  return [
    `${mark} ${w.title(proposal.target.name, proposal.role.name)}`,
    `${mark} ${verdict(proposal, w)}`,
    ...(proposal.target.kind === "function" && proposal.sharedWith.length > 0 ? [`${mark} ${w.ownRole}`] : []),
    ...(managed.length > 0 ? [`${mark} ${w.detach(managed.join(", "))}`] : []),
    ...(proposal.unread.length > 0 ? [`${mark} ${w.unread}: ${proposal.unread.join(", ")}`] : []),
  ];
}

/** For a CDK application: statements to give to the function's or the role's grants. */
export function cdkSnippet(proposal: Proposal, lang: Lang): string {
  const list = (name: string, values: readonly string[]) => (values.length === 0 ? [] : [`    ${name}: ${JSON.stringify(values)},`]);
  const statements = proposal.policy.Statement.flatMap((s) => [
    "  new iam.PolicyStatement({",
    ...(s.Effect === "Deny" ? ["    effect: iam.Effect.DENY,"] : []),
    ...list("actions", plain(s.Action)),
    ...list("notActions", plain(s.NotAction)),
    ...list("resources", plain(s.Resource)),
    ...list("notResources", plain(s.NotResource)),
    ...(s.Condition === undefined || isUnknown(s.Condition) ? [] : [`    conditions: ${JSON.stringify(s.Condition)},`]),
    "  }),",
  ]);
  const name = identifier(proposal.target.name);
  return [
    ...head(proposal, lang, "//"),
    'import * as iam from "aws-cdk-lib/aws-iam";',
    "",
    `export const ${name}Permissions = [`,
    ...statements,
    "];",
    "",
  ].join("\n");
}

/** For Terraform: a policy document and the role policy that carries it. */
export function terraformSnippet(proposal: Proposal, lang: Lang): string {
  const name = proposal.target.name.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(\d)/, "_$1");
  // A dollar before a brace is Terraform's own.
  const text = (value: string) => JSON.stringify(value).replaceAll("${", "$${").replaceAll("%{", "%%{");
  const list = (key: string, values: readonly string[]) => (values.length === 0 ? [] : [`    ${key} = [${values.map(text).join(", ")}]`]);
  const statements = proposal.policy.Statement.flatMap((s) => [
    "  statement {",
    ...(s.Effect === "Deny" ? ['    effect = "Deny"'] : []),
    ...list("actions", plain(s.Action)),
    ...list("not_actions", plain(s.NotAction)),
    ...list("resources", plain(s.Resource)),
    ...list("not_resources", plain(s.NotResource)),
    ...conditions(s, text),
    "  }",
  ]);
  return [
    ...head(proposal, lang, "#"),
    `data "aws_iam_policy_document" "${name}" {`,
    ...statements,
    "}",
    "",
    `resource "aws_iam_role_policy" "${name}" {`,
    '  name   = "least-privilege"',
    `  role   = ${text(proposal.role.name)}`,
    `  policy = data.aws_iam_policy_document.${name}.json`,
    "}",
    "",
  ].join("\n");
}

function conditions({ Condition }: Policy["Statement"][number], text: (value: string) => string): readonly string[] {
  if (Condition === undefined || isUnknown(Condition)) return [];
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => [
      "    condition {",
      `      test     = ${text(operator)}`,
      `      variable = ${text(key)}`,
      `      values   = [${plain(values).map(text).join(", ")}]`,
      "    }",
    ]),
  );
}

function identifier(name: string): string {
  const parts = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = parts
    .map((part, i) => (i === 0 ? (part[0] as string).toLowerCase() + part.slice(1) : (part[0] as string).toUpperCase() + part.slice(1)))
    .join("");
  return /^[A-Za-z]/.test(joined) ? joined : `fn${joined}`;
}
