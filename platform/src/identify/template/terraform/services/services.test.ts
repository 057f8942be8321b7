import { describe, expect, it } from "vitest";
import { isUnknown } from "../../../../model/index.ts";
import { folds } from "../../fold/index.ts";
import { identities } from "../../identity-table.ts";
import { estateOf as wholeEstateOf } from "../../index.ts";
import { declaredIn, planOf, type Row, stackOfPlan } from "../testing.ts";
import { mappings } from "./index.ts";

/** The estate without the texts of the plan, which have tests of their own. */
function estateOf(...args: Parameters<typeof wholeEstateOf>): ReturnType<typeof wholeEstateOf> {
  const estate = wholeEstateOf(...args);
  return { ...estate, resources: estate.resources.filter(({ kind }) => kind !== "Template") };
}

describe("the table of mappings", () => {
  const made = Object.entries(mappings).filter(([, mapping]) => mapping.type !== undefined && !mapping.type.startsWith("aws_"));

  it("names only types that Yagura knows", () => {
    const unfolded = made.filter(([, { type }]) => !Object.hasOwn(folds, type!) && !Object.hasOwn(identities, type!)).map(([name]) => name);
    expect(unfolded).toEqual(["aws_serverlessapplicationrepository_cloudformation_stack"]);
    expect(made.length).toBeGreaterThan(180);
  });

  it("gives the property that names a resource wherever its type has one", () => {
    const nameless = made.filter(([, { type, properties }]) => {
      const name = identities[type!]?.[0];
      return name !== undefined && name !== "" && Object.keys(properties ?? {}).length > 0 && !Object.hasOwn(properties!, name);
    });
    expect(nameless.map(([name]) => name)).toEqual([]);
  });
});

