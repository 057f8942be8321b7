import { defineCheck } from "../../check.ts";
import { settle } from "../../monitoring/three-valued.ts";
import { openToInternet } from "../../network/ports.ts";

/** The IPv6 twin of ec2/ssh-open-to-ipv4. */
export const sshOpenToIpv6 = defineCheck({
  id: "ec2/ssh-open-to-ipv6",
  on: "SecurityGroup",
  severity: "high",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.AC-3"],
  meets: {
    "cis-aws-foundations-2.0.0": ["5.3"],
    "cis-aws-foundations-7.0.0": ["6.4"],
    "aws-fsbp": ["EC2.19"],
    "aws-config": ["restricted-ssh"],
  },
  text: {
    en: {
      title: "SSH is open to every IPv6 address",
      risk: "The rule for IPv4 was closed, the one for IPv6 was not: the same machine is open through the other door.",
      fix: "Remove the rule with ::/0, or name the networks that need it.",
    },
    ja: {
      title: "SSH が全 IPv6 アドレスに開放されている",
      risk: "IPv4 の規則を閉じても、IPv6 側から同じマシンに到達できます。",
      fix: "::/0 の規則を削除するか、必要な送信元だけに限定してください。",
    },
  },
  remedy: {
    cli: "aws ec2 revoke-security-group-ingress --group-id <group-id> --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,Ipv6Ranges=[{CidrIpv6=::/0}]'",
    cloudformation: "SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 22\n    ToPort: 22\n    CidrIpv6: <your-network>/128",
  },
  judge(group, need) {
    const { evidence, undecided } = openToInternet(group, need, ["ipv6"], [22]);
    return settle(evidence, undecided, need);
  },
});
