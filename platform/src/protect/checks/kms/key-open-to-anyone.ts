import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { admitted, isAnyone } from "../../data/admitted.ts";

export const keyOpenToAnyone = defineCheck({
  id: "kms/key-open-to-anyone",
  on: "KmsKey",
  severity: "critical",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "aws-fsbp": ["KMS.5"], "cis-aws-foundations-7.0.0": ["2.21"], "aws-config": ["kms-key-policy-no-public-access"] },
  text: {
    en: {
      title: "Anyone can use the key",
      risk: "Every AWS principal can decrypt what the key protects, or change the key.",
      fix: "Name the account in the principal, or bind the statement by kms:CallerAccount, kms:ViaService together with an account, or your organisation.",
    },
    ja: {
      title: "誰でもキーを利用できる",
      risk: "すべての AWS プリンシパルが、このキーで保護されたデータの復号やキーの変更を行えます。",
      fix: "プリンシパルにアカウントを指定するか、kms:CallerAccount や組織の条件で限定してください。kms:ViaService は単独では相手を限定しません。",
    },
  },
  remedy: {
    cli: "aws kms put-key-policy --key-id <key> --policy-name default --policy file://policy.json",
    cloudformation:
      'KeyPolicy:\n  Statement:\n    - Effect: Allow\n      Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }\n      Action: kms:*\n      Resource: "*"',
  },
  judge(key, need) {
    return failIf(admitted(key.Policy, key, need, isAnyone, { path: ["KeyPolicy"] }));
  },
});
