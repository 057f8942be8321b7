import { fail, failIf, isUnknown, knownOr, manual, notApplicable, type Unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { inTier } from "../../data/tiers.ts";

/** The tier is named in the settings (`tiers.data`, a tag as key=value); databases and security groups carry that tag. */
export const outsideDataTierGroup = defineCheck({
  id: "rds/outside-data-tier-group",
  on: "DbInstance",
  also: ["SecurityGroup"],
  severity: "low",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: { "cis-aws-three-tier-1.0.0": ["6.34"] },
  text: {
    en: {
      title: "The database uses security groups of another tier",
      risk: "Rules made for web or application servers decide who reaches the database.",
      fix: "Give the database only security groups of the data tier.",
      manual:
        "Name the tag of the data tier in the settings (tiers.data, key=value), or compare the security groups shown with those meant for databases.",
    },
    ja: {
      title: "データ層以外のセキュリティグループを使うデータベース",
      risk: "Web 層やアプリケーション層向けのルールが、データベースへの到達範囲を決めてしまいます。",
      fix: "データ層のセキュリティグループだけをデータベースに設定してください。",
      manual:
        "設定の tiers.data にデータ層のタグ（key=value）を指定するか、表示されたセキュリティグループがデータベース用かを確認してください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --vpc-security-group-ids <data-tier-group>",
    cloudformation: "VPCSecurityGroups: [!Ref DataTierGroup]",
  },
  judge(database, need, world) {
    const groups = need.outer(database.SecurityGroupIds);
    const tier = world.settings.tiers.data;
    const mine = inTier(database.Tags, tier, need);
    if (mine === undefined) return manual({ path: ["VPCSecurityGroups"], found: { securityGroups: groups.map((id) => knownOr(id, "?")) } });
    if (!mine) return notApplicable;
    const gaps: Unknown[] = [];
    const evidence = groups.flatMap((id) => {
      const group = world.find("SecurityGroup", id, database);
      if (isUnknown(group)) {
        gaps.push(group);
        return [];
      }
      if (group && isUnknown(group.Tags)) {
        gaps.push(group.Tags);
        return [];
      }
      return group && inTier(group.Tags, tier, need)
        ? []
        : [{ subject: knownOr(id, "?"), path: ["VPCSecurityGroups"], found: { group: knownOr(id, "?") }, expected: { tag: tier } }];
    });
    if (evidence.length === 0 && gaps[0]) need(gaps[0]);
    if (groups.length === 0) return fail({ path: ["VPCSecurityGroups"], found: "no security group", expected: { tag: tier } });
    return failIf(evidence);
  },
});
