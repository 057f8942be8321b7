import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { declaredIn, stackOfPlan } from "../testing.ts";

const base = mkdtempSync(join(tmpdir(), "yagura-terraform-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const MAIN = `locals {
  prefix = "orders-\${var.env}"
}

resource "aws_dynamodb_table" "orders" {
  name = local.prefix
}

resource "aws_iam_role_policy" "fn" {
  name = "fn"
  role = "fn"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem"]
      Resource = [aws_dynamodb_table.orders.arn, "\${aws_dynamodb_table.orders.arn}/index/*", "*"]
    }]
  })
}

data "aws_iam_policy_document" "queue" {
  dynamic "statement" {
    for_each = { send = "sqs:SendMessage", read = "sqs:ReceiveMessage" }
    content {
      sid       = statement.key
      actions   = [statement.value]
      resources = [module.work["a"].arn]
      principals {
        type        = "AWS"
        identifiers = ["*"]
      }
    }
  }
}

module "work" {
  source   = "./queue"
  for_each = toset(["a"])
  name     = "\${local.prefix}-\${each.key}"
  deadline = aws_sqs_queue.dead.arn
}

resource "aws_sqs_queue" "dead" {
  name = "dead"
}

resource "aws_sqs_queue_policy" "q" {
  queue_url = module.work["a"].url
  policy    = data.aws_iam_policy_document.queue.json
}
`;
const CHILD = `variable "name" {}
variable "deadline" {}
resource "aws_sqs_queue" "q" {
  name = var.name
  redrive_policy = jsonencode({ deadLetterTargetArn = var.deadline, maxReceiveCount = 4 })
}
output "arn" { value = aws_sqs_queue.q.arn }
output "url" {
  value = aws_sqs_queue.q.id
}
`;

const provider = "registry.terraform.io/hashicorp/aws";
const resource = (address: string, type: string, name: string, values: object, more: object = {}) => ({
  address,
  mode: address.includes("data.") ? "data" : "managed",
  type,
  name,
  provider_name: provider,
  values,
  ...more,
});
const change = (address: string, type: string, name: string, after: object, after_unknown: object) => ({
  address,
  mode: address.startsWith("data.") ? "data" : "managed",
  type,
  name,
  provider_name: provider,
  change: { actions: ["create"], before: null, after, after_unknown },
});

const plan = {
  format_version: "1.2",
  variables: { env: { value: "prod" } },
  planned_values: {
    root_module: {
      resources: [
        resource("aws_dynamodb_table.orders", "aws_dynamodb_table", "orders", { name: "orders-prod" }),
        resource("aws_iam_role_policy.fn", "aws_iam_role_policy", "fn", { name: "fn", role: "fn" }),
        resource("aws_sqs_queue.dead", "aws_sqs_queue", "dead", { name: "dead" }),
        resource("aws_sqs_queue_policy.q", "aws_sqs_queue_policy", "q", {}),
      ],
      child_modules: [
        {
          address: 'module.work["a"]',
          resources: [resource('module.work["a"].aws_sqs_queue.q', "aws_sqs_queue", "q", { name: "orders-prod-a" })],
        },
      ],
    },
  },
  resource_changes: [
    change("aws_dynamodb_table.orders", "aws_dynamodb_table", "orders", {}, { arn: true, id: true }),
    change("aws_iam_role_policy.fn", "aws_iam_role_policy", "fn", {}, { policy: true, id: true }),
    change("aws_sqs_queue.dead", "aws_sqs_queue", "dead", {}, { arn: true, id: true }),
    change("aws_sqs_queue_policy.q", "aws_sqs_queue_policy", "q", {}, { policy: true, queue_url: true, id: true }),
    change('module.work["a"].aws_sqs_queue.q', "aws_sqs_queue", "q", {}, { arn: true, id: true, redrive_policy: true, policy: true }),
    change(
      "data.aws_iam_policy_document.queue",
      "aws_iam_policy_document",
      "queue",
      { statement: [{}, {}] },
      { json: true, id: true, statement: true },
    ),
  ],
  configuration: {
    provider_config: { aws: { expressions: { region: { constant_value: "eu-west-1" } } } },
    root_module: {
      resources: [
        { mode: "managed", type: "aws_dynamodb_table", name: "orders", expressions: { name: { references: ["local.prefix"] } } },
        {
          mode: "managed",
          type: "aws_iam_role_policy",
          name: "fn",
          expressions: {
            name: { constant_value: "fn" },
            role: { constant_value: "fn" },
            policy: { references: ["aws_dynamodb_table.orders.arn", "aws_dynamodb_table.orders"] },
          },
        },
        { mode: "managed", type: "aws_sqs_queue", name: "dead", expressions: { name: { constant_value: "dead" } } },
        {
          mode: "managed",
          type: "aws_sqs_queue_policy",
          name: "q",
          expressions: {
            queue_url: { references: ['module.work["a"].url', 'module.work["a"]', "module.work"] },
            policy: { references: ["data.aws_iam_policy_document.queue.json", "data.aws_iam_policy_document.queue"] },
          },
        },
        { mode: "data", type: "aws_iam_policy_document", name: "queue", expressions: {} },
      ],
      module_calls: {
        work: {
          source: "./queue",
          expressions: {
            name: { references: ["local.prefix", "each.key"] },
            deadline: { references: ["aws_sqs_queue.dead.arn", "aws_sqs_queue.dead"] },
          },
          for_each_expression: {},
          module: {
            outputs: {
              arn: { expression: { references: ["aws_sqs_queue.q.arn", "aws_sqs_queue.q"] } },
              url: { expression: { references: ["aws_sqs_queue.q.id", "aws_sqs_queue.q"] } },
            },
            resources: [
              {
                mode: "managed",
                type: "aws_sqs_queue",
                name: "q",
                expressions: { name: { references: ["var.name"] }, redrive_policy: { references: ["var.deadline"] } },
              },
            ],
            variables: { name: {}, deadline: {} },
          },
        },
      },
    },
  },
};

function load(files: Readonly<Record<string, string>>, directory: string) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(base, directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return stackOfPlan(plan, join(base, directory, "plan.json"));
}

const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders-prod";
const DEAD = "arn:aws:sqs:eu-west-1:111122223333:dead";

describe("a plan with its files beside it", () => {
  const stack = load({ "main.tf": MAIN, "queue/main.tf": CHILD, "other.tf": "this is { no hcl" }, "with");
  const lineOf = (text: string) => MAIN.split("\n").findIndex((line) => line.includes(text)) + 1;

  it("knows every value inside jsonencode", () => {
    const policy = JSON.parse(declaredIn(stack, "aws_iam_role_policy.fn").properties["PolicyDocument"] as string) as {
      Statement: readonly { Resource: readonly string[] }[];
    };
    expect(policy.Statement[0]!.Resource).toEqual([TABLE, `${TABLE}/index/*`, "*"]);
  });

  it("follows modules in and out, and dynamic blocks", () => {
    expect(JSON.parse(declaredIn(stack, 'module.work["a"].aws_sqs_queue.q').properties["RedrivePolicy"] as string)).toEqual({
      deadLetterTargetArn: DEAD,
      maxReceiveCount: 4,
    });
    const policy = declaredIn(stack, "aws_sqs_queue_policy.q");
    expect(policy.properties["Queues"]).toEqual(["https://sqs.eu-west-1.amazonaws.com/111122223333/orders-prod-a"]);
    expect(policy.properties["PolicyDocument"]).toMatchObject({
      Statement: [
        { Sid: "send", Action: "sqs:SendMessage", Principal: { AWS: "*" }, Resource: "arn:aws:sqs:eu-west-1:111122223333:orders-prod-a" },
        { Sid: "read", Action: "sqs:ReceiveMessage" },
      ],
    });
  });

  it("knows the lines of the files", () => {
    const { origin } = declaredIn(stack, "aws_iam_role_policy.fn");
    expect(origin.locate?.([])).toMatchObject({ file: join(base, "with", "main.tf"), line: lineOf('"aws_iam_role_policy" "fn"') });
    expect(origin.locate?.(["PolicyDocument"])?.line).toBe(lineOf("policy = jsonencode"));
    expect(origin.locate?.(["PolicyDocument", "Statement", 0, "Action"])?.line).toBe(lineOf("Action   ="));
    expect(declaredIn(stack, 'module.work["a"].aws_sqs_queue.q').origin.locate?.(["RedrivePolicy"])).toMatchObject({
      file: join(base, "with", "queue", "main.tf"),
      line: 5,
    });
  });
});

describe("a plan alone", () => {
  const stack = load({ "README.md": "none" }, "without");

  it("follows references, and says what it cannot know", () => {
    expect(declaredIn(stack, "aws_iam_role_policy.fn").properties["PolicyDocument"]).toMatchObject({ reason: "known-after-deploy" });
    expect(declaredIn(stack, 'module.work["a"].aws_sqs_queue.q').properties["RedrivePolicy"]).toMatchObject({ deadLetterTargetArn: DEAD });
    expect(declaredIn(stack, "aws_sqs_queue_policy.q").properties["Queues"]).toEqual([
      "https://sqs.eu-west-1.amazonaws.com/111122223333/orders-prod-a",
    ]);
    expect(declaredIn(stack, "aws_sqs_queue_policy.q").properties["PolicyDocument"]).toMatchObject({ reason: "known-after-deploy" });
  });

  it("does not believe files of something else", () => {
    const other = load({ "main.tf": MAIN.replaceAll("policy = jsonencode", "description = jsonencode") }, "other");
    expect(declaredIn(other, "aws_iam_role_policy.fn").properties["PolicyDocument"]).toMatchObject({ reason: "known-after-deploy" });
  });
});
