/**
 * A plan says which references an expression has, not what it does with them. What the attribute is called tells the rest:
 * whether it is text in JSON, a list, and which attribute of a resource it wants.
 */
const DOCUMENTS =
  /^(policy|.*_policy|policy_document|.*_policy_document|policies|definition|container_definitions|body|event_pattern|filter_policy|schema|input|input_transformer|template|rule_json|assume_role_policy|policy_text|json)$/;

/** JSON text: a lone reference inside it is not the text itself. */
export function isDocument(attribute: string): boolean {
  return DOCUMENTS.test(attribute) && attribute !== "permissions_boundary_policy";
}

/** A list of values. */
export function isList(attribute: string): boolean {
  return /(_ids|_arns|_names|groups|subnets|layers|resources|identifiers|values|roles|users|topics|aliases|policies|actions|architectures|cidr_blocks|audience|instances|publishers|principals)$/.test(
    attribute,
  );
}

/** The attribute of a resource that an attribute of this name usually holds. */
export function expectedAttribute(attribute: string): string {
  if (/(^|_)arns?$/.test(attribute) || /^(role|resources|identifiers|source_arn)$/.test(attribute)) return "arn";
  if (/(^|_)names?$/.test(attribute) || attribute === "bucket") return "name";
  return "id";
}

/**
 * Attributes that hold nothing but an identifier of another resource. What is written around the reference then cannot change
 * which one is meant, though a plan does not show it.
 */
const IDENTIFIERS =
  /((^|_)(arns?|ids?|invoke_arn|queue_url|bucket|function_name|role|user|group|rule|cluster|stage_name|table_name|log_group_name|log_group|event_bus_name|http_method|data_source|credentials|subnets|security_groups|layers|alarm_actions|destination|redrive_policy)|^(queue|source|target|uri|authorizer_uri|integration_uri|endpoint|log_destination|arn|queue_arn|topic|workgroup))$/;

/** Text in which a reference may be one part of many. */
const FREE = new Set([
  "variables",
  "environment",
  "environment_variables",
  "stage_variables",
  "tags",
  "tags_all",
  "parameters",
  "request_templates",
  "request_parameters",
  "user_data",
  "options",
  "values",
]);

export function isFreeText(step: string | number): boolean {
  return FREE.has(String(step));
}

/** True when a lone reference in an attribute is its whole value: never for free text, patterns and names of one's own. */
export function takesWhole(path: readonly (string | number)[], isOwnName: (attribute: string) => boolean): boolean {
  const attribute = String([...path].reverse().find((step) => typeof step === "string") ?? "");
  if (path.length === 1 && isOwnName(attribute)) return false;
  return (
    isDocument(attribute) || /^(source|override)_policy_documents$|^(source|override)_json$/.test(attribute) || IDENTIFIERS.test(attribute)
  );
}

/** An ARN that names its account stays in that account, whatever is written behind it. */
export function staysInAccount(value: unknown): boolean {
  return typeof value === "string" && /^arn:[^:]+:[^:]+:[^:]*:\d{12}:/.test(value);
}

/**
 * Blocks that may be written with `dynamic`, of which a plan says nothing when it does not know how many there will be: it
 * then looks as if they were left to the provider.
 */
export const BLOCKS: ReadonlySet<string> = new Set(
  `access_control_policy access_log_settings access_logs action additional_authentication_provider admin_create_user_config
  advanced_event_selector advanced_security_additional_flows allowed_publishers api_stages apply_server_side_encryption_by_default
  backup_policy cloudwatch_logging_options condition configuration cors cors_configuration custom_origin_config data_resource
  dead_letter_config default_action default_cache_behavior default_route_settings destination_config details domain_name_configuration
  dynamodb_config egress elasticsearch_config email_mfa_configuration encryption_configuration endpoint_configuration environment
  ephemeral_storage event_bridge_config event_selector execute_command_configuration expiration location extended_s3_configuration field_selector
  file_system_config filter filter_criteria forward geo_restriction grant grantee http_config http_endpoint_config
  http_endpoint_configuration iam_instance_profile image_scanning_configuration index_document ingress inline_policy jwt_configuration
  kinesis_source_configuration lambda_config lambda_function launch_template lifecycle lifecycle_rule listener log_config
  log_configuration logging logging_config logging_configuration member metadata_options metric_transformation
  mutual_tls_authentication network_configuration not_principals on_failure on_success opensearchservice_config
  ordered_cache_behavior origin origin_group override_action password_policy point_in_time_recovery policies principals
  public_access_block public_access_block_configuration queue quota_settings redirect region relational_database_config
  replication_configuration restrictions rotation_rules route route_settings rule rules s3_configuration s3_origin_config
  scaling_config server_side_encryption server_side_encryption_configuration serverlessv2_scaling_configuration setting settings
  sign_in_policy sms_configuration snap_start software_token_mfa_configuration statement subnet_mapping target target_group
  throttle_settings tls_config token_validity_units topic tracing_config tracing_configuration ttl user_pool_add_ons versioning
  elasticsearch_configuration iceberg_configuration opensearch_configuration
  opensearchserverless_configuration redshift_configuration snowflake_configuration splunk_configuration versioning_configuration
  viewer_certificate visibility_config volume vpc_config vpc_configuration website`.split(/\s+/),
);

/**
 * Of those, the ones without which AWS does the least there is: taken as not written, they can only be judged too harshly.
 */
export const WEAKEST_WHEN_ABSENT: ReadonlySet<string> = new Set(
  `access_logs access_log_settings admin_create_user_config backup_policy cloudwatch_logging_options dead_letter_config
  endpoint_configuration ephemeral_storage image_scanning_configuration lifecycle_rule log_config logging logging_configuration
  metadata_options mutual_tls_authentication point_in_time_recovery replication_configuration rotation_rules server_side_encryption
  server_side_encryption_configuration software_token_mfa_configuration throttle_settings tracing_config tracing_configuration
  user_pool_add_ons versioning`.split(/\s+/),
);
