/** Accounts from which AWS publishes its own layers to everyone. */
const AWS_LAYER_ACCOUNTS: ReadonlySet<string> = new Set([
  "017000801446", // Powertools
  "580247275435", // Lambda Insights, most regions
  "901920570463", // AWS Distro for OpenTelemetry
  "615299751070", // CloudWatch Application Signals
  "336392948345", // AWS SDK for pandas
  "177933569100", // Parameters and Secrets, us-east-1
  "133490724326", // Parameters and Secrets, ap-northeast-1
  "027255383542", // AppConfig, us-east-1
  "980059726660", // AppConfig, ap-northeast-1
]);

/** AWS publishes these from another account in every region: the name alone proves nothing, so a person confirms the account. */
const AWS_LAYER_NAMES =
  /^(LambdaInsightsExtension|AWS-Parameters-and-Secrets-Lambda-Extension|AWS-AppConfig-Extension|AWSLambdaPowertools|aws-otel-|AWSOpenTelemetryDistro|AWSSDKPandas)/;

/** Who made a layer: `aws` by account, `perhaps-aws` by name only, else the account. */
export function layerPublisher(arn: string): { readonly account: string; readonly by: "aws" | "perhaps-aws" | "account" } | undefined {
  const parts = arn.split(":");
  const account = parts[4];
  if (!arn.startsWith("arn:") || account === undefined || parts[5] !== "layer") return undefined;
  if (AWS_LAYER_ACCOUNTS.has(account)) return { account, by: "aws" };
  return { account, by: AWS_LAYER_NAMES.test(parts[6] ?? "") ? "perhaps-aws" : "account" };
}
