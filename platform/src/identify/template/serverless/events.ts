import { isUnknown, type Place, unknown } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { arn, compact, type Expansion, type Fn, items, ref, type Shape, shape, sub } from "./expansion.ts";
import { addHttpApi, addWebsocket } from "./http-api.ts";
import { alphanumeric, normalized } from "./names.ts";
import { addHttp } from "./rest-api.ts";

type Adder = (out: Expansion, fn: Fn, event: Json, place: Place | undefined, index: number) => void;

/** An ARN that is written as it is, or as `{arn: …}`. */
function arnIn(event: Json): Json {
  return isObject(event) && !isUnknown(event) && event["arn"] !== undefined ? event["arn"] : event;
}

function isFunctionCall(value: Json): boolean {
  return (
    isObject(value) &&
    !isUnknown(value) &&
    Object.keys(value).length === 1 &&
    Object.keys(value).every((key) => key === "Ref" || key.startsWith("Fn::"))
  );
}

/** What a logical id says of a source: the end of its ARN, or the resource it is got from. */
function sourceName(source: Json): string {
  if (typeof source === "string")
    return alphanumeric(
      source
        .split(/[:/]/)
        .filter((part) => part !== "stream" && !/^\d{4}-/.test(part))
        .at(-1) ?? "",
    );
  const got = isObject(source) && !isUnknown(source) ? source["Fn::GetAtt"] : undefined;
  const first: Json = Array.isArray(got) ? got[0] : typeof got === "string" ? got.split(".")[0] : undefined;
  return typeof first === "string" ? alphanumeric(first) : "Source";
}

function mapping(
  out: Expansion,
  fn: Fn,
  event: Json,
  place: Place | undefined,
  label: string,
  source: Json,
  actions: readonly string[],
): void {
  const config = shape(event);
  const filters = config["filterPatterns"];
  const failure = shape(config["destinations"])["onFailure"];
  const target = failure === undefined ? undefined : arnIn(failure);
  out.add(
    `${normalized(fn.key)}EventSourceMapping${label}${sourceName(source)}`,
    "AWS::Lambda::EventSourceMapping",
    compact({
      EventSourceArn: source,
      FunctionName: arn(fn.id),
      Enabled: config["enabled"],
      BatchSize: config["batchSize"] ?? 10,
      MaximumBatchingWindowInSeconds: config["maximumBatchingWindow"] ?? config["batchWindow"],
      BisectBatchOnFunctionError: config["bisectBatchOnFunctionError"],
      MaximumRetryAttempts: config["maximumRetryAttempts"],
      MaximumRecordAgeInSeconds: config["maximumRecordAgeInSeconds"],
      FunctionResponseTypes: config["functionResponseType"] === undefined ? undefined : [config["functionResponseType"]],
      ScalingConfig: config["maximumConcurrency"] === undefined ? undefined : { MaximumConcurrency: config["maximumConcurrency"] },
      FilterCriteria:
        filters === undefined
          ? undefined
          : { Filters: items(filters).map((pattern) => ({ Pattern: isUnknown(pattern) ? pattern : JSON.stringify(pattern) })) },
      DestinationConfig: target === undefined ? undefined : { OnFailure: { Destination: target } },
    }),
    place,
  );
  if (actions.length > 0) out.grant(fn, actions, source);
}

const sqs: Adder = (out, fn, event, place) =>
  mapping(out, fn, event, place, "SQS", arnIn(event), ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]);

const stream: Adder = (out, fn, event, place) => {
  const source = arnIn(event);
  const type = shape(event)["type"] ?? (typeof source === "string" ? /^arn:[^:]+:([^:]+):/.exec(source)?.[1] : "dynamodb");
  const prefix = type === "kinesis" ? "kinesis" : "dynamodb";
  mapping(
    out,
    fn,
    event,
    place,
    prefix === "kinesis" ? "Kinesis" : "Dynamodb",
    source,
    ["GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"].map((action) => `${prefix}:${action}`),
  );
};

/** Brokers and clusters: Lambda reads them by itself. */
const broker =
  (label: string): Adder =>
  (out, fn, event, place) =>
    mapping(out, fn, event, place, label, arnIn(event), []);
