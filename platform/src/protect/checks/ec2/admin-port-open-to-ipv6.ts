import { defineCheck } from "../../check.ts";
import { settle } from "../../monitoring/three-valued.ts";
import { openToInternet } from "../../network/ports.ts";

/** The IPv6 twin of ec2/admin-port-open-to-ipv4. */
export const adminPortOpenToIpv6 = defineCheck({
  id: "ec2/admin-port-open-to-ipv6",
  on: "SecurityGroup",
  severity: "high",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.AC-3"],
  meets: { "cis-aws-foundations-2.0.0": ["5.3"], "cis-aws-foundations-7.0.0": ["6.4"], "aws-fsbp": ["EC2.19"] },
  text: {
    en: {
      title: "An administration port is open to every IPv6 address",
      risk: "Scanners find IPv6 hosts through DNS and certificates; the address space hides nobody.",
      fix: "Remove the rule with ::/0, or name the networks that need it.",
    },
    ja: {
      title: "管理用ポートが全 IPv6 アドレスに開放されている",
      risk: "IPv6 のホストも DNS や証明書から発見されるため、アドレス空間の広さは防御になりません。",
      fix: "::/0 の規則を削除するか、必要な送信元だけに限定してください。",
    },
  },
  remedy: {
    cli: "aws ec2 revoke-security-group-ingress --group-id <group-id> --ip-permissions 'IpProtocol=tcp,FromPort=3389,ToPort=3389,Ipv6Ranges=[{CidrIpv6=::/0}]'",
    cloudformation: "SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 3389\n    ToPort: 3389\n    CidrIpv6: <your-network>/128",
  },
  judge(group, need, world) {
    const { evidence, undecided } = openToInternet(
      group,
      need,
      ["ipv6"],
      world.settings.adminPorts.filter((port) => port !== 22),
      [22],
    );
    return settle(evidence, undecided, need);
  },
});
