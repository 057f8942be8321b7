import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findFunction } from "../../compute/functions.ts";

export const eventSourceDead = defineCheck({
  id: "lambda/event-source-dead",
  on: "EventSourceMapping",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "messaging",
  topic: "infrastructure-protection",
  csf: ["ID.AM-2", "PR.IP-1"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "An event source is switched off or feeds no function",
      risk: "Events pile up and expire unseen. Left-over mappings also show what an attacker could switch on again.",
      fix: "Delete the mapping, or switch it on and repair the function.",
    },
    ja: {
      title: "イベントソースが無効、または関数が存在しない",
      risk: "イベントは誰にも気付かれずに滞留し、期限切れになります。残された設定は、攻撃者に再利用されるおそれもあります。",
      fix: "マッピングを削除するか、有効化して関数を修復してください。",
    },
  },
  remedy: { cli: "aws lambda delete-event-source-mapping --uuid <id>", cloudformation: "Enabled: true" },
  judge(mapping, need, world) {
    if (need(mapping.Enabled) === false) return fail({ subject: "disabled", path: ["Enabled"], found: false });
    const fn = need.outer(findFunction(mapping.FunctionName, mapping, world));
    return fn === undefined ? fail({ subject: "no-function", path: ["FunctionName"], found: need(mapping.FunctionName) }) : pass;
  },
});