/** One resource each: what Terraform writes and what a property of the noun must be. */
const TABLE: readonly (readonly [address: string, row: Row, kind: string, facts: object])[] = [
  [
    "aws_lambda_function.f",
    { values: { function_name: "f", timeout: 9, image_uri: "1.dkr.ecr/x", package_type: "Image", tracing_config: [{ mode: "Active" }] } },
    "LambdaFunction",
    { PackageType: "Image", Timeout: 9, TracingMode: "Active" },
  ],
  [
    "aws_lambda_layer_version.l",
    { values: { layer_name: "l", license_info: "MIT" } },
    "LambdaLayerVersion",
    { LayerName: "l", LicenseInfo: "MIT" },
  ],
  [
    "aws_sqs_queue.q",
    { values: { name: "q.fifo", fifo_queue: true, sqs_managed_sse_enabled: false } },
    "Queue",
    { FifoQueue: true, SqsManagedSseEnabled: false },
  ],
  [
    "aws_sns_topic.t",
    { values: { name: "t", kms_master_key_id: "alias/aws/sns", lambda_failure_feedback_role_arn: "arn:aws:iam::1:role/x" } },
    "Topic",
    { KmsMasterKeyId: "alias/aws/sns", DeliveryStatusLogging: ["lambda"] },
  ],
  [
    "aws_dynamodb_table.t",
    {
      values: {
        name: "t",
        billing_mode: "PAY_PER_REQUEST",
        point_in_time_recovery: [{ enabled: true }],
        server_side_encryption: [{ enabled: true, kms_key_arn: null }],
      },
    },
    "DynamoTable",
    { PointInTimeRecovery: true, SseType: "KMS" },
  ],
  [
    "aws_kms_key.k",
    { values: { enable_key_rotation: true, is_enabled: false } },
    "KmsKey",
    { RotationEnabled: true, KeyState: "Disabled" },
  ],
  ["aws_cloudwatch_log_group.g", { values: { name: "/g", retention_in_days: 0 } }, "LogGroup", { RetentionInDays: undefined }],
  [
    "aws_cloudtrail.t",
    { values: { name: "t", s3_bucket_name: "b", is_multi_region_trail: true, event_selector: [] } },
    "Trail",
    { IsMultiRegionTrail: true, IsLogging: true },
  ],
  [
    "aws_cognito_user_pool.p",
    {
      values: {
        name: "p",
        mfa_configuration: "ON",
        software_token_mfa_configuration: [{ enabled: true }],
        password_policy: [{ minimum_length: 14, require_symbols: true }],
      },
    },
    "UserPool",
    { MfaConfiguration: "ON", MfaFactors: ["SOFTWARE_TOKEN_MFA"] },
  ],
  [
    "aws_cognito_identity_pool.p",
    { values: { identity_pool_name: "p", allow_unauthenticated_identities: true } },
    "IdentityPool",
    { AllowUnauthenticatedIdentities: true },
  ],
  [
    "aws_sfn_state_machine.m",
    {
      values: {
        name: "m",
        role_arn: "arn:r",
        definition: "{}",
        type: "EXPRESS",
        logging_configuration: [{ level: "ALL", include_execution_data: true, log_destination: "arn:g:*" }],
      },
    },
    "StateMachine",
    { StateMachineType: "EXPRESS", LoggingLevel: "ALL", LogGroups: ["arn:g:*"] },
  ],
  [
    "aws_scheduler_schedule.s",
    {
      values: {
        name: "s",
        schedule_expression: "rate(1 hour)",
        target: [{ arn: "arn:t", role_arn: "arn:r", dead_letter_config: [{ arn: "arn:d" }] }],
      },
    },
    "Schedule",
    { TargetArn: "arn:t", DeadLetterArn: "arn:d" },
  ],
  [
    "aws_kinesis_stream.s",
    { values: { name: "s", encryption_type: "KMS", kms_key_id: "alias/aws/kinesis" } },
    "KinesisStream",
    { EncryptionType: "KMS", KeyId: "alias/aws/kinesis" },
  ],
  ["aws_kinesis_stream.t", { values: { name: "t", encryption_type: "NONE" } }, "KinesisStream", { EncryptionType: "NONE" }],
  [
    "aws_kinesis_firehose_delivery_stream.f",
    {
      values: {
        name: "f",
        extended_s3_configuration: [{ bucket_arn: "arn:b", cloudwatch_logging_options: [{ enabled: true }] }],
        server_side_encryption: [{ enabled: false }],
      },
    },
    "FirehoseStream",
    { DestinationArns: ["arn:b"], LoggingEnabled: true, Encrypted: false },
  ],
  [
    "aws_security_group.g",
    {
      values: {
        name: "g",
        ingress: [
          {
            protocol: "tcp",
            from_port: 22,
            to_port: 22,
            cidr_blocks: ["0.0.0.0/0", "10.0.0.0/8"],
            ipv6_cidr_blocks: ["::/0"],
            security_groups: [],
            self: false,
          },
        ],
        egress: [],
      },
    },
    "SecurityGroup",
    { Ingress: [{ CidrIp: "0.0.0.0/0", FromPort: 22 }, { CidrIp: "10.0.0.0/8" }, { CidrIpv6: "::/0" }], Egress: [] },
  ],
  [
    "aws_subnet.s",
    { values: { vpc_id: "vpc-1", map_public_ip_on_launch: true, cidr_block: "10.0.0.0/24", availability_zone: "a" } },
    "Subnet",
    { MapPublicIpOnLaunch: true },
  ],
  [
    "aws_instance.i",
    { values: { instance_type: "t3.micro", metadata_options: [{ http_tokens: "required", http_endpoint: "enabled" }] } },
    "Ec2Instance",
    { HttpTokens: "required", InstanceType: "t3.micro" },
  ],
  [
    "aws_lb.l",
    {
      values: {
        name: "l",
        internal: true,
        load_balancer_type: "application",
        drop_invalid_header_fields: true,
        access_logs: [{ enabled: true, bucket: "b" }],
        enable_deletion_protection: false,
      },
    },
    "LoadBalancer",
    { Scheme: "internal", DropInvalidHeaders: true, AccessLogsEnabled: true, DeletionProtection: false },
  ],
  [
    "aws_elb.l",
    { values: { name: "l", listener: [{ lb_port: 80, lb_protocol: "http" }] } },
    "LoadBalancer",
    { Type: "classic", Listeners: [{ Protocol: "HTTP", Port: 80 }] },
  ],
  [
    "aws_cloudfront_distribution.d",
    {
      values: {
        enabled: true,
        default_root_object: "index.html",
        default_cache_behavior: [{ target_origin_id: "o", viewer_protocol_policy: "allow-all" }],
        origin: [{ origin_id: "o", domain_name: "b.s3.amazonaws.com", origin_access_control_id: "x" }],
        viewer_certificate: [{ cloudfront_default_certificate: true }],
      },
    },
    "CloudFrontDistribution",
    {
      DefaultRootObject: "index.html",
      CacheBehaviors: [{ ViewerProtocolPolicy: "allow-all" }],
      Origins: [{ OriginAccessControlId: "x", IsS3: true }],
    },
  ],
  [
    "aws_wafv2_web_acl.w",
    {
      values: {
        name: "w",
        scope: "REGIONAL",
        default_action: [{ allow: [{}], block: [] }],
        rule: [
          {
            name: "r",
            priority: 1,
            action: [],
            override_action: [{ none: [{}], count: [] }],
            statement: [
              { managed_rule_group_statement: [{ name: "AWSManagedRulesCommonRuleSet", vendor_name: "AWS" }], rate_based_statement: [] },
            ],
            visibility_config: [{ cloudwatch_metrics_enabled: true }],
          },
        ],
      },
    },
    "WebAcl",
    { DefaultAction: "Allow", Rules: [{ Name: "r", Action: "None", Statement: "managed:AWS/AWSManagedRulesCommonRuleSet" }] },
  ],
  [
    "aws_db_instance.d",
    { values: { identifier: "d", engine: "postgres", storage_encrypted: true, multi_az: true, password: "secret" } },
    "DbInstance",
    { StorageEncrypted: true, MultiAz: true, PubliclyAccessible: false, BackupRetentionPeriod: 0, MasterUserPassword: "secret" },
  ],
  [
    "aws_rds_cluster.c",
    {
      values: {
        cluster_identifier: "c",
        engine: "aurora-postgresql",
        manage_master_user_password: true,
        serverlessv2_scaling_configuration: [{ min_capacity: 0.5, max_capacity: 1 }],
      },
    },
    "DbCluster",
    { ManagedMasterPassword: true, ServerlessV2: true },
  ],
  [
    "aws_elasticache_replication_group.r",
    { values: { replication_group_id: "r", engine: "redis", transit_encryption_enabled: true, auth_token: "t" } },
    "Cache",
    { TransitEncryptionEnabled: true, AuthTokenEnabled: true },
  ],
  [
    "aws_efs_file_system.e",
    { values: { encrypted: true, tags_all: { Name: "files" } } },
    "FileSystem",
    { Encrypted: true, Tags: { Name: "files" } },
  ],
  [
    "aws_secretsmanager_secret.s",
    { values: { name: "s", kms_key_id: "alias/k" } },
    "Secret",
    { KmsKeyId: "alias/k", RotationEnabled: false },
  ],
  [
    "aws_ssm_parameter.p",
    { values: { name: "/p", type: "SecureString", value: "v" } },
    "SsmParameter",
    { Type: "SecureString", Value: "v" },
  ],
  [
    "aws_ecr_repository.r",
    { values: { name: "r", image_tag_mutability: "IMMUTABLE", image_scanning_configuration: [{ scan_on_push: true }] } },
    "EcrRepository",
    { ScanOnPush: true, ImageTagMutability: "IMMUTABLE" },
  ],
  [
    "aws_ecs_task_definition.t",
    {
      values: {
        family: "t",
        container_definitions:
          '[{"name":"c","image":"i","privileged":true,"environment":[{"name":"A_b","value":"1"}],"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/g"}}}]',
      },
    },
    "EcsTaskDefinition",
    { Containers: [{ Name: "c", Privileged: true, Environment: { A_b: "1" }, LogGroup: "/g" }] },
  ],
  [
    "aws_ecs_service.s",
    {
      values: { name: "s", cluster: "c", task_definition: "t", network_configuration: [{ subnets: ["subnet-1"], assign_public_ip: true }] },
    },
    "EcsService",
    { AssignPublicIp: true, SubnetIds: ["subnet-1"] },
  ],
  [
    "aws_appsync_graphql_api.a",
    {
      values: {
        name: "a",
        authentication_type: "API_KEY",
        xray_enabled: true,
        log_config: [{ field_log_level: "ALL", exclude_verbose_content: true }],
      },
    },
    "AppSyncApi",
    { AuthenticationType: "API_KEY", XrayEnabled: true, FieldLogLevel: "ALL" },
  ],
  [
    "aws_backup_plan.p",
    { values: { name: "p", rule: [{ target_vault_name: "v", lifecycle: [{ delete_after: 30 }], copy_action: [{}] }] } },
    "BackupPlan",
    { Rules: [{ VaultName: "v", DeleteAfterDays: 30, CopyActions: 1 }] },
  ],
  ["aws_iam_user.u", { values: { name: "u", path: "/team/" } }, "User", { Arn: "arn:aws:iam::111122223333:user/team/u" }],
  [
    "aws_iam_openid_connect_provider.o",
    { values: { url: "https://token.actions.githubusercontent.com" } },
    "IdentityProvider",
    { Type: "OIDC" },
  ],
  [
    "aws_api_gateway_domain_name.d",
    { values: { domain_name: "a.example", security_policy: "TLS_1_2", endpoint_configuration: [{ types: ["REGIONAL"] }] } },
    "ApiDomainName",
    { SecurityPolicy: "TLS_1_2", EndpointTypes: ["REGIONAL"] },
  ],
  [
    "aws_apigatewayv2_api.a",
    { values: { name: "a", protocol_type: "HTTP", cors_configuration: [{ allow_origins: ["*"], allow_methods: ["GET"] }] } },
    "HttpApi",
    { Cors: { AllowOrigins: ["*"] } },
  ],
  [
    "aws_signer_signing_profile.s",
    { values: { name: "s", platform_id: "AWSLambda-SHA384-ECDSA" } },
    "SigningProfile",
    { PlatformId: "AWSLambda-SHA384-ECDSA" },
  ],
];

