import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnknown, type Kind } from "../../../model/index.ts";
import { estateOf } from "../index.ts";
import { declaredIn, planOf, stackOfPlan } from "./testing.ts";

const whole = planOf({
  "aws_iam_role.fn": {
    values: {
      name: "orders-fn",
      assume_role_policy: '{"Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      tags: null,
      tags_all: {},
    },
    unknown: { arn: true, id: true, tags_all: {}, managed_policy_arns: true, inline_policy: true },
  },
  "data.aws_iam_policy_document.fn": {
    values: { statement: [{ actions: ["dynamodb:GetItem"], effect: null, sid: null, principals: [], condition: [] }] },
    unknown: { id: true, json: true, statement: [{ actions: [false], resources: true, principals: [], condition: [] }] },
    expressions: {
      statement: [
        {
          actions: { constant_value: ["dynamodb:GetItem"] },
          resources: { references: ["aws_dynamodb_table.orders.arn", "aws_dynamodb_table.orders"] },
        },
      ],
    },
  },
  "aws_iam_role_policy.fn": {
    values: { name: "table" },
    unknown: { id: true, policy: true, role: true },
    refs: {
      policy: ["data.aws_iam_policy_document.fn.json", "data.aws_iam_policy_document.fn"],
      role: ["aws_iam_role.fn.id", "aws_iam_role.fn"],
    },
  },
  "aws_iam_role_policy_attachment.logs": {
    values: { policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", role: "orders-fn" },
    unknown: { id: true },
  },
  "aws_dynamodb_table.orders": {
    values: { name: "orders", billing_mode: "PAY_PER_REQUEST", ttl: [], server_side_encryption: [] },
    unknown: { arn: true, id: true, server_side_encryption: true },
  },
  "aws_sqs_queue.dlq": {
    values: { name: "orders-dlq", kms_master_key_id: null, fifo_queue: false },
    unknown: { arn: true, id: true, url: true, policy: true, sqs_managed_sse_enabled: true },
  },
  "aws_sqs_queue.work": {
    values: { name: "orders", kms_master_key_id: null },
    unknown: { arn: true, id: true, url: true, redrive_policy: true, policy: true },
    refs: { redrive_policy: ["aws_sqs_queue.dlq.arn", "aws_sqs_queue.dlq"] },
  },
  "aws_lambda_function.fn": {
    values: {
      function_name: "orders",
      runtime: "nodejs20.x",
      handler: "index.handler",
      memory_size: 256,
      timeout: 10,
      reserved_concurrent_executions: -1,
      package_type: "Zip",
      environment: [{ variables: { MODE: "live" } }],
      vpc_config: [],
      dead_letter_config: [{}],
      layers: null,
      publish: false,
    },
    unknown: {
      arn: true,
      id: true,
      role: true,
      qualified_arn: true,
      environment: [{ variables: { TABLE: true } }],
      dead_letter_config: [{ target_arn: true }],
      tracing_config: true,
      architectures: true,
    },
    refs: { role: ["aws_iam_role.fn.arn", "aws_iam_role.fn"] },
    expressions: {
      environment: [{ variables: { references: ["aws_dynamodb_table.orders.name", "aws_dynamodb_table.orders"] } }],
      dead_letter_config: [{ target_arn: { references: ["aws_sqs_queue.dlq.arn", "aws_sqs_queue.dlq"] } }],
    },
  },
  "aws_lambda_event_source_mapping.work": {
    values: { batch_size: 5, enabled: true },
    unknown: { id: true, uuid: true, event_source_arn: true, function_name: true },
    refs: {
      event_source_arn: ["aws_sqs_queue.work.arn", "aws_sqs_queue.work"],
      function_name: ["aws_lambda_function.fn.arn", "aws_lambda_function.fn"],
    },
  },
  "aws_s3_bucket.files": {
    values: { bucket: "orders-files", tags_all: { team: "shop" } },
    unknown: { arn: true, id: true, policy: true, acl: true, versioning: true },
  },
  "aws_s3_bucket_versioning.files": {
    values: { versioning_configuration: [{ status: "Enabled" }] },
    unknown: { id: true, bucket: true, versioning_configuration: [{}] },
    refs: { bucket: ["aws_s3_bucket.files.id", "aws_s3_bucket.files"] },
  },
  "aws_api_gateway_rest_api.api": {
    values: { name: "orders", policy: null, endpoint_configuration: [{ types: ["REGIONAL"] }] },
    unknown: { id: true, root_resource_id: true, execution_arn: true },
  },
  "aws_api_gateway_resource.orders": {
    values: { path_part: "orders" },
    unknown: { id: true, rest_api_id: true, parent_id: true },
    refs: {
      rest_api_id: ["aws_api_gateway_rest_api.api.id", "aws_api_gateway_rest_api.api"],
      parent_id: ["aws_api_gateway_rest_api.api.root_resource_id", "aws_api_gateway_rest_api.api"],
    },
  },
  "aws_api_gateway_method.get": {
    values: { http_method: "GET", authorization: "NONE", api_key_required: false },
    unknown: { id: true, rest_api_id: true, resource_id: true },
    refs: {
      rest_api_id: ["aws_api_gateway_rest_api.api.id", "aws_api_gateway_rest_api.api"],
      resource_id: ["aws_api_gateway_resource.orders.id", "aws_api_gateway_resource.orders"],
    },
  },
  "aws_api_gateway_integration.get": {
    values: { http_method: "GET", type: "AWS_PROXY", timeout_milliseconds: 29000 },
    unknown: { id: true, rest_api_id: true, resource_id: true, uri: true },
    refs: {
      rest_api_id: ["aws_api_gateway_rest_api.api.id", "aws_api_gateway_rest_api.api"],
      resource_id: ["aws_api_gateway_resource.orders.id", "aws_api_gateway_resource.orders"],
      uri: ["aws_lambda_function.fn.invoke_arn", "aws_lambda_function.fn"],
    },
  },
  "aws_unheard_of.thing": { values: {} },
});

const stack = stackOfPlan(whole);
const estate = estateOf(stack, "plan.json");
function noun(kind: Kind, name: string) {
  const found = estate.resources.find((resource) => resource.kind === kind && resource.name === name);
  if (!found) throw new Error(`no ${kind} ${name}: ${estate.resources.map((r) => `${r.kind} ${r.name}`).join(", ")}`);
  return found as unknown as Record<string, unknown>;
}

describe("a whole plan", () => {
  it("reads without problems, counting what it does not know", () => {
    expect(estate.problems).toEqual([]);
    expect(estate.unrecognised).toEqual({ aws_unheard_of: 1 });
  });

  it("follows references between planned resources", () => {
    const fn = noun("LambdaFunction", "orders");
    expect(fn["Role"]).toBe("arn:aws:iam::111122223333:role/orders-fn");
    expect(fn["Environment"]).toEqual({ MODE: "live", TABLE: "orders" });
    expect(fn["DeadLetterTarget"]).toBe("arn:aws:sqs:ap-northeast-1:111122223333:orders-dlq");
    expect(fn["TracingMode"]).toBe("PassThrough");
    expect(fn["ReservedConcurrentExecutions"]).toBeUndefined();
    expect(noun("EventSourceMapping", "orders → orders")["FunctionName"]).toBe(fn["Arn"]);
  });

  it("rebuilds a policy document that the apply will write", () => {
    const role = noun("Role", "orders-fn");
    const policy = declaredIn(stack, "aws_iam_role_policy.fn").properties["PolicyDocument"] as {
      Statement: readonly Record<string, unknown>[];
    };
    expect(policy.Statement[0]).toMatchObject({ Effect: "Allow", Action: "dynamodb:GetItem" });
    const resource = policy.Statement[0]!["Resource"] as readonly unknown[];
    expect(resource[0]).toBe("arn:aws:dynamodb:ap-northeast-1:111122223333:table/orders");
    // The plan hides constants beside the reference.
    expect(isUnknown(resource[1])).toBe(true);
    expect(role["ManagedPolicyArns"]).toEqual(["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]);
  });

  it("joins what Terraform splits", () => {
    expect(noun("Bucket", "orders-files")).toMatchObject({ Versioning: "Enabled", Tags: { team: "shop" }, AclGrants: [] });
    const method = noun("RestMethod", "GET /orders");
    expect(method["IntegrationType"]).toBe("AWS_PROXY");
    expect(method["IntegrationUri"]).toContain("function:orders/invocations");
    const queue = noun("Queue", "orders");
    expect(queue["RedrivePolicy"]).toMatchObject({ deadLetterTargetArn: "arn:aws:sqs:ap-northeast-1:111122223333:orders-dlq" });
  });

  it("knows lines of the plan", () => {
    const place = estate.resources.find((r) => r.kind === "LambdaFunction")!.origin.locate?.(["Timeout"]);
    expect(place?.line).toBeGreaterThan(10);
  });
});

describe("anything at all", () => {
  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.jsonValue({ maxDepth: 6 }),
        fc.jsonValue({ maxDepth: 4 }),
        (values, unknown, expressions) => {
          const plan = planOf(
            {
              "aws_lambda_function.f": { values: values as never, unknown: unknown as never },
              "aws_s3_bucket.b": { values: values as never, unknown: unknown as never, expressions: expressions as never },
            },
            { prior_state: values },
          );
          estateOf(stackOfPlan(plan), "p");
          estateOf(
            stackOfPlan({ format_version: "1.0", planned_values: values, resource_changes: unknown, configuration: expressions }),
            "p",
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
