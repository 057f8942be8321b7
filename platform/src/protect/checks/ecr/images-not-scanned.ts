import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const imagesNotScanned = defineCheck({
  id: "ecr/images-not-scanned",
  on: "EcrRepository",
  severity: "medium",
  layer: "deployment",
  topic: "infrastructure-protection",
  csf: ["ID.RA-1", "DE.CM-8"],
  meets: {
    "aws-fsbp": ["ECR.1"],
    "aws-config": ["ecr-private-image-scanning-enabled"],
    "owasp-serverless-top10": ["S9:2018"],
    "csa-sas-12": ["SAS-6"],
  },
  text: {
    en: {
      title: "Images are not scanned when they are pushed",
      risk: "Known vulnerabilities in base images and libraries go into functions and tasks unseen.",
      fix: "Enable scan on push, or enhanced scanning in the registry.",
    },
    ja: {
      title: "プッシュ時にイメージがスキャンされない",
      risk: "ベースイメージやライブラリの既知の脆弱性が、気付かれないまま関数やタスクに入り込みます。",
      fix: "プッシュ時スキャン、またはレジストリの拡張スキャンを有効にしてください。",
    },
  },
  remedy: {
    cli: "aws ecr put-image-scanning-configuration --repository-name <repository> --image-scanning-configuration scanOnPush=true",
    cloudformation: "ImageScanningConfiguration:\n  ScanOnPush: true",
  },
  judge(repository, need) {
    return need(repository.ScanOnPush) ? pass : fail({ path: ["ImageScanningConfiguration", "ScanOnPush"], found: false, expected: true });
  },
});
