import type { Feed } from "../model/index.ts";
import type { LogSource } from "./sigma/rule.ts";

/** How Sigma names each log. */
export const logSources: Readonly<Record<Feed, LogSource>> = {
  cloudtrail: { product: "aws", service: "cloudtrail" },
  "vpc-flow": { product: "aws", service: "vpcflow" },
  dns: { product: "aws", category: "dns", service: "route53resolver" },
  "s3-access": { product: "aws", category: "webserver", service: "s3access" },
  "api-access": { product: "aws", category: "webserver", service: "apigateway" },
  "load-balancer": { product: "aws", category: "webserver", service: "elb" },
  cloudfront: { product: "aws", category: "webserver", service: "cloudfront" },
  waf: { product: "aws", service: "waf" },
  lambda: { product: "aws", service: "lambda" },
  finding: { product: "aws", service: "securityhub" },
  ocsf: { product: "ocsf" },
};
