import { defineCheck } from "../../check.ts";
import { settle } from "../../monitoring/three-valued.ts";
import { openToInternet } from "../../network/ports.ts";

/** Any group, attached or not: an open group is one click from being used. */
export const sshOpenToIpv4 = defineCheck({
  id: "ec2/ssh-open-to-ipv4",
  on: "SecurityGroup",
  severity: "high",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.AC-3"],
  meets: {
    "cis-aws-foundations-2.0.0": ["5.2"],
    "cis-aws-foundations-7.0.0": ["6.3"],
    "aws-fsbp": ["EC2.19"],
    "aws-config": ["restricted-ssh"],
  },
  text: {
    en: {
      title: "SSH is open to every IPv4 address",
      risk: "Bots try passwords and stolen keys within minutes of the port being open.",
      fix: "Allow the port from named networks only, or drop SSH for Session Manager, which needs no open port.",
    },
    ja: {
      title: "SSH が全 IPv4 アドレスに開放されている",
      risk: "ポートの開放から数分で、パスワードの総当たりや盗まれた鍵による侵入が試みられます。",
      fix: "許可する送信元を限定するか、ポート開放が不要な Session Manager に切り替えてください。",
    },
  },
  remedy: {
    cli: "aws ec2 revoke-security-group-ingress --group-id <group-id> --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=0.0.0.0/0}]'",
    cloudformation: "SecurityGroupIngress:\n  - IpProtocol: tcp\n    FromPort: 22\n    ToPort: 22\n    CidrIp: <your-network>/32",
  },
  judge(group, need) {
    const { evidence, undecided } = openToInternet(group, need, ["ipv4"], [22]);
    return settle(evidence, undecided, need);
  },
});
