import type { Gap, Kind } from "../../../model/index.ts";
import { isUnknown } from "../../../model/index.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { apigatewayFolds } from "./apigateway.ts";
import { apigatewayv2Folds } from "./apigatewayv2.ts";
import { appsyncFolds } from "./appsync.ts";
import { cloudfrontFolds } from "./cloudfront.ts";
import { cognitoFolds } from "./cognito.ts";
import { computeFolds } from "./compute.ts";
import { dataFolds } from "./data.ts";
import { dynamodbFolds } from "./dynamodb.ts";
import { ec2Folds } from "./ec2.ts";
import { elbFolds } from "./elb.ts";
import { iamFolds } from "./iam.ts";
import { kmsFolds } from "./kms.ts";
import { lambdaFolds } from "./lambda.ts";
import { managementFolds } from "./management.ts";
import { messagingFolds } from "./messaging.ts";
import { openApiOf } from "./openapi.ts";
import { rdsFolds } from "./rds.ts";
import { s3Folds } from "./s3.ts";
import { statesFolds } from "./states.ts";
import { wafFolds } from "./waf.ts";

/** Folds by CloudFormation type. Types that only attach to others make no nouns of their own. */
export const folds: Readonly<Record<string, Fold>> = {
  ...lambdaFolds,
  ...apigatewayFolds,
  ...apigatewayv2Folds,
  ...appsyncFolds,
  ...statesFolds,
  ...messagingFolds,
  ...dynamodbFolds,
  ...s3Folds,
  ...rdsFolds,
  ...dataFolds,
  ...kmsFolds,
  ...cognitoFolds,
  ...iamFolds,
  ...cloudfrontFolds,
  ...wafFolds,
  ...elbFolds,
  ...ec2Folds,
  ...computeFolds,
  ...managementFolds,
};

const BODIES: Readonly<Record<string, readonly Kind[]>> = {
  "AWS::ApiGateway::RestApi": ["RestMethod", "RestAuthorizer"],
  "AWS::ApiGatewayV2::Api": ["HttpRoute", "HttpAuthorizer"],
};

/** Kinds that a declaration holds but that cannot be listed here: the routes of an API whose body is in S3, say. */
export function gapsOf(declared: Declared, stack: Stack): readonly Gap[] {
  const kinds = BODIES[declared.type];
  if (!kinds) return [];
  const body = openApiOf(declared.properties);
  return isUnknown(body) ? kinds.map((kind) => ({ scope: stack.scope, kind, region: stack.region, because: body })) : [];
}
