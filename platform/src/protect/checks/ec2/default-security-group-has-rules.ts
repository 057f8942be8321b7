import { fail, isUnknown, knownOr, notApplicable, pass, type SecurityGroupRule } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Rules in either direction count. */
export const defaultSecurityGroupHasRules = defineCheck({
  id: "ec2/default-security-group-has-rules",
  on: "SecurityGroup",
  severity: "low",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: { "cis-aws-foundations-2.0.0": ["5.4"], "cis-aws-foundations-7.0.0": ["6.5"], "aws-fsbp": ["EC2.2"] },
  text: {
    en: {
      title: "The default security group has rules",
      risk: "Whatever is started without naming a group lands here, and can talk to everything else that did.",
      fix: "Remove all rules of the default group and give each workload its own.",
    },
    ja: {
      title: "デフォルトのセキュリティグループに規則がある",
      risk: "グループを指定せずに起動したリソースはすべてここに入り、互いに通信できてしまいます。",
      fix: "デフォルトグループの規則をすべて削除し、ワークロードごとにグループを作成してください。",
    },
  },
  remedy: {
    cli: "aws ec2 describe-security-group-rules --filters Name=group-id,Values=<group-id>\naws ec2 revoke-security-group-ingress --group-id <group-id> --security-group-rule-ids <rule-id>\naws ec2 revoke-security-group-egress --group-id <group-id> --security-group-rule-ids <rule-id>",
    terraform: 'resource "aws_default_security_group" "default" {\n  vpc_id = aws_vpc.main.id\n}',
  },
  judge(group, need) {
    if (need(group.GroupName) !== "default") return notApplicable;
    const evidence = (["Ingress", "Egress"] as const).flatMap((direction) => {
      const rules = group[direction];
      if (isUnknown(rules)) return [];
      return rules.flatMap((rule, index) =>
        isUndecided(rule)
          ? []
          : {
              subject: direction,
              path: [direction === "Ingress" ? "SecurityGroupIngress" : "SecurityGroupEgress", index],
              found: {
                IpProtocol: knownOr(rule.IpProtocol, null),
                FromPort: knownOr(rule.FromPort, null),
                ToPort: knownOr(rule.ToPort, null),
                from: knownOr(rule.CidrIp, null) ?? knownOr(rule.CidrIpv6, null) ?? knownOr(rule.SourceSecurityGroupId, null),
              },
            },
      );
    });
    if (evidence.length > 0) return fail(...evidence);
    for (const direction of ["Ingress", "Egress"] as const) for (const rule of need.outer(group[direction])) need(rule);
    return pass;
  },
});

/** A place where there may be rules: nothing is known of it, not even that there is one. */
function isUndecided(rule: SecurityGroupRule): boolean {
  return Object.values(rule).every(isUnknown);
}