describe("every service", () => {
  it.each(TABLE)("%s", (address, row, kind, facts) => {
    const { resources, problems, unrecognised } = estateOf(stackOfPlan(planOf({ [address]: row })), "p");
    expect(problems).toEqual([]);
    expect(unrecognised).toEqual({});
    expect(resources.find((resource) => resource.kind === kind)).toMatchObject(facts);
  });
});

describe("directory buckets", () => {
  it("know the rules that delete objects, and no others", () => {
    const rules = (rule: object, unknown: Readonly<Record<string, unknown>> = {}) =>
      estateOf(
        stackOfPlan(
          planOf({
            "aws_s3_directory_bucket.d": { values: { bucket: "d--usw2-az1--x-s3" } },
            "aws_s3_bucket_lifecycle_configuration.d": { values: { bucket: "d--usw2-az1--x-s3", rule: [rule] }, unknown },
          }),
        ),
        "p",
      ).resources.map((resource) => (resource as unknown as Record<string, unknown>)["ExpirationRules"]);
    expect(rules({ status: "Enabled", expiration: [{ days: 30 }] })).toEqual([1]);
    expect(rules({ status: "Disabled", expiration: [{ days: 30 }] })).toEqual([0]);
    expect(rules({ status: "Enabled", expiration: [], abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] })).toEqual([0]);
    expect(rules({ status: "Enabled" }, { rule: [{ expiration: true }] })).toMatchObject([{ reason: "known-after-deploy" }]);
  });
});

