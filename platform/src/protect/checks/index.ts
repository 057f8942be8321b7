import type { Check } from "../check.ts";
import { accessanalyzerChecks } from "./accessanalyzer/index.ts";
import { accountChecks } from "./account/index.ts";
import { acmChecks } from "./acm/index.ts";
import { apigatewayChecks } from "./apigateway/index.ts";
import { appsyncChecks } from "./appsync/index.ts";
import { cloudfrontChecks } from "./cloudfront/index.ts";
import { cloudtrailChecks } from "./cloudtrail/index.ts";
import { cloudwatchChecks } from "./cloudwatch/index.ts";
import { cognitoChecks } from "./cognito/index.ts";
import { configChecks } from "./config/index.ts";
import { dynamodbChecks } from "./dynamodb/index.ts";
import { ec2Checks } from "./ec2/index.ts";
import { ecrChecks } from "./ecr/index.ts";
import { ecsChecks } from "./ecs/index.ts";
import { efsChecks } from "./efs/index.ts";
import { elasticacheChecks } from "./elasticache/index.ts";
import { eventsChecks } from "./events/index.ts";
import { guarddutyChecks } from "./guardduty/index.ts";
import { iamChecks } from "./iam/index.ts";
import { kinesisChecks } from "./kinesis/index.ts";
import { kmsChecks } from "./kms/index.ts";
import { lambdaChecks } from "./lambda/index.ts";
import { logsChecks } from "./logs/index.ts";
import { macieChecks } from "./macie/index.ts";
import { opensearchChecks } from "./opensearch/index.ts";
import { rdsChecks } from "./rds/index.ts";
import { s3Checks } from "./s3/index.ts";
import { secretsmanagerChecks } from "./secretsmanager/index.ts";
import { securityhubChecks } from "./securityhub/index.ts";
import { snsChecks } from "./sns/index.ts";
import { sqsChecks } from "./sqs/index.ts";
import { ssmChecks } from "./ssm/index.ts";
import { stepfunctionsChecks } from "./stepfunctions/index.ts";
import { templateChecks } from "./template/index.ts";
import { wafChecks } from "./waf/index.ts";

/** Every check. A conformance test holds this list against the files. */
export const checks: readonly Check[] = [
  ...accessanalyzerChecks,
  ...accountChecks,
  ...acmChecks,
  ...apigatewayChecks,
  ...appsyncChecks,
  ...cloudfrontChecks,
  ...cloudtrailChecks,
  ...cloudwatchChecks,
  ...cognitoChecks,
  ...configChecks,
  ...dynamodbChecks,
  ...ec2Checks,
  ...ecrChecks,
  ...ecsChecks,
  ...efsChecks,
  ...elasticacheChecks,
  ...eventsChecks,
  ...guarddutyChecks,
  ...iamChecks,
  ...kinesisChecks,
  ...kmsChecks,
  ...lambdaChecks,
  ...logsChecks,
  ...macieChecks,
  ...opensearchChecks,
  ...rdsChecks,
  ...s3Checks,
  ...secretsmanagerChecks,
  ...securityhubChecks,
  ...snsChecks,
  ...sqsChecks,
  ...ssmChecks,
  ...stepfunctionsChecks,
  ...templateChecks,
  ...wafChecks,
];
