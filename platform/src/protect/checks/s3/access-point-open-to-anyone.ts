import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";
import { exposuresOfOne } from "../../iam/exists/exposure.ts";

export const accessPointOpenToAnyone = defineCheck({
  id: "s3/access-point-open-to-anyone",
  on: "S3AccessPoint",
  also: ["Account", "Bucket"],
  severity: "critical",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.AC-3", "PR.DS-5"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"] },
  text: {
    en: {
      title: "Anyone can use the access point",
      risk: "Its policy lets everybody through, and the bucket behind it does too.",
      fix: "Remove the public statement and make the access point anew with Block Public Access on.",
    },
    ja: {
      title: "誰でもアクセスポイントを利用できる",
      risk: "ポリシーが全員を許可し、背後のバケットも全員を許可しているため、誰でもバケットのデータに到達できます。",
      fix: "公開しているステートメントを削除し、パブリックアクセスブロックを有効にして作り直してください。",
    },
  },
  remedy: {
    cli: "aws s3control delete-access-point-policy --account-id <account> --name <name>",
  },
  judge(point, need, world) {
    const open = admitted(point.Policy, point, need, isAnyone, { path: ["Policy"] });
    if (open.length === 0) return pass;
    if (need(point.PublicAccessBlock)?.RestrictPublicBuckets) return pass;
    // Templates know nothing of the account they will be deployed to.
    const [account] = need.outer(world.all("Account", point));
    if (account && need(account.S3PublicAccessBlock)?.RestrictPublicBuckets) return pass;
    // The bucket behind it must let everybody in too.
    const access = exposuresOfOne(point, world)[0]?.access;
    if (access?.findings.some(({ who: { who } }) => who === "anonymous" || who === "any-principal")) return fail(...open);
    for (const { because } of access?.undecided ?? []) need(because);
    return pass;
  },
});
