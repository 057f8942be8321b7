import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Requests still need credentials, but a leaked key works from everywhere. */
export const publicNetworkAccess = defineCheck({
  id: "opensearch/public-network-access",
  on: "SearchCollection",
  severity: "medium",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.AC-3", "PR.AC-5"],
  meets: { "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "The collection can be reached from the internet",
      risk: "One leaked credential is enough to read the index from anywhere in the world.",
      fix: "Write a network policy that allows VPC endpoints (and the AWS services that need it) only.",
    },
    ja: {
      title: "インターネットから到達できるコレクション",
      risk: "認証情報が 1 つ漏れるだけで、世界中のどこからでも索引を読み取れます。",
      fix: "VPC エンドポイントと必要な AWS サービスだけを許可するネットワークポリシーにしてください。",
    },
  },
  remedy: {
    cli: "aws opensearchserverless update-security-policy --type network --name <policy> --policy-version <version> --policy file://network.json",
    cloudformation:
      'Type: AWS::OpenSearchServerless::SecurityPolicy\nProperties:\n  Type: network\n  Name: private\n  Policy: \'[{"Rules":[{"ResourceType":"collection","Resource":["collection/<name>"]}],"AllowFromPublic":false,"SourceVPCEs":["<vpce>"]}]\'',
  },
  judge(collection, need) {
    return need(collection.PublicNetworkAccess)
      ? fail({ path: ["PublicNetworkAccess"], found: { AllowFromPublic: true }, expected: { AllowFromPublic: false } })
      : pass;
  },
});
