import { isUnknown } from "../../../../model/index.ts";
import type { Mappings } from "../mapping.ts";
import { block, blocks, constant, either, from, mapped, nest, type Rule, tags, value } from "../rules.ts";

/** A function with its qualifier, as permissions and URLs name it. */
const qualified: Rule = from(["function_name", "qualifier"], (row) => {
  const name = value(row, "function_name");
  const qualifier = value(row, "qualifier");
  if (isUnknown(name) || qualifier === undefined || name === undefined) return name;
  return isUnknown(qualifier) ? qualifier : `${String(name)}:${String(qualifier)}`;
});

/** A plan may show only the API of a source ARN; alone it would match no call. */
const sourceArn = mapped("source_arn", (arn) => (typeof arn === "string" && /^arn:[^:]+:execute-api:[^/]+$/.test(arn) ? `${arn}/*` : arn));

const destination = block("destination_config", {
  OnFailure: block("on_failure", { Destination: either("destination", "destination_arn") }),
  OnSuccess: block("on_success", { Destination: "destination" }),
});

export const lambda: Mappings = {
  aws_lambda_function: {
    type: "AWS::Lambda::Function",
    attributes: { function_name: "name", id: "name" },
    properties: {
      FunctionName: "function_name",
      Role: "role",
      Handler: "handler",
      Runtime: "runtime",
      MemorySize: "memory_size",
      Timeout: "timeout",
      PackageType: "package_type",
      Architectures: "architectures",
      Code: nest({ ImageUri: "image_uri" }),
      Environment: block("environment", { Variables: "variables" }),
      KmsKeyArn: "kms_key_arn",
      TracingConfig: block("tracing_config", { Mode: "mode" }),
      Layers: "layers",
      VpcConfig: block("vpc_config", { SubnetIds: "subnet_ids", SecurityGroupIds: "security_group_ids" }),
      DeadLetterConfig: block("dead_letter_config", { TargetArn: "target_arn" }),
      FileSystemConfigs: blocks("file_system_config", { Arn: "arn", LocalMountPath: "local_mount_path" }),
      CodeSigningConfigArn: "code_signing_config_arn",
      ReservedConcurrentExecutions: mapped("reserved_concurrent_executions", (n) => (Number(n) < 0 ? undefined : n)),
      EphemeralStorage: block("ephemeral_storage", { Size: "size" }),
      SnapStart: block("snap_start", { ApplyOn: "apply_on" }),
      LoggingConfig: block("logging_config", { LogGroup: "log_group", LogFormat: "log_format" }),
      ...tags,
    },
    extra: (row, { self }) =>
      value(row, "publish") === true
        ? [{ type: "AWS::Lambda::Version", key: "version", from: "publish", properties: { FunctionName: self.name } }]
        : [],
  },
  aws_lambda_permission: {
    type: "AWS::Lambda::Permission",
    properties: {
      FunctionName: qualified,
      Action: "action",
      Principal: "principal",
      SourceArn: sourceArn,
      SourceAccount: "source_account",
      EventSourceToken: "event_source_token",
      FunctionUrlAuthType: "function_url_auth_type",
      PrincipalOrgID: "principal_org_id",
      InvokedViaFunctionUrl: "invoked_via_function_url",
      StatementId: "statement_id",
    },
  },
  aws_lambda_function_url: {
    type: "AWS::Lambda::Url",
    properties: {
      TargetFunctionArn: "function_name",
      Qualifier: "qualifier",
      AuthType: "authorization_type",
      InvokeMode: "invoke_mode",
      Cors: block("cors", { AllowOrigins: "allow_origins", AllowMethods: "allow_methods", AllowCredentials: "allow_credentials" }),
    },
  },
  aws_lambda_alias: {
    type: "AWS::Lambda::Alias",
    properties: { Name: "name", FunctionName: "function_name", FunctionVersion: "function_version" },
  },
  aws_lambda_event_source_mapping: {
    type: "AWS::Lambda::EventSourceMapping",
    attributes: { uuid: "ref" },
    properties: {
      EventSourceArn: "event_source_arn",
      FunctionName: "function_name",
      Enabled: "enabled",
      BatchSize: "batch_size",
      MaximumBatchingWindowInSeconds: "maximum_batching_window_in_seconds",
      BisectBatchOnFunctionError: "bisect_batch_on_function_error",
      MaximumRetryAttempts: "maximum_retry_attempts",
      MaximumRecordAgeInSeconds: "maximum_record_age_in_seconds",
      DestinationConfig: destination,
      ScalingConfig: block("scaling_config", { MaximumConcurrency: "maximum_concurrency" }),
      FunctionResponseTypes: "function_response_types",
      FilterCriteria: block("filter_criteria", { Filters: blocks("filter", { Pattern: "pattern" }) }),
      KmsKeyArn: "kms_key_arn",
    },
  },
  aws_lambda_function_event_invoke_config: {
    type: "AWS::Lambda::EventInvokeConfig",
    properties: {
      FunctionName: "function_name",
      Qualifier: "qualifier",
      MaximumRetryAttempts: "maximum_retry_attempts",
      MaximumEventAgeInSeconds: "maximum_event_age_in_seconds",
      DestinationConfig: destination,
    },
  },
  aws_lambda_layer_version: {
    type: "AWS::Lambda::LayerVersion",
    attributes: { layer_name: "name", id: "arn" },
    properties: { LayerName: "layer_name", CompatibleRuntimes: "compatible_runtimes", LicenseInfo: "license_info" },
  },
  aws_lambda_layer_version_permission: {
    type: "AWS::Lambda::LayerVersionPermission",
    properties: {
      LayerVersionArn: from(["layer_name", "version_number"], (row) => {
        const layer = value(row, "layer_name");
        const version = value(row, "version_number");
        if (typeof layer !== "string" || /:layer:[^:]+:\d+$/.test(layer)) return layer;
        return isUnknown(version) || version === undefined ? `${layer}:1` : `${layer}:${String(version)}`;
      }),
      Action: "action",
      Principal: "principal",
      OrganizationId: "organization_id",
    },
  },
  aws_lambda_code_signing_config: {
    type: "AWS::Lambda::CodeSigningConfig",
    attributes: { config_id: "CodeSigningConfigId" },
    properties: {
      AllowedPublishers: block("allowed_publishers", { SigningProfileVersionArns: "signing_profile_version_arns" }),
      CodeSigningPolicies: block("policies", { UntrustedArtifactOnDeployment: "untrusted_artifact_on_deployment" }),
      ...tags,
    },
  },
  aws_lambda_provisioned_concurrency_config: {
    merges: ["AWS::Lambda::Alias", "AWS::Lambda::Version"].map((into) => ({
      into,
      target: (row) => {
        const qualifier = value(row, "qualifier");
        return typeof qualifier === "string" && /^\d+$/.test(qualifier) === (into === "AWS::Lambda::Alias")
          ? undefined
          : into === "AWS::Lambda::Alias"
            ? qualifier
            : "";
      },
      also: (row) => ({ FunctionName: value(row, "function_name") }),
      properties: { ProvisionedConcurrencyConfig: nest({ ProvisionedConcurrentExecutions: "provisioned_concurrent_executions" }) },
    })),
  },
  aws_lambda_runtime_management_config: {
    merges: [
      {
        into: "AWS::Lambda::Function",
        target: (row) => value(row, "function_name"),
        properties: { RuntimeManagementConfig: nest({ UpdateRuntimeOn: "update_runtime_on" }) },
      },
    ],
  },
  aws_lambda_function_recursion_config: {
    merges: [
      { into: "AWS::Lambda::Function", target: (row) => value(row, "function_name"), properties: { RecursiveLoop: "recursive_loop" } },
    ],
  },
  aws_lambda_invocation: { merges: [] },
  aws_signer_signing_profile: {
    type: "AWS::Signer::SigningProfile",
    attributes: { version_arn: "ProfileVersionArn", version: "ProfileVersion", id: "ProfileName" },
    properties: { ProfileName: "name", PlatformId: "platform_id", ...tags },
  },
  aws_signer_signing_profile_permission: {
    type: "AWS::Signer::ProfilePermission",
    properties: { ProfileName: "profile_name", Action: "action", Principal: "principal" },
  },
  aws_serverlessapplicationrepository_cloudformation_stack: {
    type: "AWS::CloudFormation::Stack",
    properties: { Parameters: "parameters", Capabilities: constant(undefined) },
  },
};
