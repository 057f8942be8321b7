import type { Mappings } from "../mapping.ts";
import { apigateway } from "./apigateway.ts";
import { cognito } from "./cognito.ts";
import { dynamodb } from "./dynamodb.ts";
import { iam } from "./iam.ts";
import { lambda } from "./lambda.ts";
import { management } from "./management.ts";
import { messaging } from "./messaging.ts";
import { s3 } from "./s3.ts";
import { security } from "./security.ts";

/** How each resource type of the AWS provider is said in CloudFormation. */
export const mappings: Mappings = { ...lambda, ...apigateway, ...messaging, ...dynamodb, ...s3, ...security, ...cognito, ...iam, ...management };
