import { type Context, emit, type Source } from "./context.ts";
import { att, compact, isObj, isSet, type Obj, objOf, pick, Refusal, ref, sub, targetOf } from "./core.ts";
import { allow, sendMessagePolicy, trust } from "./policies.ts";

/** One event of one function (or state machine) and what its expansion needs. */
export interface EventScope {
  readonly context: Context;
  /** Logical id of the function. */
  readonly owner: string;
  /** Name of the event. */
  readonly name: string;
  /** Logical id that the generated resource carries: owner + name. */
  readonly id: string;
  readonly type: string;
  readonly properties: Obj;
  /** What invokes: a Ref to the function or to its alias. */
  readonly target: Obj;
  readonly targetId: string;
  /** The same as an ARN. */
  readonly targetArn: Obj;
  readonly hasAlias: boolean;
  readonly attributes: Obj;
  readonly source: Source;
}

export function fail(scope: EventScope, property: string, message: string): never {
  throw new Refusal(scope.owner, `Events.${scope.name}.${property}`, message);
}

export function put(scope: EventScope, id: string, type: string, properties: Obj, attributes: Obj = {}): void {
  emit(scope.context, scope.source, { id, type, properties, attributes: { ...attributes, ...scope.attributes } });
}

/** The statement that lets a service invoke the function. */
export function permit(scope: EventScope, service: string, more: Obj, id = `${scope.id}Permission`): void {
  put(scope, id, "AWS::Lambda::Permission", { Action: "lambda:InvokeFunction", FunctionName: scope.target, Principal: service, ...more });
}

/** A dead-letter queue that belongs to a rule or schedule: given by ARN, or made here. */
export function deadLetters(scope: EventScope, service: "events" | "scheduler"): unknown {
  const config = scope.properties["DeadLetterConfig"];
  if (config === undefined || config === null) return undefined;
  const { Arn: arn, Type: type, QueueLogicalId: queueId } = objOf(config);
  if (arn !== undefined && type !== undefined) fail(scope, "DeadLetterConfig", "either Arn or Type may be given, not both");
  if (arn === undefined && type === undefined) fail(scope, "DeadLetterConfig", "Arn or Type is required");
  if (arn !== undefined) return { Arn: arn };
  if (type !== "SQS") fail(scope, "DeadLetterConfig", "the only Type is SQS");
  const queue = typeof queueId === "string" ? queueId : `${scope.id}Queue`;
  put(scope, queue, "AWS::SQS::Queue", {});
  if (service === "events") {
    const document = sendMessagePolicy(att(queue, "Arn"), { Service: "events.amazonaws.com" }, att(scope.id, "Arn"));
    put(scope, `${scope.id}QueuePolicy`, "AWS::SQS::QueuePolicy", { PolicyDocument: document, Queues: [ref(queue)] });
  }
  return { Arn: att(queue, "Arn") };
}

/** `Enabled` and `State` say the same; only one of them may stand. */
export function stateOf(scope: EventScope): unknown {
  const { Enabled: enabled, State: state } = scope.properties;
  if (enabled !== undefined && state !== undefined) fail(scope, "State", "State and Enabled exclude each other");
  if (state !== undefined) return state;
  return enabled === undefined ? undefined : isSet(enabled) ? "ENABLED" : "DISABLED";
}

/** A rule that runs on a schedule (`Schedule`). */
export function schedule(scope: EventScope, kind: RuleTarget): void {
  const p = scope.properties;
  const deadLetter = deadLetters(scope, "events");
  const target = ruleTarget(scope, kind, deadLetter);
  put(scope, scope.id, "AWS::Events::Rule", {
    ScheduleExpression: p["Schedule"],
    ...pick(p, ["Description", "Name"]),
    State: stateOf(scope),
    Targets: [target],
  });
  kind.allow(scope);
}

/** What a rule invokes, and how that is permitted. */
export interface RuleTarget {
  readonly suffix: string;
  readonly roleArn: (scope: EventScope) => unknown;
  readonly allow: (scope: EventScope) => void;
}

export const lambdaTarget: RuleTarget = {
  suffix: "LambdaTarget",
  roleArn: () => undefined,
  allow: (scope) => permit(scope, "events.amazonaws.com", { SourceArn: att(scope.id, "Arn") }),
};

function ruleTarget(scope: EventScope, kind: RuleTarget, deadLetter: unknown): Obj {
  const p = scope.properties;
  const id = objOf(p["Target"])["Id"];
  return compact({
    Arn: scope.targetArn,
    Id: id ?? `${scope.id}${kind.suffix}`,
    RoleArn: kind.roleArn(scope),
    Input: p["Input"],
    InputPath: p["InputPath"],
    InputTransformer: p["InputTransformer"],
    DeadLetterConfig: deadLetter,
    RetryPolicy: p["RetryPolicy"],
  });
}

