import { type Fact, isUnknown, type Noun, type Place, type World } from "../../model/index.ts";
import type { Need, Reserve } from "./types.ts";

type Fn = Noun<"LambdaFunction">;

interface Out {
  readonly needs: Need[];
  readonly reserves: Reserve[];
}

/** What the Lambda service itself does as the role: logs, traces, polling, network, destinations. No code shows it. */
export function platformNeeds(fn: Fn, world: World): { readonly needs: readonly Need[]; readonly reserves: readonly Reserve[] } {
  const out: Out = { needs: [], reserves: [] };
  logs(fn, out);
  if (isUnknown(fn.TracingMode)) doubt(out, fn, "TracingMode");
  else if (fn.TracingMode === "Active")
    add(out, ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*", "TracingConfig", fn, ["TracingMode"]);
  network(fn, out);
  if (isUnknown(fn.DeadLetterTarget)) doubt(out, fn, "DeadLetterTarget");
  else destination(fn.DeadLetterTarget, "DeadLetterConfig", fn, out);
  for (const config of known(fn.EventInvokeConfigs, "EventInvokeConfigs", fn, out) ?? []) {
    for (const [name, to] of [
      ["OnFailure", config.OnFailure],
      ["OnSuccess", config.OnSuccess],
    ] as const) {
      if (isUnknown(to)) doubt(out, fn, name);
      else destination(to, name, fn, out);
    }
  }
  if (isUnknown(fn.FileSystemArns)) doubt(out, fn, "FileSystemArns");
  // The permission is on the file system, the function names an access point of it.
  else if (fn.FileSystemArns.length > 0)
    add(out, ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], "*", "FileSystemConfigs", fn, ["FileSystemArns"], false);
  if (isUnknown(fn.KmsKeyArn)) doubt(out, fn, "KmsKeyArn");
  else if (fn.KmsKeyArn !== undefined) add(out, ["kms:Decrypt"], fn.KmsKeyArn, "KmsKeyArn", fn, ["KmsKeyArn"]);
  insights(fn, out);
  sources(fn, world, out);
  return out;
}

function known<T>(fact: Fact<T>, what: string, fn: Fn, out: Out): T | undefined {
  if (!isUnknown(fact)) return fact;
  doubt(out, fn, what);
  return undefined;
}

function doubt(out: Out, fn: Fn, what: string): void {
  const place = fn.origin.locate?.([what]);
  out.reserves.push(place ? { why: "setting", what, place } : { why: "setting", what });
}

function add(
  out: Out,
  actions: readonly string[],
  resource: string,
  what: string,
  at: { readonly origin: Fn["origin"] },
  path: readonly string[],
  resolved = true,
): void {
  const place: Place | undefined = at.origin.locate?.(path);
  for (const action of actions)
    out.needs.push({ action, resource, resolved, proofs: [{ reason: "platform", confidence: "high", what, ...(place ? { place } : {}) }] });
}

function logs(fn: Fn, out: Out): void {
  const config = fn.LoggingConfig;
  const group = isUnknown(config) || isUnknown(config.LogGroup) ? undefined : (config.LogGroup ?? `/aws/lambda/${fn.name}`);
  const partition = fn.id.split(":")[1] || "aws";
  const base = `arn:${partition}:logs:${fn.region}:${fn.account}:log-group:${group ?? "*"}`;
  add(out, ["logs:CreateLogGroup"], base, "logs", fn, [], group !== undefined);
  add(out, ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], `${base}:*`, "logs", fn, [], group !== undefined);
}

/** The extension of Lambda Insights writes to a log group of its own. */
function insights(fn: Fn, out: Out): void {
  if (isUnknown(fn.Layers) || !fn.Layers.some((layer) => !isUnknown(layer) && layer.includes(":layer:LambdaInsightsExtension"))) return;
  const partition = fn.id.split(":")[1] || "aws";
  const group = `arn:${partition}:logs:${fn.region}:${fn.account}:log-group:/aws/lambda-insights:*`;
  add(out, ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], group, "LambdaInsightsExtension", fn, ["Layers"]);
}

