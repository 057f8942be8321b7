import { fail, knownOr, mapFact, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { allOf, anyOf } from "../../monitoring/three-valued.ts";

/** Flow logs of the VPC itself, not of single subnets. */
export const vpcWithoutFlowLog = defineCheck({
  id: "ec2/vpc-without-flow-log",
  on: "Vpc",
  severity: "medium",
  layer: "network",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.AE-1", "PR.PT-1"],
  meets: {
    "cis-aws-foundations-2.0.0": ["3.9"],
    "cis-aws-foundations-7.0.0": ["4.7"],
    "aws-fsbp": ["EC2.6"],
    "aws-config": ["vpc-flow-logs-enabled"],
  },
  text: {
    en: {
      title: "The VPC has no active flow log",
      risk: "After an incident nobody can say who talked to whom, or how much data left.",
      fix: "Create a flow log for rejected or all traffic of the VPC.",
    },
    ja: {
      title: "VPC に有効なフローログがない",
      risk: "インシデント時に、どこと通信しどれだけのデータが流出したかを調べられません。",
      fix: "VPC の拒否トラフィックまたは全トラフィックのフローログを作成してください。",
    },
  },
  remedy: {
    cli: "aws ec2 create-flow-logs --resource-type VPC --resource-ids <vpc-id> --traffic-type REJECT --log-destination-type s3 --log-destination arn:aws:s3:::<bucket>",
    cloudformation:
      "Type: AWS::EC2::FlowLog\nProperties:\n  ResourceType: VPC\n  ResourceId: !Ref Vpc\n  TrafficType: REJECT\n  LogDestinationType: s3\n  LogDestination: !GetAtt Bucket.Arn",
  },
  severityOf(vpc) {
    // Every region has a default VPC, mostly empty.
    return vpc.IsDefault === true ? "low" : "medium";
  },
  judge(vpc, need) {
    const logs = need.outer(vpc.FlowLogs);
    const active = anyOf(
      logs.map((log) =>
        allOf([
          mapFact(log.Status, (status) => status.toUpperCase() === "ACTIVE"),
          mapFact(log.TrafficType, (type) => ["ALL", "REJECT"].includes(type.toUpperCase())),
        ]),
      ),
    );
    return need(active)
      ? pass
      : fail({
          path: ["FlowLogs"],
          found: logs.map((log) => ({ Status: knownOr(log.Status, null), TrafficType: knownOr(log.TrafficType, null) })),
          expected: { Status: "ACTIVE", TrafficType: "REJECT or ALL" },
        });
  },
});
