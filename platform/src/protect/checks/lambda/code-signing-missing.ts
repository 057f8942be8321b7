import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const codeSigningMissing = defineCheck({
  id: "lambda/code-signing-missing",
  on: "LambdaFunction",
  severity: "low",
  layer: "deployment",
  topic: "data-protection",
  csf: ["PR.DS-6", "PR.IP-3"],
  meets: { "cis-aws-compute-1.0.0": ["4.8"] },
  text: {
    en: {
      title: "The function takes unsigned code",
      risk: "Anyone who may call UpdateFunctionCode, or who gets into the pipeline, can put other code into the function, and nothing checks where it came from.",
      fix: "Create a code signing configuration with your AWS Signer profile and UntrustedArtifactOnDeployment Enforce, and attach it to the function.",
    },
    ja: {
      title: "コード署名が未設定",
      risk: "UpdateFunctionCode の権限を持つ人やパイプラインに侵入した人が、出所の確認を受けずに関数のコードを差し替えられます。",
      fix: "AWS Signer の署名プロファイルを指定し、UntrustedArtifactOnDeployment を Enforce にしたコード署名設定を作成して、関数に関連付けてください。",
    },
  },
  remedy: {
    cli: "aws lambda put-function-code-signing-config --function-name <function> --code-signing-config-arn <arn>",
    cloudformation: "CodeSigningConfigArn: !Ref <CodeSigningConfig>",
    terraform: "code_signing_config_arn = aws_lambda_code_signing_config.<name>.arn",
  },
  judge(fn, need) {
    if (need(fn.PackageType) === "Image") return notApplicable;
    return need(fn.CodeSigningConfigArn) ? pass : fail({ path: ["CodeSigningConfigArn"] });
  },
});