/** A rule that matches events (`EventBridgeRule`, `CloudWatchEvent`). */
export function eventRule(scope: EventScope, kind: RuleTarget): void {
  const p = scope.properties;
  const deadLetter = deadLetters(scope, "events");
  put(scope, scope.id, "AWS::Events::Rule", {
    EventBusName: p["EventBusName"],
    EventPattern: p["Pattern"],
    Name: p["RuleName"],
    State: stateOf(scope),
    Targets: [ruleTarget(scope, kind, deadLetter)],
  });
  kind.allow(scope);
}

/** An EventBridge Scheduler schedule with its role. */
export function scheduler(scope: EventScope, kind: "Lambda" | "StartExecution"): void {
  const p = scope.properties;
  if (p["OmitName"] === true && p["Name"] !== undefined) fail(scope, "OmitName", "a name is given and to be omitted at once");
  const deadLetter = deadLetters(scope, "scheduler");
  const ownRole = p["RoleArn"];
  if (ownRole === undefined) {
    const [name, action] =
      kind === "Lambda" ? ["LambdaPolicy", "lambda:InvokeFunction"] : ["StartExecutionPolicy", "states:StartExecution"];
    const policies = [allow(`${scope.id}${name}`, action, scope.targetArn)];
    const arn = objOf(deadLetter)["Arn"];
    if (arn !== undefined) policies.push(allow(`${scope.id}SQSPolicy`, "sqs:SendMessage", arn));
    put(scope, `${scope.id}Role`, "AWS::IAM::Role", {
      AssumeRolePolicyDocument: trust("scheduler.amazonaws.com"),
      Policies: policies,
      PermissionsBoundary: p["PermissionsBoundary"],
    });
  } else if (p["PermissionsBoundary"] !== undefined) {
    fail(scope, "PermissionsBoundary", "it has no use beside RoleArn");
  }
  put(scope, scope.id, "AWS::Scheduler::Schedule", {
    ...pick(p, [
      "ScheduleExpression",
      "State",
      "Description",
      "StartDate",
      "EndDate",
      "ScheduleExpressionTimezone",
      "GroupName",
      "KmsKeyArn",
    ]),
    FlexibleTimeWindow: p["FlexibleTimeWindow"] ?? { Mode: "OFF" },
    Name: p["OmitName"] === true ? undefined : (p["Name"] ?? scope.id),
    Target: compact({
      Arn: scope.targetArn,
      RoleArn: ownRole ?? att(`${scope.id}Role`, "Arn"),
      Input: p["Input"],
      DeadLetterConfig: deadLetter,
      RetryPolicy: p["RetryPolicy"],
    }),
  });
}

/** Notifications of a bucket of the same template. */
export function bucketEvent(scope: EventScope): void {
  const p = scope.properties;
  const bucketId = objOf(p["Bucket"])["Ref"];
  const bucket = typeof bucketId === "string" ? scope.context.resources[bucketId] : undefined;
  if (typeof bucketId !== "string" || bucket?.["Type"] !== "AWS::S3::Bucket")
    fail(scope, "Bucket", "it must be a Ref to an AWS::S3::Bucket of the same template");
  permit(scope, "s3.amazonaws.com", { SourceAccount: ref("AWS::AccountId") });
  const condition = scope.attributes["Condition"];
  const made = scope.context.out.get(bucketId) ?? structuredClone(bucket);
  scope.context.out.set(bucketId, made);
  const properties = objOf(made["Properties"]);
  made["Properties"] = properties;
  const permission = `${scope.id}Permission`;
  if (typeof condition === "string") {
    const tags = Array.isArray(properties["Tags"]) ? properties["Tags"] : [];
    properties["Tags"] = [
      ...tags,
      { Key: `sam:ConditionalDependsOn:${permission}`, Value: { "Fn::If": [condition, ref(permission), "no dependency"] } },
    ];
  } else {
    const depends = made["DependsOn"];
    made["DependsOn"] = [...new Set([...(Array.isArray(depends) ? depends : depends === undefined ? [] : [depends]), permission])];
  }
  const notifications = objOf(properties["NotificationConfiguration"]);
  properties["NotificationConfiguration"] = notifications;
  const before = notifications["LambdaConfigurations"];
  if (before !== undefined && !Array.isArray(before))
    throw new Refusal(bucketId, "NotificationConfiguration.LambdaConfigurations", "it must be a list");
  const events = Array.isArray(p["Events"]) ? p["Events"] : [p["Events"]];
  const added = events.map((event: unknown) => {
    const entry = compact({ Function: scope.targetArn, Filter: p["Filter"], Event: event });
    return typeof condition === "string" ? { "Fn::If": [condition, entry, ref("AWS::NoValue")] } : entry;
  });
  notifications["LambdaConfigurations"] = [...(before ?? []), ...added];
}

