import { adminPortOpenToIpv4 } from "./admin-port-open-to-ipv4.ts";
import { adminPortOpenToIpv6 } from "./admin-port-open-to-ipv6.ts";
import { defaultSecurityGroupHasRules } from "./default-security-group-has-rules.ts";
import { highRiskPortOpen } from "./high-risk-port-open.ts";
import { instanceTypeUndesired } from "./instance-type-undesired.ts";
import { instanceWithoutRole } from "./instance-without-role.ts";
import { metadataWithoutToken } from "./metadata-without-token.ts";
import { networkAclAdminPortOpen } from "./network-acl-admin-port-open.ts";
import { peeringRouteWide } from "./peering-route-wide.ts";
import { sshOpenToIpv4 } from "./ssh-open-to-ipv4.ts";
import { sshOpenToIpv6 } from "./ssh-open-to-ipv6.ts";
import { volumesNotEncryptedByDefault } from "./volumes-not-encrypted-by-default.ts";
import { vpcWithoutFlowLog } from "./vpc-without-flow-log.ts";

export const ec2Checks = [
  adminPortOpenToIpv4,
  adminPortOpenToIpv6,
  defaultSecurityGroupHasRules,
  highRiskPortOpen,
  instanceTypeUndesired,
  instanceWithoutRole,
  metadataWithoutToken,
  networkAclAdminPortOpen,
  peeringRouteWide,
  sshOpenToIpv4,
  sshOpenToIpv6,
  volumesNotEncryptedByDefault,
  vpcWithoutFlowLog,
] as const;
