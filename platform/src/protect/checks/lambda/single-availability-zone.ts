import { fail, isUnknown, notApplicable, pass, type Unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const singleAvailabilityZone = defineCheck({
  id: "lambda/single-availability-zone",
  on: "LambdaFunction",
  also: ["Subnet"],
  severity: "low",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "PR.PT-5"],
  meets: { "aws-fsbp": ["Lambda.5"], "aws-config": ["lambda-vpc-multi-az-check"] },
  text: {
    en: {
      title: "The function's subnets are all in one Availability Zone",
      risk: "When that zone fails, the function cannot start, although Lambda itself goes on.",
      fix: "Attach the function to subnets in at least two Availability Zones.",
    },
    ja: {
      title: "サブネットが 1 つのアベイラビリティーゾーンのみ",
      risk: "そのゾーンに障害が起きると、Lambda サービス自体が稼働していても関数を起動できません。",
      fix: "2 つ以上のアベイラビリティーゾーンのサブネットに接続してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --vpc-config SubnetIds=<subnet in zone a>,<subnet in zone c>,SecurityGroupIds=<group>",
    cloudformation: "VpcConfig:\n  SubnetIds: [<subnet in zone a>, <subnet in zone c>]",
  },
  judge(fn, need, world) {
    const ids = need.outer(fn.VpcConfig)?.SubnetIds ?? [];
    if (ids.length === 0) return notApplicable;
    const zones = new Set<string>();
    let gap: Unknown | undefined;
    for (const id of ids) {
      const subnet = world.find("Subnet", id, fn);
      if (isUnknown(subnet)) gap = subnet;
      else if (subnet) {
        if (isUnknown(subnet.AvailabilityZone)) gap = subnet.AvailabilityZone;
        else zones.add(subnet.AvailabilityZone);
      }
    }
    if (zones.size >= 2) return pass;
    // One subnet lies in one zone, whatever its name; a lone unknown might be a whole list.
    if (gap && (ids.length > 1 || isUnknown(ids[0]))) need(gap);
    return fail({ path: ["VpcConfig", "SubnetIds"], found: { zones: [...zones], subnets: need(ids) }, expected: 2 });
  },
});
