import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const codeSigningOnlyWarns = defineCheck({
  id: "lambda/code-signing-only-warns",
  on: "CodeSigningConfig",
  severity: "low",
  layer: "deployment",
  topic: "data-protection",
  csf: ["PR.DS-6", "PR.IP-3"],
  meets: { "cis-aws-compute-1.0.0": ["4.8"] },
  text: {
    en: {
      title: "Code signing warns but does not stop unsigned code",
      risk: "With Warn, Lambda deploys code whose signature is missing, expired or revoked and only counts a metric.",
      fix: "Set UntrustedArtifactOnDeployment to Enforce.",
    },
    ja: {
      title: "コード署名が警告のみ",
      risk: "Warn の場合、署名のないコードや期限切れ・失効した署名のコードもそのままデプロイされ、メトリクスに記録されるだけです。",
      fix: "UntrustedArtifactOnDeployment を Enforce に変更してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-code-signing-config --code-signing-config-arn <arn> --code-signing-policies UntrustedArtifactOnDeployment=Enforce",
    cloudformation: "CodeSigningPolicies:\n  UntrustedArtifactOnDeployment: Enforce",
  },
  judge(config, need) {
    const policy = need(config.UntrustedArtifactOnDeployment);
    return policy === "Enforce"
      ? pass
      : fail({ path: ["CodeSigningPolicies", "UntrustedArtifactOnDeployment"], found: policy, expected: "Enforce" });
  },
});
