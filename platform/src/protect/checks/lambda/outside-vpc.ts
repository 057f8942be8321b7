import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const outsideVpc = defineCheck({
  id: "lambda/outside-vpc",
  on: "LambdaFunction",
  severity: "info",
  layer: "network",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: { "aws-fsbp": ["Lambda.3"], "aws-config": ["lambda-inside-vpc"] },
  text: {
    en: {
      title: "The function runs outside your VPC",
      risk: "Outgoing traffic of the function passes no security group, no flow log and no endpoint policy of yours. Many serverless functions need none; those that reach internal data do.",
      fix: "Attach the function to private subnets when it reaches data inside the VPC or when its outgoing traffic must be controlled; else accept this.",
    },
    ja: {
      title: "関数が VPC 外で動作",
      risk: "関数からの通信に、自社のセキュリティグループ・フローログ・エンドポイントポリシーが適用されません。多くのサーバーレス関数では問題になりませんが、内部データを扱う関数では必要です。",
      fix: "VPC 内のデータに接続する場合や外向き通信を制御する必要がある場合は、プライベートサブネットに接続してください。不要な場合は許容できます。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --vpc-config SubnetIds=<subnets>,SecurityGroupIds=<groups>",
    cloudformation: "VpcConfig:\n  SubnetIds: [<subnet>, <subnet>]\n  SecurityGroupIds: [<group>]",
  },
  judge(fn, need) {
    const vpc = need.outer(fn.VpcConfig);
    return vpc !== undefined && vpc.SubnetIds.length > 0 ? pass : fail({ path: ["VpcConfig"] });
  },
});
