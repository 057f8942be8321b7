import type { Kind } from "../../../model/index.ts";

interface Text {
  readonly en: string;
  readonly ja: string;
}

const text = (en: string, ja = en): Text => ({ en, ja });

/** What is read of each kind of resource that is asked whom it lets in from outside. */
export const looked: Partial<Record<Kind, Text>> = {
  Bucket: text(
    "S3 bucket: policy, access control list, object ownership, Block Public Access of the bucket and the account",
    "S3 バケット: ポリシー、ACL、オブジェクト所有者、バケットとアカウントのブロックパブリックアクセス",
  ),
  S3AccessPoint: text(
    "S3 access point, multi-region too: policy, network origin, Block Public Access of point, bucket and account, and all that the bucket behind it says",
    "S3 アクセスポイント(マルチリージョンを含む): ポリシー、ネットワークオリジン、アクセスポイント・バケット・アカウントのブロックパブリックアクセス、背後のバケットの設定",
  ),
  DirectoryBucket: text("S3 directory bucket: policy", "S3 ディレクトリバケット: ポリシー"),
  Role: text("IAM role: trust policy", "IAM ロール: 信頼ポリシー"),
  KmsKey: text("KMS key: key policy and grants", "KMS キー: キーポリシーと許可 (grant)"),
  LambdaFunction: text(
    "Lambda function: policy of the function, of each alias and version, function URLs (where lambda:InvokeFunction is not granted beside lambda:InvokeFunctionUrl the answer is *undecided*: URLs made before October 2025 go on without it for as long as AWS exempts them)",
    "Lambda 関数: 関数・エイリアス・バージョンごとのポリシー、関数 URL(lambda:InvokeFunctionUrl だけが許可され、lambda:InvokeFunction が許可されていない場合は「判定できない」とします。2025 年 10 月より前に作成された URL には旧ルールの適用が続いている可能性があるためです)",
  ),
  LambdaLayerVersion: text("Lambda layer version: policy", "Lambda レイヤーバージョン: ポリシー"),
  Queue: text("SQS queue: policy", "SQS キュー: ポリシー"),
  Topic: text("SNS topic: policy", "SNS トピック: ポリシー"),
  Secret: text("Secrets Manager secret: policy", "Secrets Manager シークレット: ポリシー"),
  EcrRepository: text("ECR repository: policy", "ECR リポジトリ: ポリシー"),
  FileSystem: text("EFS file system: policy", "EFS ファイルシステム: ポリシー"),
  DynamoTable: text("DynamoDB table and its stream: policies", "DynamoDB テーブルとストリーム: それぞれのポリシー"),
  KinesisStream: text("Kinesis data stream: policy", "Kinesis データストリーム: ポリシー"),
  EventBus: text("EventBridge event bus: policy", "EventBridge イベントバス: ポリシー"),
  BackupVault: text("AWS Backup vault: policy", "AWS Backup ボールト: ポリシー"),
  RestApi: text("API Gateway REST API: policy", "API Gateway REST API: ポリシー"),
  IdentityPool: text(
    "Cognito identity pool: the role of guests and its trust policy",
    "Cognito ID プール: 未認証ユーザーのロールとその信頼ポリシー",
  ),
};

/** What can be shared with the outside too, and is not looked at. */
export const notLooked: readonly Text[] = [
  text("EBS snapshots, RDS and Aurora snapshots, AMIs", "EBS スナップショット、RDS と Aurora のスナップショット、AMI"),
  text("CloudWatch Logs resource policies and destinations", "CloudWatch Logs のリソースポリシーと送信先 (destination)"),
  text("consumers of Kinesis streams", "Kinesis ストリームのコンシューマー"),
  text("EventBridge schema registries", "EventBridge スキーマレジストリ"),
  text(
    "OpenSearch Service domains (the access policies of OpenSearch Serverless are the matter of a check)",
    "OpenSearch Service ドメイン(OpenSearch Serverless のアクセスポリシーはチェックの対象です)",
  ),
  text("the Glue Data Catalog and Lake Formation", "Glue データカタログと Lake Formation"),
  text("S3 Object Lambda access points, S3 Tables, S3 on Outposts", "S3 Object Lambda アクセスポイント、S3 Tables、S3 on Outposts"),
  text(
    "parameters and documents of Systems Manager that are shared, and whatever AWS RAM shares",
    "共有された Systems Manager のパラメータとドキュメント、AWS RAM による共有",
  ),
  text("policies of private custom domain names of API Gateway", "API Gateway のプライベートカスタムドメイン名のポリシー"),
  text(
    "SES identities, CodeArtifact, IoT, Redshift, AWS Private CA, VPC endpoint services",
    "SES の ID、CodeArtifact、IoT、Redshift、AWS Private CA、VPC エンドポイントサービス",
  ),
];

const HEADS = {
  en: {
    title: "Whom resources let in from outside",
    lead:
      "These resources are asked whether anybody outside their account, the other accounts of the estate, the organisation and " +
      "`trustedAccounts` gets in. A *no* is proven for all requests; what could not be decided is told apart.",
    not: "Not looked at",
    notLead: "These can be shared with the outside as well. That nothing is told of them says nothing about them:",
  },
  ja: {
    title: "外部からのアクセスを判定するリソース",
    lead:
      "次のリソースについて、自アカウント・対象に含まれる他のアカウント・組織・`trustedAccounts` の外部から到達できるかを判定します。" +
      "「到達できない」は、あらゆるリクエストについて証明された答えです。判定できなかったものは区別して示します。",
    not: "対象外のリソース",
    notLead: "次のリソースも外部と共有できますが、判定の対象ではありません。何も表示されなくても、共有されていないとは言えません。",
  },
} as const;

/** The part of the page about external access. */
export function externalPart(lang: "en" | "ja"): readonly string[] {
  const { title, lead, not, notLead } = HEADS[lang];
  const items = (all: readonly Text[]) => all.map((one) => `- ${one[lang]}`);
  return [`## ${title}`, "", lead, "", ...items(Object.values(looked)), "", `### ${not}`, "", notLead, "", ...items(notLooked), ""];
}
