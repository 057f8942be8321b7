import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const publicAddress = defineCheck({
  id: "ecs/public-address",
  on: "EcsService",
  severity: "medium",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: { "aws-fsbp": ["ECS.2"], "aws-config": ["ecs-service-assign-public-ip-disabled"] },
  text: {
    en: {
      title: "The service's tasks get public addresses",
      risk: "Each task can be reached from the internet as far as its security group allows, past the load balancer.",
      fix: "Set AssignPublicIp to DISABLED and use private subnets with NAT or VPC endpoints.",
    },
    ja: {
      title: "サービスのタスクにパブリック IP を割り当て",
      risk: "セキュリティグループが許可する範囲で、ロードバランサーを経由せずにインターネットからタスクへ到達できます。",
      fix: "AssignPublicIp を DISABLED にし、NAT または VPC エンドポイントのあるプライベートサブネットを使用してください。",
    },
  },
  remedy: {
    cli: "aws ecs update-service --cluster <cluster> --service <service> --network-configuration 'awsvpcConfiguration={subnets=[<subnet>],securityGroups=[<group>],assignPublicIp=DISABLED}'",
    cloudformation: "NetworkConfiguration:\n  AwsvpcConfiguration:\n    AssignPublicIp: DISABLED",
  },
  judge(service, need) {
    return need(service.AssignPublicIp)
      ? fail({ path: ["NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp"], found: "ENABLED", expected: "DISABLED" })
      : pass;
  },
});
