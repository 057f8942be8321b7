import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const noDefaultRootObject = defineCheck({
  id: "cloudfront/no-default-root-object",
  on: "CloudFrontDistribution",
  severity: "low",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-5"],
  meets: { "aws-fsbp": ["CloudFront.1"], "aws-config": ["cloudfront-default-root-object-configured"] },
  text: {
    en: {
      title: "The distribution has no default root object",
      risk: "A request for `/` goes to the bucket as it is: where the bucket's policy allows listing, everyone sees the names of all objects.",
      fix: "Set a default root object such as index.html.",
    },
    ja: {
      title: "デフォルトルートオブジェクトが未設定",
      risk: "`/` へのリクエストがそのままバケットに渡ります。バケットポリシーで一覧表示が許可されていると、全オブジェクトの名前が誰にでも見えてしまいます。",
      fix: "index.html などのデフォルトルートオブジェクトを設定してください。",
    },
  },
  remedy: {
    cli: "aws cloudfront update-distribution --id <id> --default-root-object index.html",
    cloudformation: "DefaultRootObject: index.html",
    terraform: 'default_root_object = "index.html"',
  },
  judge(distribution, need) {
    if (need(distribution.DefaultRootObject)) return pass;
    // An API has no listing to show: only a bucket behind the default behaviour matters.
    const root = need.outer(distribution.CacheBehaviors)[0];
    const origins = need.outer(distribution.Origins);
    const target = root === undefined ? undefined : need(root.TargetOriginId);
    const buckets = origins.filter(({ Id, IsS3 }) => Id === target && need(IsS3));
    return buckets.length > 0 ? fail({ path: ["DistributionConfig", "DefaultRootObject"], expected: "index.html" }) : notApplicable;
  },
});
