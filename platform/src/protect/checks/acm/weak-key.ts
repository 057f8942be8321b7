import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const weakKey = defineCheck({
  id: "acm/weak-key",
  on: "Certificate",
  severity: "high",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["ACM.2"], "aws-config": ["acm-certificate-rsa-check"] },
  text: {
    en: {
      title: "The certificate's RSA key is too short",
      risk: "RSA keys under 2048 bits can be broken: the site can be impersonated and its traffic read.",
      fix: "Replace the certificate by one with RSA 2048 or an elliptic-curve key.",
    },
    ja: {
      title: "証明書の RSA 鍵が短すぎる",
      risk: "2048 ビット未満の RSA 鍵は解読されるおそれがあり、サイトのなりすましや通信の盗み見につながります。",
      fix: "RSA 2048 以上または楕円曲線の鍵を使う証明書に置き換えてください。",
    },
  },
  remedy: {
    cli: "aws acm request-certificate --domain-name <domain> --validation-method DNS --key-algorithm RSA_2048",
    cloudformation: "KeyAlgorithm: RSA_2048",
  },
  judge(certificate, need) {
    const algorithm = need(certificate.KeyAlgorithm);
    if (algorithm === undefined) return notApplicable;
    // The SDK writes RSA_1024, the list API RSA-1024 in places.
    const bits = /^RSA[_-](\d+)$/i.exec(algorithm)?.[1];
    return bits !== undefined && Number(bits) < 2048 ? fail({ path: ["KeyAlgorithm"], found: algorithm, expected: "RSA_2048" }) : pass;
  },
});
