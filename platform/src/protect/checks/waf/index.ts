import { commonAttacksNotFiltered } from "./common-attacks-not-filtered.ts";
import { loggingOff } from "./logging-off.ts";
import { noRateLimit } from "./no-rate-limit.ts";
import { ruleGroupMetricsOff } from "./rule-group-metrics-off.ts";
import { ruleMetricsOff } from "./rule-metrics-off.ts";
import { userPoolWithoutWebAcl } from "./user-pool-without-web-acl.ts";
import { webAclWithoutRules } from "./web-acl-without-rules.ts";

export const wafChecks = [
  commonAttacksNotFiltered,
  loggingOff,
  noRateLimit,
  ruleGroupMetricsOff,
  ruleMetricsOff,
  userPoolWithoutWebAcl,
  webAclWithoutRules,
] as const;
