import { defineCheck } from "../../check.ts";
import { settle } from "../../monitoring/three-valued.ts";
import { openToInternet } from "../../network/ports.ts";

/** The ports of the setting `adminPorts`; port 22 has its own check. */
export const adminPortOpenToIpv4 = defineCheck({
  id: "ec2/admin-port-open-to-ipv4",
  on: "SecurityGroup",
  severity: "high",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.AC-3"],
  meets: { "cis-aws-foundations-2.0.0": ["5.2"], "cis-aws-foundations-7.0.0": ["6.3"], "aws-fsbp": ["EC2.19"] },
  text: {
    en: {
      title: "An administration port is open to every IPv4 address",
      risk: "Remote desktop and remote shells are the door ransomware comes in by.",
      fix: "Allow the port from named networks or through a bastion only.",
    },
    ja: {
      title: "管理用ポートが全 IPv4 アドレスに開放されている",
      risk: "リモートデスクトップやリモートシェルは、ランサムウェアの主な侵入口です。",
      fix: "許可する送信元を特定のネットワークまたは踏み台に限定してください。",
    },
  },
  remedy: {
    cli: "aws ec2 revoke-security-group-ingress --group-id <group-id> --ip-permissions 'IpProtocol=tcp,FromPort=3389,ToPort=3389,IpRanges=[{CidrIp=0.0.0.0/0}]'",
    cloudformation: "SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 3389\n    ToPort: 3389\n    CidrIp: <your-network>/32",
  },
  judge(group, need, world) {
    const { evidence, undecided } = openToInternet(
      group,
      need,
      ["ipv4"],
      world.settings.adminPorts.filter((port) => port !== 22),
      [22],
    );
    return settle(evidence, undecided, need);
  },
});
