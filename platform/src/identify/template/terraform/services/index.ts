import type { Mappings } from "../mapping.ts";
import { apigateway } from "./apigateway.ts";
import { cognito } from "./cognito.ts";
import { data } from "./data.ts";
import { dynamodb } from "./dynamodb.ts";
import { edge } from "./edge.ts";
import { iam } from "./iam.ts";
import { lambda } from "./lambda.ts";
import { management } from "./management.ts";
import { messaging } from "./messaging.ts";
import { network } from "./network.ts";
import { s3 } from "./s3.ts";
import { security } from "./security.ts";

/** How each resource type of the AWS provider is said in CloudFormation. */
export const mappings: Mappings = {
  ...lambda,
  ...apigateway,
  ...messaging,
  ...dynamodb,
  ...s3,
  ...security,
  ...cognito,
  ...iam,
  ...management,
  ...network,
  ...edge,
  ...data,
};
