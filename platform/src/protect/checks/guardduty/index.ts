import { ec2AgentUnmanaged } from "./ec2-agent-unmanaged.ts";
import { eksAgentUnmanaged } from "./eks-agent-unmanaged.ts";
import { eksAuditLogsOff } from "./eks-audit-logs-off.ts";
import { fargateAgentUnmanaged } from "./fargate-agent-unmanaged.ts";
import { lambdaProtectionOff } from "./lambda-protection-off.ts";
import { malwareProtectionOff } from "./malware-protection-off.ts";
import { off } from "./off.ts";
import { rdsProtectionOff } from "./rds-protection-off.ts";
import { runtimeMonitoringOff } from "./runtime-monitoring-off.ts";
import { s3ProtectionOff } from "./s3-protection-off.ts";

export const guarddutyChecks = [
  ec2AgentUnmanaged,
  eksAgentUnmanaged,
  eksAuditLogsOff,
  fargateAgentUnmanaged,
  lambdaProtectionOff,
  malwareProtectionOff,
  off,
  rdsProtectionOff,
  runtimeMonitoringOff,
  s3ProtectionOff,
] as const;
