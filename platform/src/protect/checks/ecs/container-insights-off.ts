import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const containerInsightsOff = defineCheck({
  id: "ecs/container-insights-off",
  on: "EcsCluster",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1"],
  meets: { "aws-fsbp": ["ECS.12"], "aws-config": ["ecs-container-insights-enabled"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "Container Insights is off",
      risk: "Exhaustion, crash loops and abuse of tasks show up late.",
      fix: "Enable Container Insights on the cluster.",
    },
    ja: {
      title: "Container Insights が無効",
      risk: "タスクのリソース枯渇・再起動の繰り返し・悪用に気付くのが遅れます。",
      fix: "クラスターの Container Insights を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws ecs update-cluster-settings --cluster <cluster> --settings name=containerInsights,value=enabled",
    cloudformation: "ClusterSettings:\n  - Name: containerInsights\n    Value: enabled",
  },
  judge(cluster, need) {
    const setting = need(cluster.ContainerInsights)?.toLowerCase();
    return setting === "enabled" || setting === "enhanced"
      ? pass
      : fail({ path: ["ClusterSettings"], found: setting ?? "disabled", expected: "enabled" });
  },
});
