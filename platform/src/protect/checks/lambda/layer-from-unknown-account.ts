import { type Evidence, fail, isUnknown, manual, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { layerPublisher } from "../../compute/layers.ts";
import { strangersCannotBeTold } from "../../compute/strangers.ts";

export const layerFromUnknownAccount = defineCheck({
  id: "lambda/layer-from-unknown-account",
  on: "LambdaFunction",
  also: ["Account"],
  severity: "medium",
  layer: "deployment",
  topic: "infrastructure-protection",
  csf: ["PR.DS-6", "ID.SC-2"],
  meets: { "owasp-serverless-top10": ["S9:2018"], "csa-sas-12": ["SAS-6"] },
  text: {
    en: {
      title: "A layer comes from an account outside your organisation",
      risk: "The layer's code runs inside your function with its role. Its publisher, or whoever takes that account over, decides what the next version does.",
      fix: "Copy the layer into an account of your own after a review, or add the publisher to the trusted accounts.",
      manual:
        "Where the layer bears the name of one that AWS publishes, look up the layer's ARN for your region in the AWS documentation and compare the account number. In a template that names no account, compare it with your own accounts.",
    },
    ja: {
      title: "組織外のアカウントのレイヤーを使用",
      risk: "レイヤーのコードは関数の中で実行ロールの権限で動きます。公開者やそのアカウントを乗っ取った人が、次のバージョンの動作を決められます。",
      fix: "内容を確認して自社アカウントにコピーするか、公開者を信頼済みアカウントに追加してください。",
      manual:
        "AWS が公開しているレイヤーと同じ名前の場合は、AWS ドキュメントでリージョンごとのレイヤー ARN を調べ、アカウント番号が一致するか確認してください。アカウントを指定していないテンプレートの場合は、自社のアカウントと照合してください。",
    },
  },
  remedy: {
    cli: "aws lambda get-layer-version-by-arn --arn <layer> --query Content.Location --output text",
    cloudformation: "Layers:\n  - !Ref <LayerOfYourOwn>",
  },
  judge(fn, need, world) {
    const layers = need.outer(fn.Layers);
    const foreign: Evidence[] = [];
    const similar: Evidence[] = [];
    for (const layer of layers) {
      if (isUnknown(layer)) continue;
      const publisher = layerPublisher(layer);
      if (publisher === undefined || publisher.by === "aws" || world.isOwnAccount(publisher.account, fn)) continue;
      (publisher.by === "account" ? foreign : similar).push({
        subject: layer.split(":").slice(4, 7).join(":"),
        path: ["Layers"],
        found: layer,
      });
    }
    if (foreign.length > 0) return strangersCannotBeTold(fn, need, world) ? manual(...foreign) : fail(...foreign);
    need(layers);
    return similar.length > 0 ? manual(...similar) : pass;
  },
});