describe("resources that belong to others", () => {
  const ref = (address: string, attribute: string) => [`${address}.${attribute}`, address];

  it("bucket settings in pieces", () => {
    const bucket = ref("aws_s3_bucket.b", "id");
    const piece = (values: object): Row => ({
      values: values as Row["values"] & object,
      unknown: { id: true, bucket: true },
      refs: { bucket },
    });
    const { resources } = estateOf(
      stackOfPlan(
        planOf({
          "aws_s3_bucket.b": { values: { bucket: "b" }, unknown: { id: true, arn: true } },
          "aws_s3_bucket_public_access_block.b": piece({
            block_public_acls: true,
            block_public_policy: true,
            ignore_public_acls: true,
            restrict_public_buckets: false,
          }),
          "aws_s3_bucket_server_side_encryption_configuration.b": piece({
            rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms", kms_master_key_id: "k" }] }],
          }),
          "aws_s3_bucket_acl.b": piece({ acl: "public-read" }),
          "aws_s3_bucket_ownership_controls.b": piece({ rule: [{ object_ownership: "ObjectWriter" }] }),
          "aws_s3_bucket_logging.b": piece({ target_bucket: "logs" }),
          "aws_s3_bucket_lifecycle_configuration.b": piece({ rule: [{ status: "Enabled" }, { status: "Disabled" }] }),
          "aws_s3_bucket_policy.b": piece({
            policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}',
          }),
        }),
      ),
      "p",
    );
    expect(resources).toMatchObject([
      {
        PublicAccessBlock: { BlockPublicAcls: true, RestrictPublicBuckets: false },
        Encryption: { Algorithm: "aws:kms", KmsKeyId: "k" },
        AclGrants: [{ Grantee: "AllUsers" }],
        ObjectOwnership: "ObjectWriter",
        LoggingTarget: "logs",
        ActiveLifecycleRules: 1,
        Policy: { Statement: [{ Principal: "*" }] },
      },
    ]);
  });

  it("a piece whose owner is undecided leaves every owner undecided", () => {
    const { resources } = estateOf(
      stackOfPlan(
        planOf({
          "aws_s3_bucket.b": { values: { bucket: "b" } },
          "aws_s3_bucket_acl.b": {
            values: { acl: "public-read" },
            unknown: { bucket: true },
            refs: { bucket: ["local.name", "random_id.x.hex"] },
          },
        }),
      ),
      "p",
    );
    expect(isUnknown((resources[0] as unknown as Record<string, unknown>)["AclGrants"])).toBe(true);
  });

  it("rules of security groups, targets of rules, settings of stages", () => {
    const { resources } = estateOf(
      stackOfPlan(
        planOf({
          "aws_security_group.g": { values: { name: "g" }, unknown: { id: true, ingress: true, egress: true } },
          "aws_vpc_security_group_ingress_rule.r": {
            values: { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" },
            unknown: { security_group_id: true },
            refs: { security_group_id: ref("aws_security_group.g", "id") },
          },
          "aws_security_group_rule.e": {
            values: { type: "egress", protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] },
            unknown: { security_group_id: true },
            refs: { security_group_id: ref("aws_security_group.g", "id") },
          },
          "aws_cloudwatch_event_rule.r": { values: { name: "r", event_pattern: "{}" } },
          "aws_cloudwatch_event_target.t": { values: { rule: "r", arn: "arn:t", dead_letter_config: [{ arn: "arn:d" }] } },
          "aws_api_gateway_rest_api.a": { values: { name: "a" }, unknown: { id: true } },
          "aws_api_gateway_stage.s": {
            values: { stage_name: "v1", xray_tracing_enabled: true },
            unknown: { rest_api_id: true },
            refs: { rest_api_id: ref("aws_api_gateway_rest_api.a", "id") },
          },
          "aws_api_gateway_method_settings.m": {
            values: {
              stage_name: "v1",
              method_path: "*/*",
              settings: [{ logging_level: "INFO", throttling_rate_limit: -1, caching_enabled: true }],
            },
            unknown: { rest_api_id: true },
            refs: { rest_api_id: ref("aws_api_gateway_rest_api.a", "id") },
          },
        }),
      ),
      "p",
    );
    const of = (kind: string) => resources.find((resource) => resource.kind === kind);
    // The inline lists may hold more: a plan says the same of them whether they are written or not.
    const undecided = { IpProtocol: { reason: "known-after-deploy" } };
    expect(of("SecurityGroup")).toMatchObject({
      Ingress: [undecided, { CidrIp: "0.0.0.0/0", ToPort: 443 }],
      Egress: [undecided, { CidrIp: "0.0.0.0/0" }],
    });
    expect(of("EventRule")).toMatchObject({ Targets: [{ Arn: "arn:t", DeadLetterArn: "arn:d" }] });
    expect(of("RestStage")).toMatchObject({
      TracingEnabled: true,
      MethodSettings: [{ ResourcePath: "*", HttpMethod: "*", LoggingLevel: "INFO", CachingEnabled: true }],
    });
  });

  it("one policy for many holders, decided or not", () => {
    const rows = (unknown: object) =>
      planOf({
        "aws_iam_role.a": { values: { name: "a", assume_role_policy: "{}" } },
        "aws_iam_role.b": { values: { name: "b", assume_role_policy: "{}" } },
        "aws_iam_policy_attachment.p": {
          values: { name: "p", roles: ["a"], policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
          unknown: unknown as Record<string, unknown>,
          refs: { roles: ["local.roles", "random_id.x.hex"] },
        },
      });
    const managed = (unknown: object) =>
      estateOf(stackOfPlan(rows(unknown)), "p").resources.map(
        (resource) => (resource as unknown as Record<string, unknown>)["ManagedPolicyArns"],
      );
    expect(managed({ id: true })).toEqual([["arn:aws:iam::aws:policy/AdministratorAccess"], []]);
    for (const arns of managed({ roles: true })) expect((arns as readonly unknown[]).some(isUnknown)).toBe(true);
  });

  it("keeps the ids of what exists", () => {
    const stack = stackOfPlan(
      planOf({
        "aws_sqs_queue.q": {
          values: { name: "q", arn: "arn:aws:sqs:us-west-2:999900001111:q", id: "https://sqs.us-west-2.amazonaws.com/999900001111/q" },
        },
      }),
    );
    expect(declaredIn(stack, "aws_sqs_queue.q")).toMatchObject({
      arn: "arn:aws:sqs:us-west-2:999900001111:q",
      ref: "https://sqs.us-west-2.amazonaws.com/999900001111/q",
    });
  });
});