const kafka: Adder = (out, fn, event, place) => {
  out.add(
    `${normalized(fn.key)}EventSourceMappingKafka`,
    "AWS::Lambda::EventSourceMapping",
    compact({
      FunctionName: arn(fn.id),
      Topics: items(shape(event)["topic"]),
      BatchSize: shape(event)["batchSize"],
      Enabled: shape(event)["enabled"],
    }),
    place,
  );
};

const sns: Adder = (out, fn, event, place) => {
  const config = shape(event);
  const redrive = shape(config["redrivePolicy"]);
  const dead =
    redrive["deadLetterTargetArn"] ??
    (typeof redrive["deadLetterTargetRef"] === "string" ? arn(redrive["deadLetterTargetRef"]) : undefined);
  const topicArn =
    typeof event === "string"
      ? event.startsWith("arn:")
        ? event
        : undefined
      : isUnknown(event) || isFunctionCall(event)
        ? event
        : config["arn"];
  const name =
    typeof event === "string" && topicArn === undefined
      ? event
      : (config["topicName"] ?? (topicArn === undefined ? fn.key : sourceName(topicArn)));
  const label = alphanumeric(String(isUnknown(name) || isObject(name) ? sourceName(topicArn) : name));
  let topic = topicArn;
  if (topic === undefined) {
    out.add(`SNSTopic${label}`, "AWS::SNS::Topic", compact({ TopicName: name, DisplayName: config["displayName"] }), place);
    topic = ref(`SNSTopic${label}`);
  }
  out.add(
    `${normalized(fn.key)}SnsSubscription${label}`,
    "AWS::SNS::Subscription",
    compact({
      TopicArn: topic,
      Protocol: "lambda",
      Endpoint: arn(fn.id),
      RedrivePolicy: dead === undefined ? undefined : { deadLetterTargetArn: dead },
    }),
    place,
  );
  out.permit(fn, `${normalized(fn.key)}LambdaPermission${label}SNS`, "sns.amazonaws.com", place, { SourceArn: topic });
};

const s3: Adder = (out, fn, event, place) => {
  const config = shape(event);
  const key = typeof event === "string" ? event : config["bucket"];
  const own = typeof key === "string" ? shape(shape(out.provider["s3"])[key]) : {};
  const bucket = own["bucketName"] ?? own["name"] ?? key;
  const label = alphanumeric(typeof key === "string" ? key : sourceName(key));
  const source = { "Fn::Sub": ["arn:${AWS::Partition}:s3:::${Bucket}", { Bucket: bucket }] };
  const permission = { SourceArn: source, SourceAccount: ref("AWS::AccountId") };
  out.permit(fn, `${normalized(fn.key)}LambdaPermission${label}S3`, "s3.amazonaws.com", place, permission);
  if (config["existing"] === true) return;
  const entry = compact({ Event: config["event"] ?? "s3:ObjectCreated:*", Function: arn(fn.id) });
  const { bucketName: _bucketName, name: _name, ...more } = own;
  const properties = out.add(
    `S3Bucket${label}`,
    "AWS::S3::Bucket",
    compact({
      BucketName: bucket,
      ...Object.fromEntries(Object.entries(more).map(([k, v]) => [k.charAt(0).toUpperCase() + k.slice(1), v])),
    }),
    place,
  );
  const notifications = shape(properties["NotificationConfiguration"]);
  properties["NotificationConfiguration"] = {
    ...notifications,
    LambdaConfigurations: [...items(notifications["LambdaConfigurations"]), entry],
  };
};

function rule(
  out: Expansion,
  fn: Fn,
  id: string,
  permission: string,
  properties: Shape,
  place: Place | undefined,
  target: Shape = {},
): void {
  out.add(id, "AWS::Events::Rule", compact({ ...properties, Targets: [{ Arn: arn(fn.id), Id: `${fn.key}Target`, ...target }] }), place);
  out.permit(fn, permission, "events.amazonaws.com", place, { SourceArn: arn(id) });
}

