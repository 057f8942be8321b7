import { type Fact, isUnknown } from "../../../model/index.ts";
import type { Fold } from "../declared.ts";
import { policyOf } from "./attach.ts";
import { noun } from "./make.ts";
import { choice, flag, get, num, or, tags, text } from "./read.ts";

export const stream: Fold = (d, stack) => {
  const p = d.properties;
  const encryption = get(p, "StreamEncryption");
  return [
    noun(
      "KinesisStream",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        StreamName: d.name,
        EncryptionType: encryption === undefined ? "NONE" : or(choice(["NONE", "KMS"], encryption, "EncryptionType"), "KMS"),
        KeyId: text(encryption, "KeyId"),
        RetentionPeriodHours: or(num(p, "RetentionPeriodHours"), 24),
        Policy: policyOf(stack, d, [["AWS::Kinesis::ResourcePolicy", "ResourceArn", "ResourcePolicy"]]),
        Tags: tags(p["Tags"]),
      },
      { places: { EncryptionType: ["StreamEncryption"], KeyId: ["StreamEncryption", "KeyId"] } },
    ),
  ];
};

const DESTINATIONS = [
  "S3",
  "ExtendedS3",
  "Redshift",
  "Elasticsearch",
  "Amazonopensearchservice",
  "AmazonOpenSearchServerless",
  "Splunk",
  "HttpEndpoint",
  "Snowflake",
  "Iceberg",
] as const;

export const firehose: Fold = (d, stack) => {
  const p = d.properties;
  const arns: Fact<string>[] = [];
  let logging: Fact<boolean> = false;
  for (const destination of DESTINATIONS) {
    const value = get(p, `${destination}DestinationConfiguration`);
    if (value === undefined) continue;
    for (const found of [
      text(value, "BucketARN"),
      text(value, "DomainARN"),
      text(value, "CollectionEndpoint"),
      text(value, "ClusterEndpoint"),
      text(value, "ClusterJDBCURL"),
      text(value, "HECEndpoint"),
      text(value, "EndpointConfiguration", "Url"),
      text(value, "S3Configuration", "BucketARN"),
    ]) {
      if (found !== undefined && !(isUnknown(found) && arns.includes(found))) arns.push(found);
    }
    for (const options of [
      flag(value, "CloudWatchLoggingOptions", "Enabled"),
      flag(value, "S3Configuration", "CloudWatchLoggingOptions", "Enabled"),
    ]) {
      if (options === true) logging = true;
      else if (isUnknown(options) && logging === false) logging = options;
    }
  }
  const encryption = get(p, "DeliveryStreamEncryptionConfigurationInput");
  return [
    noun(
      "FirehoseStream",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Encrypted: isUnknown(encryption) ? encryption : encryption !== undefined,
        KeyArn: text(encryption, "KeyARN"),
        SourceStreamArn: text(p, "KinesisStreamSourceConfiguration", "KinesisStreamARN"),
        DestinationArns: arns,
        LoggingEnabled: logging,
        Tags: tags(p["Tags"]),
      },
      { places: { Encrypted: ["DeliveryStreamEncryptionConfigurationInput"], SourceStreamArn: ["KinesisStreamSourceConfiguration"] } },
    ),
  ];
};
