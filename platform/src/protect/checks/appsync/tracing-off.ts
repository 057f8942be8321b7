import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const tracingOff = defineCheck({
  id: "appsync/tracing-off",
  on: "AppSyncApi",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "DE.AE-3"],
  meets: { "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "X-Ray tracing is off on the GraphQL API",
      risk: "A slow or failing request cannot be followed from the query through resolvers to the data.",
      fix: "Set XrayEnabled.",
    },
    ja: {
      title: "GraphQL API の X-Ray トレースが無効",
      risk: "遅延や失敗の原因を、クエリからリゾルバー、データソースまで追跡できません。",
      fix: "XrayEnabled を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws appsync update-graphql-api --api-id <api> --name <name> --authentication-type <type> --xray-enabled",
    cloudformation: "XrayEnabled: true",
  },
  judge(api, need) {
    return need(api.XrayEnabled) ? pass : fail({ path: ["XrayEnabled"], found: false, expected: true });
  },
});