const schedule: Adder = (out, fn, event, place, index) => {
  const config = shape(event);
  const rates = items(typeof event === "string" || isUnknown(event) ? event : config["rate"]);
  const enabled = config["enabled"];
  const state = enabled === false ? "DISABLED" : isUnknown(enabled) ? enabled : "ENABLED";
  for (const [i, rate] of rates.entries()) {
    const n = index + i;
    if (config["method"] === "scheduler") {
      const role = config["roleArn"] ?? arn("IamRoleLambdaExecution");
      out.add(
        `${normalized(fn.key)}EventsRuleSchedule${n}`,
        "AWS::Scheduler::Schedule",
        compact({
          Name: config["name"],
          ScheduleExpression: rate,
          State: state,
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: { Arn: arn(fn.id), RoleArn: role },
        }),
        place,
      );
      continue;
    }
    rule(
      out,
      fn,
      `${normalized(fn.key)}EventsRuleSchedule${n}`,
      `${normalized(fn.key)}LambdaPermissionEventsRuleSchedule${n}`,
      compact({ Name: config["name"], ScheduleExpression: rate, State: state }),
      place,
    );
  }
};

const eventBridge: Adder = (out, fn, event, place, index) => {
  const config = shape(event);
  const bus = config["eventBus"];
  const name =
    typeof bus === "string" && !bus.startsWith("arn:") && bus !== "default" && Object.hasOwn(shape(out.root["functions"]), bus) ? bus : bus;
  if (typeof name === "string" && name !== "default" && !name.startsWith("arn:") && !declares(out, name)) {
    out.add(`${alphanumeric(name)}EventBridgeEventBus`, "AWS::Events::EventBus", { Name: name }, place);
  }
  const enabled = config["enabled"];
  rule(
    out,
    fn,
    `${normalized(fn.key)}${index}EventBridgeRule`,
    `${normalized(fn.key)}EventBridgeLambdaPermission${index}`,
    compact({
      Name: config["name"],
      EventBusName: name === "default" ? undefined : name,
      EventPattern: config["pattern"],
      ScheduleExpression: config["schedule"],
      State: enabled === false ? "DISABLED" : isUnknown(enabled) ? enabled : "ENABLED",
    }),
    place,
    config["deadLetterQueueArn"] === undefined ? {} : { DeadLetterConfig: { Arn: config["deadLetterQueueArn"] } },
  );
};

/** True when the service's own resources have a bus of that name. */
function declares(out: Expansion, name: string): boolean {
  return items(out.root["resources"]).some((block) =>
    Object.values(shape(shape(block)["Resources"])).some(
      (resource) => shape(resource)["Type"] === "AWS::Events::EventBus" && shape(shape(resource)["Properties"])["Name"] === name,
    ),
  );
}

const cloudwatchEvent: Adder = (out, fn, event, place, index) => {
  const config = shape(event);
  rule(
    out,
    fn,
    `${normalized(fn.key)}EventsRuleCloudWatchEvent${index}`,
    `${normalized(fn.key)}LambdaPermissionEventsRuleCloudWatchEvent${index}`,
    compact({ Name: config["name"], EventPattern: config["event"], State: config["enabled"] === false ? "DISABLED" : "ENABLED" }),
    place,
  );
};

const cloudwatchLog: Adder = (out, fn, event, place, index) => {
  const group = typeof event === "string" || isUnknown(event) ? event : shape(event)["logGroup"];
  out.add(
    `${normalized(fn.key)}LogsSubscriptionFilterCloudWatchLog${index}`,
    "AWS::Logs::SubscriptionFilter",
    compact({ LogGroupName: group, FilterPattern: shape(event)["filter"] ?? "", DestinationArn: arn(fn.id) }),
    place,
  );
  out.permit(fn, `${normalized(fn.key)}LambdaPermissionLogsSubscriptionFilterCloudWatchLog`, "logs.amazonaws.com", place, {
    SourceArn: { "Fn::Sub": ["arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:*", { Group: group }] },
  });
};