/** A subscription to a topic, direct or by a queue. */
export function topicEvent(scope: EventScope): void {
  const p = scope.properties;
  const topic = p["Topic"];
  const more = pick(p, ["Region", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy"]);
  const bySqs = p["SqsSubscription"];
  if (bySqs === undefined || bySqs === false) {
    put(scope, scope.id, "AWS::SNS::Subscription", { Endpoint: scope.targetArn, Protocol: "lambda", TopicArn: topic, ...more });
    permit(scope, "sns.amazonaws.com", { SourceArn: topic });
    return;
  }
  let queueArn: unknown = att(`${scope.id}Queue`, "Arn");
  let queueUrl: unknown = ref(`${scope.id}Queue`);
  let policyId = `${scope.id}QueuePolicy`;
  let mapping: Obj = { BatchSize: 10, Enabled: true };
  if (isObj(bySqs)) {
    queueArn = bySqs["QueueArn"];
    queueUrl = bySqs["QueueUrl"];
    if (queueArn === undefined || queueUrl === undefined) fail(scope, "SqsSubscription", "QueueArn and QueueUrl are both required");
    if (typeof bySqs["QueuePolicyLogicalId"] === "string") policyId = bySqs["QueuePolicyLogicalId"];
    mapping = { BatchSize: bySqs["BatchSize"] ?? 10, Enabled: isSet(bySqs["Enabled"]) ? bySqs["Enabled"] : true };
  } else {
    put(scope, `${scope.id}Queue`, "AWS::SQS::Queue", {});
  }
  put(scope, policyId, "AWS::SQS::QueuePolicy", { PolicyDocument: sendMessagePolicy(queueArn, "*", topic), Queues: [queueUrl] });
  put(scope, scope.id, "AWS::SNS::Subscription", { Endpoint: queueArn, Protocol: "sqs", TopicArn: topic, ...more });
  put(scope, `${scope.id}EventSourceMapping`, "AWS::Lambda::EventSourceMapping", {
    ...mapping,
    EventSourceArn: queueArn,
    FunctionName: scope.target,
  });
}

/** A subscription filter of a log group. */
export function logsEvent(scope: EventScope): void {
  const p = scope.properties;
  const arn = `arn:${scope.context.options.partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:\${__LogGroupName__}:*`;
  permit(scope, "logs.amazonaws.com", { SourceArn: sub(arn, { __LogGroupName__: p["LogGroupName"] }) });
  const filter = { ...pick(p, ["LogGroupName", "FilterPattern"]), DestinationArn: scope.targetArn };
  put(scope, scope.id, "AWS::Logs::SubscriptionFilter", filter, { DependsOn: [`${scope.id}Permission`] });
}

/** A rule of AWS IoT. */
export function iotEvent(scope: EventScope): void {
  const p = scope.properties;
  const arn = `arn:${scope.context.options.partition}:iot:\${AWS::Region}:\${AWS::AccountId}:rule/\${RuleName}`;
  permit(scope, "iot.amazonaws.com", { SourceAccount: sub(`\${AWS::AccountId}`), SourceArn: sub(arn, { RuleName: ref(scope.id) }) });
  const payload = compact({
    Sql: p["Sql"],
    AwsIotSqlVersion: p["AwsIotSqlVersion"],
    RuleDisabled: false,
    Actions: [{ Lambda: { FunctionArn: scope.targetArn } }],
  });
  put(scope, scope.id, "AWS::IoT::TopicRule", { TopicRulePayload: payload });
}

/** An Alexa skill. */
export function alexaEvent(scope: EventScope): void {
  permit(scope, "alexa-appkit.amazon.com", pick({ EventSourceToken: scope.properties["SkillId"] }, ["EventSourceToken"]));
}

/** Triggers of a user pool of the same template. */
export function cognitoEvent(scope: EventScope): void {
  const poolId = targetOf(scope.properties["UserPool"]);
  const pool = poolId === undefined ? undefined : scope.context.resources[poolId];
  if (poolId === undefined || pool?.["Type"] !== "AWS::Cognito::UserPool")
    fail(scope, "UserPool", "it must be a Ref to an AWS::Cognito::UserPool of the same template");
  permit(scope, "cognito-idp.amazonaws.com", { SourceArn: att(poolId, "Arn") }, `${scope.targetId}CognitoPermission`);
  const made = scope.context.out.get(poolId) ?? structuredClone(pool);
  scope.context.out.set(poolId, made);
  const properties = objOf(made["Properties"]);
  made["Properties"] = properties;
  const config = objOf(properties["LambdaConfig"]);
  properties["LambdaConfig"] = config;
  const triggers = Array.isArray(scope.properties["Trigger"]) ? scope.properties["Trigger"] : [scope.properties["Trigger"]];
  for (const trigger of triggers) {
    if (config[String(trigger)] !== undefined) throw new Refusal(poolId, "LambdaConfig", `the trigger ${String(trigger)} is taken already`);
    config[String(trigger)] = scope.targetArn;
  }
}
