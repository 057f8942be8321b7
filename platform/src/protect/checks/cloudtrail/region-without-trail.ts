import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { allOf, anyOf } from "../../monitoring/three-valued.ts";
import { watchesEveryRegion } from "../../monitoring/trails.ts";

/** Any logging trail counts here, whatever it records. */
export const regionWithoutTrail = defineCheck({
  id: "cloudtrail/region-without-trail",
  on: "Account",
  also: ["Trail"],
  severity: "high",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.CM-1", "DE.CM-3"],
  meets: { "aws-config": ["cloudtrail-enabled"] },
  text: {
    en: {
      title: "A region has no trail that is logging",
      risk: "API calls in that region are kept for 90 days at most, in a place nobody is alerted from, and then are gone.",
      fix: "Start a multi-region trail, or a trail in each region that is enabled.",
    },
    ja: {
      title: "記録中の証跡がないリージョンがある",
      risk: "そのリージョンの API 呼び出しは最長 90 日間のイベント履歴にしか残らず、検知や調査に使えません。",
      fix: "マルチリージョン証跡を開始するか、有効な各リージョンに証跡を作成してください。",
    },
  },
  remedy: {
    cli: "aws cloudtrail start-logging --name <trail>\naws cloudtrail update-trail --name <trail> --is-multi-region-trail",
  },
  judge(account, need, world) {
    const trails = world.known("Trail", account);
    const everywhere = anyOf(trails.map(watchesEveryRegion));
    if (everywhere === true) return pass;
    const regions = need(account.EnabledRegions);
    const answers = regions.map((region) =>
      anyOf([everywhere, ...trails.map((trail) => (trail.region === region ? trail.IsLogging : false))]),
    );
    if (regions.length > 0 && allOf(answers) === true) return pass;
    need.outer(world.all("Trail", account));
    const without = regions.filter((_, index) => answers[index] === false);
    if (without.length === 0) need(allOf(answers));
    return fail({ found: { regionsWithoutTrail: without } });
  },
});
