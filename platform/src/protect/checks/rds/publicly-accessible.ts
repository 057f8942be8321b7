import { fail, isUnknown, knownOr, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The flag alone fails; an open security group beside it makes the finding critical. */
export const publiclyAccessible = defineCheck({
  id: "rds/publicly-accessible",
  on: "DbInstance",
  also: ["SecurityGroup"],
  severity: "high",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.AC-3", "PR.DS-5"],
  meets: {
    "cis-aws-foundations-2.0.0": ["2.3.3"],
    "cis-aws-foundations-7.0.0": ["3.2.3"],
    "cis-aws-three-tier-1.0.0": ["6.30"],
    "aws-fsbp": ["RDS.2"],
    "aws-config": ["rds-instance-public-access-check"],
    "csa-sas-12": ["SAS-3"],
  },
  text: {
    en: {
      title: "The database has a public address",
      risk: "One change of a security group is enough to put the database on the internet, if it is not there already.",
      fix: "Turn public access off and move the instance into private subnets; let people in through a bastion or Session Manager.",
    },
    ja: {
      title: "パブリックアドレスを持つデータベース",
      risk: "セキュリティグループを 1 つ変更するだけで、データベースがインターネットから到達可能になります。",
      fix: "パブリックアクセスを無効にし、プライベートサブネットへ移してください。運用者の接続には踏み台や Session Manager を使います。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --no-publicly-accessible --apply-immediately",
    cloudformation: "PubliclyAccessible: false",
    terraform: "publicly_accessible = false",
  },
  severityOf(database, world) {
    const groups = knownOr(database.SecurityGroupIds, []);
    const open = groups.some((id) => {
      const group = world.find("SecurityGroup", id, database);
      if (isUnknown(group) || group === undefined) return false;
      return knownOr(group.Ingress, []).some(
        (rule) => knownOr(rule.CidrIp, undefined) === "0.0.0.0/0" || knownOr(rule.CidrIpv6, undefined) === "::/0",
      );
    });
    return open ? "critical" : "high";
  },
  judge(database, need) {
    return need(database.PubliclyAccessible) ? fail({ path: ["PubliclyAccessible"], found: true, expected: false }) : pass;
  },
});
