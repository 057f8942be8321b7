import type { Collector } from "./collector.ts";

/** Loads only what is asked for: each service's SDK client is large. */
export const collectors: Readonly<Record<string, () => Promise<Collector>>> = {
  sqs: async () => (await import("./sqs.ts")).sqs,
  iam: async () => (await import("./iam.ts")).iam,
  account: async () => (await import("./account.ts")).account,
  region: async () => (await import("./region.ts")).region,
  cloudfront: async () => (await import("./cloudfront.ts")).cloudfront,
  wafv2: async () => (await import("./wafv2.ts")).wafv2,
  "wafv2-cloudfront": async () => (await import("./wafv2-cloudfront.ts")).wafv2CloudFront,
  acm: async () => (await import("./acm.ts")).acm,
  "ec2-network": async () => (await import("./ec2-network.ts")).ec2Network,
  "ec2-instances": async () => (await import("./ec2-instances.ts")).ec2Instances,
  elb: async () => (await import("./elb.ts")).elb,
  "elb-classic": async () => (await import("./elb-classic.ts")).elbClassic,
  autoscaling: async () => (await import("./autoscaling.ts")).autoscaling,
  ecr: async () => (await import("./ecr.ts")).ecr,
  ecs: async () => (await import("./ecs.ts")).ecs,
  cloudtrail: async () => (await import("./cloudtrail.ts")).cloudtrail,
  logs: async () => (await import("./logs.ts")).logs,
  cloudwatch: async () => (await import("./cloudwatch.ts")).cloudwatch,
  signer: async () => (await import("./signer.ts")).signer,
  backup: async () => (await import("./backup.ts")).backup,
};
