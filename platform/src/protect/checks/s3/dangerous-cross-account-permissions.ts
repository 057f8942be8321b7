import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted } from "../../data/admitted.ts";

export const dangerousCrossAccountPermissions = defineCheck({
  id: "s3/dangerous-cross-account-permissions",
  on: "Bucket",
  severity: "high",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "aws-fsbp": ["S3.6"], "aws-config": ["s3-bucket-blacklisted-actions-prohibited"] },
  text: {
    en: {
      title: "Another account may change who has access to the bucket",
      risk: "With these permissions the other account can give itself, or everybody, everything in the bucket, or take the protection away.",
      fix: "Take the named actions away from the other account; grant it reading or writing of objects only.",
    },
    ja: {
      title: "他アカウントがバケットの権限設定を変更可能",
      risk: "相手アカウントは、自分や第三者へ全権限を与えたり、保護設定を外したりできます。",
      fix: "該当アクションを相手アカウントから外し、オブジェクトの読み書きだけを許可してください。",
    },
  },
  remedy: {
    cloudformation: "Action:\n  - s3:GetObject\n  - s3:PutObject",
  },
  judge(bucket, need) {
    const dangerous = [
      "s3:deletebucketpolicy",
      "s3:putbucketacl",
      "s3:putbucketpolicy",
      "s3:putencryptionconfiguration",
      "s3:putobjectacl",
    ];
    return failIf(
      admitted(
        bucket.Policy,
        bucket,
        need,
        ({ audience }) => audience.who === "anyone" || (audience.who === "account" && audience.account !== bucket.account),
        {
          path: ["Policy"],
          actions: dangerous,
        },
      ),
    );
  },
});
