import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const daxPlainTextEndpoint = defineCheck({
  id: "dynamodb/dax-plain-text-endpoint",
  on: "DaxCluster",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["DynamoDB.7"], "aws-config": ["dax-tls-endpoint-encryption"] },
  text: {
    en: {
      title: "The DAX cluster speaks without TLS",
      risk: "Items and requests can be read inside the network.",
      fix: "Make a new cluster with the endpoint encryption TLS.",
    },
    ja: {
      title: "DAX クラスターの通信が TLS でない",
      risk: "ネットワーク内で項目や要求の内容を盗聴されるおそれがあります。",
      fix: "エンドポイントの暗号化を TLS にしたクラスターを作り直してください。",
    },
  },
  remedy: {
    cloudformation: "ClusterEndpointEncryptionType: TLS",
  },
  judge(cluster, need) {
    const type = need(cluster.EndpointEncryption);
    return type === "TLS" ? pass : fail({ path: ["ClusterEndpointEncryptionType"], found: type ?? "not set", expected: "TLS" });
  },
});
