import { isUnknown, type Place, unknown } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { type Adder, isFunctionCall, sourceName } from "./event-parts.ts";
import { cloudwatchEvent, eventBridge, schedule } from "./event-rules.ts";
import { broker, kafka, sqs, stream } from "./event-sources.ts";
import { arn, compact, type Expansion, type Fn, items, ref, shape, sub } from "./expansion.ts";
import { addHttpApi, addWebsocket } from "./http-api.ts";
import { alphanumeric, normalized } from "./names.ts";
import { addHttp } from "./rest-api.ts";

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
