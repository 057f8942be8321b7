import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";

export const layerSharedWithEveryone = defineCheck({
  id: "lambda/layer-shared-with-everyone",
  on: "LambdaLayerVersion",
  severity: "medium",
  layer: "deployment",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.DS-5"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"] },
  text: {
    en: {
      title: "Everyone may download the layer",
      risk: "The layer's content, with whatever was packed into it, is open to every AWS account.",
      fix: "Remove the permission, or limit it to your organisation.",
    },
    ja: {
      title: "レイヤーが全アカウントに公開",
      risk: "レイヤーの内容が、同梱したものも含めて、すべての AWS アカウントから取得できます。",
      fix: "アクセス許可を削除するか、自社の組織に限定してください。",
    },
  },
  remedy: {
    cli: "aws lambda remove-layer-version-permission --layer-name <layer> --version-number <n> --statement-id <sid>",
    cloudformation: 'Type: AWS::Lambda::LayerVersionPermission\nProperties:\n  Principal: "*"\n  OrganizationId: <o-…>',
  },
  judge(layer, need) {
    const { admissions, undecided } = readPolicy(need.outer(layer.Policy), { account: layer.account });
    const open = admissions.filter(({ audience }) => audience.who === "anyone");
    if (open.length === 0 && undecided.length > 0) need(undecided[0]);
    return failIf(
      open.map(({ statement }) => ({
        subject: statement.Sid ?? String(statement.index),
        ...(statement.at ? { at: statement.at } : { path: ["Policy"] }),
        found: { Principal: statement.Principal },
      })),
    );
  },
});
