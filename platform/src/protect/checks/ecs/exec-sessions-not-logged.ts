import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const execSessionsNotLogged = defineCheck({
  id: "ecs/exec-sessions-not-logged",
  on: "EcsCluster",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.CM-3"],
  meets: {},
  text: {
    en: {
      title: "Sessions of ECS Exec are not logged",
      risk: "Whoever opens a shell in a container leaves no record of what they did.",
      fix: "Set the execute command configuration with logging OVERRIDE to a log group or bucket, encrypted.",
    },
    ja: {
      title: "ECS Exec のセッションが記録されない",
      risk: "コンテナ内でシェルを開いた人が何をしたか、記録が残りません。",
      fix: "execute command の設定でログを OVERRIDE にし、暗号化したロググループまたはバケットに出力してください。",
    },
  },
  remedy: {
    cli: "aws ecs update-cluster --cluster <cluster> --configuration executeCommandConfiguration='{logging=DEFAULT}'",
    cloudformation:
      "Configuration:\n  ExecuteCommandConfiguration:\n    Logging: OVERRIDE\n    LogConfiguration:\n      CloudWatchLogGroupName: !Ref <LogGroup>",
  },
  judge(cluster, need) {
    const logging = need(cluster.ExecuteCommandLogging)?.toUpperCase();
    return logging === "NONE"
      ? fail({ path: ["Configuration", "ExecuteCommandConfiguration", "Logging"], found: "NONE", expected: "OVERRIDE" })
      : pass;
  },
});