const NETWORK = [
  "CreateNetworkInterface",
  "DescribeNetworkInterfaces",
  "DescribeSubnets",
  "DeleteNetworkInterface",
  "AssignPrivateIpAddresses",
  "UnassignPrivateIpAddresses",
  "DescribeSecurityGroups",
  "DescribeVpcs",
].map((name) => `ec2:${name}`);

function network(fn: Fn, out: Out): void {
  if (isUnknown(fn.VpcConfig)) doubt(out, fn, "VpcConfig");
  else if (fn.VpcConfig !== undefined) add(out, NETWORK, "*", "VpcConfig", fn, ["VpcConfig"], false);
}

const SENDS: Readonly<Record<string, string>> = {
  sqs: "sqs:SendMessage",
  sns: "sns:Publish",
  lambda: "lambda:InvokeFunction",
  events: "events:PutEvents",
  s3: "s3:PutObject",
};

function destination(to: string | undefined, what: string, fn: Fn, out: Out): void {
  if (to === undefined) return;
  const service = to.split(":")[2] ?? "";
  const action = SENDS[service];
  if (action === undefined) doubt(out, fn, what);
  else if (service === "s3") {
    add(out, [action], `${to}/*`, what, fn, []);
    add(out, ["s3:ListBucket"], to, what, fn, []);
  } else add(out, [action], to, what, fn, []);
}

/** What polling each kind of source takes. */
const POLLS: readonly (readonly [service: RegExp, actions: readonly string[], more: readonly string[]])[] = [
  [/^sqs$/, ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], []],
  [
    /^kinesis$/,
    [
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
      "kinesis:SubscribeToShard",
    ],
    ["kinesis:ListStreams"],
  ],
  [/^dynamodb$/, ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], ["dynamodb:ListStreams"]],
  [
    /^kafka$/,
    ["kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"],
    [
      ...NETWORK,
      "kafka-cluster:Connect",
      "kafka-cluster:DescribeGroup",
      "kafka-cluster:AlterGroup",
      "kafka-cluster:DescribeTopic",
      "kafka-cluster:ReadData",
      "kafka-cluster:DescribeClusterDynamicConfiguration",
      "secretsmanager:GetSecretValue",
    ],
  ],
  [/^mq$/, ["mq:DescribeBroker"], [...NETWORK, "secretsmanager:GetSecretValue"]],
  [
    /^rds$/,
    ["rds:DescribeDBClusters"],
    [...NETWORK, "rds:DescribeDBClusterParameters", "rds:DescribeDBSubnetGroups", "secretsmanager:GetSecretValue"],
  ],
];

function sources(fn: Fn, world: World, out: Out): void {
  const all = world.all("EventSourceMapping", fn);
  if (isUnknown(all)) {
    doubt(out, fn, "EventSourceMapping");
    return;
  }
  for (const mapping of all) {
    const reference = mapping.FunctionName;
    if (isUnknown(reference)) {
      doubt(out, fn, "EventSourceMapping");
      continue;
    }
    if (!isOf(reference, fn)) continue;
    const source = mapping.EventSourceArn;
    if (isUnknown(source) || source === undefined) {
      doubt(out, fn, "EventSourceMapping");
      continue;
    }
    const poll = POLLS.find(([service]) => service.test(source.split(":")[2] ?? ""));
    if (!poll) doubt(out, fn, "EventSourceMapping");
    else {
      add(out, poll[1], source, "EventSourceMapping", mapping, []);
      add(out, poll[2], "*", "EventSourceMapping", mapping, [], false);
    }
    if (isUnknown(mapping.OnFailure)) doubt(out, fn, "OnFailure");
    else destination(mapping.OnFailure, "OnFailure", fn, out);
  }
}

function isOf(reference: string, fn: Fn): boolean {
  return (
    reference === fn.name ||
    reference === fn.id ||
    reference.startsWith(`${fn.id}:`) ||
    reference.startsWith(`${fn.name}:`) ||
    fn.aliases?.includes(reference) === true
  );
}
