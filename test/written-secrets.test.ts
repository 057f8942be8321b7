import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadTemplates } from "../platform/src/identify/template/index.ts";
import { planOf } from "../platform/src/identify/template/terraform/testing.ts";
import { judge } from "./example.ts";

/** A secret in a text that many can read is one, whatever language the text is written in. */
const base = mkdtempSync(join(tmpdir(), "yagura-written-"));
afterAll(() => rmSync(base, { recursive: true }));

const SECRET = "Sakura7-Tsukiji4-Hashi9";
const TOKEN = ["sk", "_live_", "4eC39HqLyjWDarjtT1zdp7dcQ8vNxKwB"].join("");
/** Not a word, so that the name of a secret is enough. */
const NOISE = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");

async function found(folder: string, files: Readonly<Record<string, string>>, scanned: string): Promise<readonly string[]> {
  mkdirSync(join(base, folder, "queue"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(base, folder, name), text);
  const report = await judge(await loadTemplates([join(base, folder, scanned)]));
  expect(report.problems).toEqual([]);
  return report.findings
    .filter(({ check, status }) => check === "template/secret-in-text" && status === "fail")
    .map(({ subject, place }) => `${subject} ${relative(join(base, folder), place?.file ?? "?")}:${place?.line}`)
    .toSorted();
}

const plan = planOf(
  {
    "aws_lambda_function.f": {
      values: { function_name: "f", environment: [{ variables: { DB_PASSWORD: SECRET } }] },
      expressions: { environment: [{ variables: { constant_value: { DB_PASSWORD: SECRET } } }] },
    },
    "aws_ssm_parameter.p": {
      values: { name: "/p", type: "SecureString", value: SECRET },
      expressions: { value: { constant_value: SECRET } },
    },
    "aws_sqs_queue.q": { values: { name: "q" }, expressions: { name: { constant_value: "q" } } },
  },
  {},
) as {
  readonly configuration: { readonly root_module: object; readonly provider_config: { readonly aws: { readonly expressions: object } } };
};

describe("Terraform", () => {
  const withModule = {
    ...plan,
    configuration: {
      ...plan.configuration,
      root_module: {
        ...plan.configuration.root_module,
        variables: { db_password: { default: SECRET }, region: { default: "ap-northeast-1" } },
        module_calls: {
          work: {
            source: "./queue",
            expressions: { api_token: { constant_value: TOKEN } },
            module: { variables: { admin_password: { default: SECRET } } },
          },
        },
      },
    },
  };

  it("in defaults, locals, attributes, arguments of modules and values beside the plan; once where a check of the resource judges it", async () => {
    const rows = await found(
      "with-source",
      {
        "plan.json": JSON.stringify(withModule),
        "main.tf": `variable "db_password" {
  default = "${SECRET}"
}
variable "region" { default = "ap-northeast-1" }
locals {
  signing = { api_secret = "${NOISE}", size = 3 }
  address = "https://app:${SECRET}@\${aws_sqs_queue.q.name}.example.com/"
}
provider "aws" {
  secret_key = "${NOISE}"
}
module "work" {
  source    = "./queue"
  api_token = "${TOKEN}"
}
resource "aws_sqs_queue" "q" {
  name = "q"
  tags = { note = "use ${TOKEN} to clone" }
}
resource "aws_ssm_parameter" "p" {
  name  = "/p"
  type  = "SecureString"
  value = "${SECRET}"
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  environment {
    variables = { DB_PASSWORD = "${SECRET}" }
  }
}
`,
        "terraform.tfvars": `db_password = "${SECRET}"\n`,
        "queue/main.tf": `variable "admin_password" { default = "${SECRET}" }\n`,
      },
      "plan.json",
    );
    expect(rows).toEqual([
      "db_password terraform.tfvars:1",
      "locals.2.address main.tf:7",
      "locals.2.signing.api_secret main.tf:6",
      "module.work.api_token main.tf:14",
      "provider.aws.3.secret_key main.tf:10",
      "resource.aws_sqs_queue.q.tags.note main.tf:18",
      "variable.admin_password.default queue/main.tf:1",
      "variable.db_password.default main.tf:2",
    ]);
  });

  it("in a plan that stands alone, as far as it repeats the source", async () => {
    const rows = await found("plan-alone", { "plan.json": JSON.stringify(withModule) }, "plan.json");
    expect(rows.map((row) => row.replace(/:\d+$/, ""))).toEqual([
      "configuration.root_module.module_calls.work.expressions.api_token.constant_value plan.json",
      "configuration.root_module.module_calls.work.module.variables.admin_password.default plan.json",
      "configuration.root_module.variables.db_password.default plan.json",
    ]);
  });
});

describe("the Serverless Framework", () => {
  it("in custom, params, settings of functions, resources and included files", async () => {
    const rows = await found(
      "serverless",
      {
        "serverless.yml": `service: orders
frameworkVersion: "4"
provider:
  name: aws
  runtime: nodejs24.x
  environment: { DB_PASSWORD: ${SECRET} }
custom:
  apiSecret: ${NOISE}
  given: \${env:DB_PASSWORD}
  more: \${file(more.yml)}
functions:
  f:
    handler: a.b
    description: clone with ${TOKEN} please
resources:
  Parameters:
    DbPassword: { Type: String, Default: ${SECRET} }
`,
        "more.yml": `dbPassword: ${SECRET}\n`,
      },
      "serverless.yml",
    );
    expect(rows).toEqual([
      "custom.apiSecret serverless.yml:8",
      "dbPassword more.yml:1",
      "functions.f.description serverless.yml:14",
      "resources.Parameters.DbPassword.Default serverless.yml:17",
    ]);
  });
});
