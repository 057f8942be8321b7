import { APIGatewayClient, GetAccountCommand } from "@aws-sdk/client-api-gateway";
import { EC2Client, GetEbsEncryptionByDefaultCommand } from "@aws-sdk/client-ec2";
import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetEncryptionConfigCommand, XRayClient } from "@aws-sdk/client-xray";
import { mapFact, unknown } from "../../model/index.ts";
import { regionId } from "../ids.ts";
import { defineCollector } from "./collector.ts";
import { filled } from "./lists.ts";
import { configCalls, readConfig } from "./region-config.ts";
import {
  readAccessAnalyzer,
  readDetective,
  readGuardDuty,
  readInspector,
  readMacie,
  readSecurityHub,
  securityCalls,
} from "./region-security.ts";

/** The settings of one region. Every one is a fact of its own: one refused call leaves the others known. */
export const region = defineCollector({
  service: "region",
  scope: "region",
  kinds: ["Region"],
  calls: {
    GetEbsEncryptionByDefault: "ec2:GetEbsEncryptionByDefault",
    GetEncryptionConfig: "xray:GetEncryptionConfig",
    GetAccountSettings: "lambda:GetAccountSettings",
    GetAccount: "apigateway:GET",
    ...securityCalls,
    ...configCalls,
  },
  origins: {
    Region: {
      EbsEncryptionByDefault: "ec2:GetEbsEncryptionByDefault",
      GuardDuty: "guardduty:GetDetector",
      SecurityHub: "securityhub:DescribeHub",
      AccessAnalyzers: "access-analyzer:ListAnalyzers",
      Macie: "macie2:GetMacieSession",
      Inspector: "inspector2:BatchGetAccountStatus",
      DetectiveGraphs: "detective:ListGraphs",
      ConfigRecorder: "config:DescribeConfigurationRecorders",
      ConfigDeliveryChannels: "config:DescribeDeliveryChannels",
      ConformancePacks: "config:DescribeConformancePacks",
      XrayEncryption: "xray:GetEncryptionConfig",
      LambdaConcurrencyLimit: "lambda:GetAccountSettings",
      ApiGatewayLogRole: "apigateway:GetAccount",
    },
  },
  async collect(aws) {
    const [ebs, xray, lambda, gateway, guardDuty, hub, analyzers, macie, inspector, graphs, config] = await Promise.all([
      aws.read(aws.client(EC2Client), new GetEbsEncryptionByDefaultCommand({})),
      aws.read(aws.client(XRayClient), new GetEncryptionConfigCommand({})),
      aws.read(aws.client(LambdaClient), new GetAccountSettingsCommand({})),
      aws.read(aws.client(APIGatewayClient), new GetAccountCommand({})),
      readGuardDuty(aws),
      readSecurityHub(aws),
      readAccessAnalyzer(aws),
      readMacie(aws),
      readInspector(aws),
      readDetective(aws),
      readConfig(aws),
    ]);
    aws.add(
      "Region",
      { id: regionId(aws), name: aws.region },
      {
        RegionName: aws.region,
        EbsEncryptionByDefault: mapFact(
          ebs,
          (known) => known?.EbsEncryptionByDefault ?? unknown("failed", { action: "ec2:GetEbsEncryptionByDefault", what: "no answer" }),
        ),
        GuardDuty: guardDuty,
        SecurityHub: hub,
        AccessAnalyzers: analyzers,
        Macie: macie,
        Inspector: inspector,
        DetectiveGraphs: graphs,
        ...config,
        XrayEncryption: mapFact(xray, (known) =>
          known?.EncryptionConfig?.Type ? { Type: known.EncryptionConfig.Type, KeyId: filled(known.EncryptionConfig.KeyId) } : undefined,
        ),
        LambdaConcurrencyLimit: mapFact(lambda, (known) => known?.AccountLimit?.ConcurrentExecutions),
        ApiGatewayLogRole: mapFact(gateway, (known) => filled(known?.cloudwatchRoleArn)),
        Tags: undefined,
      },
    );
  },
});
