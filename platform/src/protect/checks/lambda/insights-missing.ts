import { fail, isUnknown, manual, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const insightsMissing = defineCheck({
  id: "lambda/insights-missing",
  on: "LambdaFunction",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.AE-3", "PR.PT-1"],
  meets: { "cis-aws-compute-1.0.0": ["4.2"] },
  text: {
    en: {
      title: "Lambda Insights is not attached",
      risk: "Without system metrics (memory, CPU, network, cold starts) per function, exhaustion and abuse such as crypto-mining show up late, or only on the bill.",
      fix: "Add the Lambda Insights extension layer of your region and the managed policy CloudWatchLambdaInsightsExecutionRolePolicy to the execution role.",
      manual:
        "A container image carries its extensions inside. Look in the Dockerfile for lambda-insights-extension, or in CloudWatch for the function in the namespace LambdaInsights.",
    },
    ja: {
      title: "Lambda Insights が未設定",
      risk: "メモリ・CPU・ネットワーク・コールドスタートなどの関数ごとのシステムメトリクスがないため、リソース枯渇や暗号資産採掘などの悪用に気付くのが遅れます。",
      fix: "リージョンに対応する Lambda Insights 拡張レイヤーを追加し、実行ロールに CloudWatchLambdaInsightsExecutionRolePolicy をアタッチしてください。",
      manual:
        "コンテナイメージでは拡張機能がイメージ内に含まれます。Dockerfile に lambda-insights-extension があるか、CloudWatch の名前空間 LambdaInsights に関数のメトリクスがあるかを確認してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --layers <existing layers> arn:aws:lambda:<region>:580247275435:layer:LambdaInsightsExtension:<version>",
    cloudformation: "Layers:\n  - !Sub arn:aws:lambda:${AWS::Region}:580247275435:layer:LambdaInsightsExtension:<version>",
  },
  judge(fn, need) {
    if (need(fn.PackageType) === "Image")
      return manual({ path: ["ImageUri"], found: need(fn.ImageUri), expected: "lambda-insights-extension" });
    const layers = need.outer(fn.Layers);
    if (layers.some((layer) => !isUnknown(layer) && /:layer:LambdaInsightsExtension(-Arm64)?(:|$)/.test(layer))) return pass;
    return fail({ path: ["Layers"], found: need(layers), expected: "LambdaInsightsExtension" });
  },
});
