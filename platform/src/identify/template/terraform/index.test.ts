import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUnknown, type Kind } from "../../../model/index.ts";
import { estateOf } from "../index.ts";
import { BLOCKS } from "./hints.ts";
import type { Rules } from "./rules.ts";
import { mappings } from "./services/index.ts";
import { declaredIn, planOf, type Row, stackOfPlan } from "./testing.ts";

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
    // What stands around the reference is not in a plan: it may be a password in a URL.
    expect(fn["Environment"]).toMatchObject({ MODE: "live", TABLE: { reason: "elsewhere" } });
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
    const method = noun("RestMethod", "orders GET /orders");
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

describe("a plan without its source, which shows less than it seems to", () => {
  const later = { reason: "known-after-deploy" };
  const properties = (address: string, row: Row, more: Readonly<Record<string, Row>> = {}) =>
    declaredIn(stackOfPlan(planOf({ [address]: row, ...more })), address).properties;
  const bucket = { "aws_s3_bucket.b": { values: { bucket: "b" }, unknown: { arn: true, id: true } } };

  it("does not take blocks that may be dynamic for none", () => {
    // Terraform writes `true` for a list of which it knows nothing, written or not.
    const group = properties("aws_security_group.g", {
      values: { name: "g" },
      unknown: { id: true, arn: true, ingress: true, egress: true },
    });
    expect(group).toMatchObject({ SecurityGroupIngress: [later], SecurityGroupEgress: [later] });
    const role = properties("aws_iam_role.r", {
      values: { name: "r", path: "/" },
      unknown: { inline_policy: true, managed_policy_arns: true },
    });
    expect(role["Policies"]).toMatchObject(later);
    // An attribute that is not in the configuration is not written: only blocks can hide.
    expect(role).not.toHaveProperty("ManagedPolicyArns");
    expect(properties("aws_cognito_user_pool.p", { values: { name: "p" }, unknown: { password_policy: true } })["Policies"]).toMatchObject({
      PasswordPolicy: later,
    });
    const stack = stackOfPlan(planOf({ "aws_route_table.t": { values: {}, unknown: { id: true, route: true } } }));
    expect(stack.of("AWS::EC2::Route").map((route) => route.properties)).toMatchObject([{ DestinationCidrBlock: later }]);
    const acl = stackOfPlan(planOf({ "aws_network_acl.a": { values: {}, unknown: { id: true, ingress: true, egress: true } } }));
    expect(acl.of("AWS::EC2::NetworkAclEntry").map((entry) => entry.properties)).toMatchObject([
      { RuleAction: later },
      { RuleAction: later },
    ]);
    expect(
      properties("aws_lambda_function.f", { values: { function_name: "f" }, unknown: { vpc_config: true } })["VpcConfig"],
    ).toMatchObject(later);
    expect(properties("aws_cloudtrail.t", { values: { name: "t" }, unknown: { event_selector: true } })["EventSelectors"]).toMatchObject(
      later,
    );
  });

  it("takes a block as left away where AWS then does the least there is", () => {
    expect(properties("aws_lambda_function.f", { values: { function_name: "f" }, unknown: { tracing_config: true } })).not.toHaveProperty(
      "TracingConfig",
    );
    expect(properties("aws_s3_bucket.b", { values: { bucket: "b" }, unknown: { versioning: true, logging: true } })).toEqual({
      BucketName: "b",
    });
  });

  it("does not take a reference for the whole of a pattern or a text", () => {
    const permission = properties(
      "aws_lambda_permission.p",
      {
        values: { function_name: "f", action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" },
        unknown: { source_arn: true },
        refs: { source_arn: ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"] },
      },
      bucket,
    );
    // It may be `arn:aws:s3:::b*`, which names buckets of strangers too.
    expect(permission["SourceArn"]).toMatchObject(later);
    const rule = properties(
      "aws_lambda_permission.p",
      {
        values: { function_name: "f", action: "lambda:InvokeFunction", principal: "events.amazonaws.com" },
        unknown: { source_arn: true },
        refs: { source_arn: ["aws_cloudwatch_event_rule.r.arn", "aws_cloudwatch_event_rule.r"] },
      },
      { "aws_cloudwatch_event_rule.r": { values: { name: "r" }, unknown: { arn: true } } },
    );
    expect(rule["SourceArn"]).toBe("arn:aws:events:ap-northeast-1:111122223333:rule/r");
    const named = properties(
      "aws_sqs_queue.q",
      { unknown: { name: true }, refs: { name: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } },
      bucket,
    );
    expect(named["QueueName"]).toMatchObject(later);
    const own = properties(
      "aws_s3_bucket.c",
      { unknown: { bucket: true }, refs: { bucket: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } },
      bucket,
    );
    expect(own["BucketName"]).toMatchObject(later);
    const document = stackOfPlan(
      planOf({
        "data.aws_iam_policy_document.d": {
          values: { statement: [{ actions: ["s3:*"], effect: "Allow" }] },
          unknown: { json: true, statement: [{ resources: true }] },
          expressions: {
            statement: [{ actions: { constant_value: ["s3:*"] }, resources: { references: ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"] } }],
          },
        },
        "aws_iam_policy.p": {
          values: { name: "p" },
          unknown: { policy: true },
          refs: { policy: ["data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"] },
        },
        ...bucket,
      }),
    );
    expect(declaredIn(document, "aws_iam_policy.p").properties["PolicyDocument"]).toMatchObject({
      Statement: [{ Resource: ["arn:aws:s3:::b", later] }],
    });
  });

  it("leaves room in a list for constants that stand beside the references", () => {
    const group = { "aws_security_group.g": { values: { name: "g" }, unknown: { id: true } } };
    const listed = properties(
      "aws_lambda_function.f",
      {
        values: { function_name: "f", vpc_config: [{}] },
        unknown: { vpc_config: [{ security_group_ids: true }] },
        expressions: { vpc_config: [{ security_group_ids: { references: ["aws_security_group.g.id", "aws_security_group.g"] } }] },
      },
      group,
    );
    expect(listed["VpcConfig"]).toMatchObject({ SecurityGroupIds: [expect.stringMatching(/^sg-/), later] });
  });

  it("tells the blocks of a set apart by their constants, and does not guess", () => {
    const references = (name: string) => ({ references: [`aws_security_group.${name}.id`, `aws_security_group.${name}`] });
    const groups = {
      "aws_security_group.a": { values: { name: "a" }, unknown: { id: true } },
      "aws_security_group.b": { values: { name: "b" }, unknown: { id: true } },
    };
    const of = (ports: readonly number[], written: readonly object[]) =>
      properties(
        "aws_security_group.g",
        {
          values: { name: "g", ingress: ports.map((port) => ({ protocol: "tcp", from_port: port, to_port: port, cidr_blocks: [] })) },
          unknown: { ingress: ports.map(() => ({ security_groups: true, cidr_blocks: [] })) },
          expressions: { ingress: written },
        },
        groups,
      )["SecurityGroupIngress"];
    const tls = { from_port: { constant_value: 443 }, security_groups: references("a") };
    const db = { from_port: { constant_value: 5432 }, security_groups: references("b") };
    const from = (i: number, made: unknown) => (made as readonly Record<string, unknown>[])[i]!["SourceSecurityGroupId"];
    // The plan has them in the order of the set, the configuration in that of the text.
    expect(from(0, of([5432, 443], [tls, db]))).toBe(from(2, of([443, 5432], [tls, db])));
    expect(from(0, of([80, 80], [{ security_groups: references("a") }, { security_groups: references("b") }]))).toMatchObject(later);
    // More are planned than written: some come from `dynamic`.
    expect(from(0, of([443, 5432], [tls]))).toMatchObject(later);
  });

  it("knows nothing of a resource of which everything is decided later", () => {
    const planned = planOf({ "aws_security_group.g": {} }) as { resource_changes: { change: Record<string, unknown> }[] };
    planned.resource_changes[0]!.change["after_unknown"] = true;
    expect(declaredIn(stackOfPlan(planned), "aws_security_group.g").properties).toMatchObject({ SecurityGroupIngress: [later] });
  });

  it("has every block that the mappings read on its list", () => {
    const read = new Set<string>();
    const walk = (rules: Rules): void => {
      for (const rule of Object.values(rules)) {
        if (typeof rule === "string" || !rule.inner) continue;
        if (rule.from.length === 1 && Object.keys(rule.inner).length > 0 && !rule.isNest) read.add(rule.from[0]!);
        walk(rule.inner);
      }
    };
    for (const { properties: rules = {}, merges = [] } of Object.values(mappings))
      for (const one of [rules, ...merges.map((m) => m.properties)]) walk(one);
    expect([...read].filter((name) => !BLOCKS.has(name))).toEqual([]);
    expect(read.size).toBeGreaterThan(60);
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
