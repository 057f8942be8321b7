import { fail, manual, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const fargatePlatformOutdated = defineCheck({
  id: "ecs/fargate-platform-outdated",
  on: "EcsService",
  severity: "medium",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.IP-12"],
  meets: { "aws-fsbp": ["ECS.10"], "aws-config": ["ecs-fargate-latest-platform-version"] },
  text: {
    en: {
      title: "The service is pinned to an old Fargate platform",
      risk: "It runs on a kernel and container runtime that no longer get fixes.",
      fix: "Set PlatformVersion to LATEST.",
      manual: "Look at the task definition: 1.0.0 is the newest platform of Windows containers and the oldest of Linux ones.",
    },
    ja: {
      title: "サービスが古い Fargate プラットフォームに固定",
      risk: "修正の提供されないカーネルとコンテナランタイムで動作します。",
      fix: "PlatformVersion を LATEST に設定してください。",
      manual: "タスク定義を確認してください。1.0.0 は Windows コンテナでは最新、Linux コンテナでは最も古いバージョンです。",
    },
  },
  remedy: {
    cli: "aws ecs update-service --cluster <cluster> --service <service> --platform-version LATEST --force-new-deployment",
    cloudformation: "PlatformVersion: LATEST",
  },
  judge(service, need) {
    if (need(service.LaunchType) !== "FARGATE") return notApplicable;
    const version = need(service.PlatformVersion) ?? "LATEST";
    // 1.4.0 is the newest for Linux, 1.0.0 for Windows: 1.0.0 alone cannot tell which.
    if (version === "LATEST" || version === "1.4.0") return pass;
    return version === "1.0.0"
      ? manual({ path: ["PlatformVersion"], found: version, expected: "LATEST" })
      : fail({ path: ["PlatformVersion"], found: version, expected: "LATEST" });
  },
});