const cognitoUserPool: Adder = (out, fn, event, place) => {
  const config = shape(event);
  const pool = config["pool"];
  const trigger = String(config["trigger"] ?? "");
  const label = alphanumeric(String(pool));
  const permission = `${normalized(fn.key)}LambdaPermissionCognitoUserPool${label}TriggerSource${trigger}`;
  if (config["existing"] === true) {
    out.permit(fn, permission, "cognito-idp.amazonaws.com", place, {
      SourceArn: sub("arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*"),
    });
    return;
  }
  const id = `CognitoUserPool${label}`;
  const properties = out.add(id, "AWS::Cognito::UserPool", { UserPoolName: pool }, place);
  properties["LambdaConfig"] = { ...shape(properties["LambdaConfig"]), [trigger]: arn(fn.id) };
  out.permit(fn, permission, "cognito-idp.amazonaws.com", place, { SourceArn: arn(id) });
};

const alb: Adder = (out, fn, event, place, index) => {
  const config = shape(event);
  const group = `${normalized(fn.key)}Alb${index}TargetGroup`;
  out.add(group, "AWS::ElasticLoadBalancingV2::TargetGroup", { TargetType: "lambda", Targets: [{ Id: arn(fn.id) }] }, place);
  out.add(
    `${normalized(fn.key)}Alb${index}ListenerRule`,
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    compact({
      ListenerArn: config["listenerArn"],
      Priority: config["priority"],
      Actions: [{ Type: "forward", TargetGroupArn: ref(group) }],
    }),
    place,
  );
  out.permit(fn, `${normalized(fn.key)}LambdaPermissionAlb`, "elasticloadbalancing.amazonaws.com", place);
};

const iot: Adder = (out, fn, event, place, index) => {
  const id = `${normalized(fn.key)}IotTopicRule${index}`;
  out.add(
    id,
    "AWS::IoT::TopicRule",
    compact({ TopicRulePayload: { Sql: shape(event)["sql"], Actions: [{ Lambda: { FunctionArn: arn(fn.id) } }] } }),
    place,
  );
  out.permit(fn, `${normalized(fn.key)}LambdaPermissionIotTopicRule${index}`, "iot.amazonaws.com", place, {
    SourceArn: sub("arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:rule/*"),
  });
};

const alexa =
  (principal: string): Adder =>
  (out, fn, event, place, index) => {
    const token = typeof event === "string" ? event : shape(event)["appId"];
    out.permit(
      fn,
      `${normalized(fn.key)}LambdaPermissionAlexa${index}`,
      principal,
      place,
      compact({ EventSourceToken: token === true ? undefined : token }),
    );
  };

const adders: Readonly<Record<string, Adder>> = {
  http: addHttp,
  httpApi: addHttpApi,
  websocket: addWebsocket,
  sqs,
  stream,
  dynamodb: stream,
  kinesis: stream,
  msk: broker("Kafka"),
  activemq: broker("ActiveMQ"),
  rabbitmq: broker("RabbitMQ"),
  kafka,
  sns,
  s3,
  schedule,
  eventBridge,
  cloudwatchEvent,
  cloudwatchLog,
  cognitoUserPool,
  alb,
  iot,
  alexaSkill: alexa("alexa-appkit.amazon.com"),
  alexaSmartHome: alexa("alexa-connectedhome.amazon.com"),
};

/** Declares what a function is called by. */
export function addEvents(out: Expansion, fn: Fn, placeOf: (index: number) => Place | undefined): void {
  const counts = new Map<string, number>();
  for (const [i, written] of items(fn.config["events"]).entries()) {
    const place = placeOf(i);
    if (isUnknown(written)) {
      out.note("E_TEMPLATE_SERVERLESS_EVENT", { name: written.what ?? "?", fn: fn.key }, place);
      continue;
    }
    const [type, event] = typeof written === "string" ? [written, true as Json] : (Object.entries(shape(written))[0] ?? ["?", undefined]);
    const index = (counts.get(type) ?? 0) + 1;
    counts.set(type, index);
    const adder = Object.hasOwn(adders, type) ? adders[type] : undefined;
    if (adder) adder(out, fn, event ?? unknown("malformed", { what: type }), place, index);
    else out.note("E_TEMPLATE_SERVERLESS_EVENT", { name: type, fn: fn.key }, place);
  }
}
