import { type Evidence, type Fact, failIf, isUnknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { firstMatch } from "../../network/acl.ts";

/** By the first rule that matches, in the order of their numbers, as the network itself decides. */
export const networkAclAdminPortOpen = defineCheck({
  id: "ec2/network-acl-admin-port-open",
  on: "NetworkAcl",
  severity: "low",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.AC-3"],
  meets: { "cis-aws-foundations-2.0.0": ["5.1"], "cis-aws-foundations-7.0.0": ["6.2"], "aws-fsbp": ["EC2.21"] },
  text: {
    en: {
      title: "The network ACL lets the internet reach administration ports",
      risk: "One wrong security group is then enough to expose a machine; the second line of defence is not drawn.",
      fix: "Deny the administration ports from 0.0.0.0/0 and ::/0 with a rule number below the rule that allows.",
    },
    ja: {
      title: "ネットワーク ACL で管理用ポートがインターネットに開放されている",
      risk: "セキュリティグループを 1 つ誤るだけでマシンが露出し、二重の防御になっていません。",
      fix: "許可の規則より小さい番号で、0.0.0.0/0 と ::/0 からの管理用ポートを拒否してください。",
    },
  },
  remedy: {
    cli: "aws ec2 create-network-acl-entry --network-acl-id <acl-id> --ingress --rule-number 50 --protocol tcp --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --rule-action deny",
    cloudformation:
      "Type: AWS::EC2::NetworkAclEntry\nProperties:\n  NetworkAclId: !Ref Acl\n  RuleNumber: 50\n  Protocol: 6\n  PortRange: { From: 22, To: 22 }\n  CidrBlock: 0.0.0.0/0\n  RuleAction: deny",
  },
  judge(acl, need, world) {
    const entries = need.outer(acl.Entries);
    const evidence: Evidence[] = [];
    let undecided: Fact<unknown>;
    for (const family of ["ipv4", "ipv6"] as const) {
      for (const port of world.settings.adminPorts) {
        const way = firstMatch(entries, family, port);
        if (isUnknown(way)) undecided ??= way;
        else if (way) evidence.push({ subject: `${family}/${port}`, path: ["Entries"], found: way });
      }
    }
    if (evidence.length === 0) need(undecided);
    return failIf(evidence);
  },
});
