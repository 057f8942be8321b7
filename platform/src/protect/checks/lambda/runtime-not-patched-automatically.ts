import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const runtimeNotPatchedAutomatically = defineCheck({
  id: "lambda/runtime-not-patched-automatically",
  on: "LambdaFunction",
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.IP-12"],
  meets: { "csa-sas-12": ["SAS-6"] },
  text: {
    en: {
      title: "Runtime patches are held back by hand",
      risk: "With the runtime management mode Manual the function stays on one runtime build and gets no security patches until somebody changes it.",
      fix: "Set the mode to Auto, or to FunctionUpdate when patches must come only with deployments.",
    },
    ja: {
      title: "ランタイムの修正が自動適用されない",
      risk: "ランタイム管理モードが Manual のため、誰かが変更するまで特定のビルドに固定され、セキュリティ修正が適用されません。",
      fix: "モードを Auto にしてください。デプロイ時だけ適用したい場合は FunctionUpdate を選択してください。",
    },
  },
  remedy: {
    cli: "aws lambda put-runtime-management-config --function-name <function> --update-runtime-on Auto",
    cloudformation: "RuntimeManagementConfig:\n  UpdateRuntimeOn: Auto",
  },
  judge(fn, need) {
    if (need(fn.PackageType) === "Image") return notApplicable;
    return need(fn.RuntimeManagement) === "Manual"
      ? fail({ path: ["RuntimeManagementConfig", "UpdateRuntimeOn"], found: "Manual", expected: "Auto" })
      : pass;
  },
});
