import type { Unknown } from "../../model/index.ts";

/** Properties that say what a resource belongs to. They stay known, so that the doubt reaches the right resource and no other. */
const TARGETS = new Set([
  "Bucket",
  "Queues",
  "Topics",
  "FunctionName",
  "Qualifier",
  "ResourceArn",
  "ResourceARN",
  "ResourceId",
  "ResourceType",
  "SecretId",
  "UserPoolId",
  "ClientId",
  "IdentityPoolId",
  "RestApiId",
  "ApiId",
  "StageName",
  "ScalingTargetId",
  "ServiceNamespace",
  "ScalableDimension",
  "EventBusName",
  "KeyId",
  "TableName",
  "StreamARN",
]);

/** Types that mend another resource by being there. */
const MENDING = new Set([
  "AWS::S3::BucketPolicy",
  "AWS::SQS::QueuePolicy",
  "AWS::SNS::TopicPolicy",
  "AWS::WAFv2::WebACLAssociation",
  "AWS::WAFv2::LoggingConfiguration",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::ApplicationAutoScaling::ScalableTarget",
  "AWS::ApplicationAutoScaling::ScalingPolicy",
  "AWS::SecretsManager::RotationSchedule",
  "AWS::SecretsManager::ResourcePolicy",
  "AWS::Cognito::UserPoolRiskConfigurationAttachment",
  "AWS::EC2::FlowLog",
  "AWS::Logs::LogGroup",
  "AWS::Kinesis::ResourcePolicy",
  "AWS::Events::EventBusPolicy",
]);

/**
 * The properties of a resource that may or may not be deployed, because its condition depends on something unknown.
 * It must not mend what it belongs to by its mere presence, so all it says is as unknown as its condition.
 */
export function doubtful(type: string, properties: Readonly<Record<string, unknown>>, because: Unknown): Readonly<Record<string, unknown>> {
  if (!MENDING.has(type)) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, TARGETS.has(key) || key.endsWith("Name") ? value : because]),
  );
}
