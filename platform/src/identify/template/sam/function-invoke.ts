import { type Context, digest, emit, inherited, own, type Source } from "./context.ts";
import { att, isObj, type Obj, objOf, Refusal, ref } from "./core.ts";
import { allow } from "./policies.ts";

interface Asked {
  readonly logicalId: string;
  readonly config: Obj;
  readonly alias: { readonly id: string; readonly name: string } | undefined;
  readonly declared: Obj;
  /** Collects what the role must be allowed. */
  readonly inline: Obj[];
  readonly source: Source;
}

const actions: Readonly<Record<string, string>> = {
  SQS: "sqs:SendMessage",
  SNS: "sns:publish",
  Lambda: "lambda:InvokeFunction",
  EventBridge: "events:PutEvents",
  S3Bucket: "s3:PutObject",
};

/** How failed and finished asynchronous calls go on. */
export function invokeConfig(context: Context, asked: Asked): void {
  const { logicalId, config, alias, declared } = asked;
  const id = `${logicalId}EventInvokeConfig`;
  const destinations = config["DestinationConfig"];
  const made: Obj = {};
  if (destinations !== undefined) {
    for (const side of ["OnSuccess", "OnFailure"]) {
      const given = objOf(destinations)[side];
      if (given !== undefined) made[side] = destination(context, asked, `${id}${side}`, given);
    }
  }
  emit(context, asked.source, {
    id,
    type: "AWS::Lambda::EventInvokeConfig",
    properties: {
      FunctionName: ref(logicalId),
      Qualifier: alias?.name ?? "$LATEST",
      MaximumEventAgeInSeconds: config["MaximumEventAgeInSeconds"],
      MaximumRetryAttempts: config["MaximumRetryAttempts"],
      DestinationConfig: destinations === undefined ? undefined : made,
    },
    attributes: { ...own(declared), ...(alias === undefined ? {} : { DependsOn: [alias.id] }) },
  });
}

function destination(context: Context, asked: Asked, id: string, given: unknown): Obj {
  const { Type: type, Destination: arn } = objOf(given);
  if (typeof type !== "string" || !Object.hasOwn(actions, type)) {
    if (type === undefined) return { Destination: arn };
    throw new Refusal(asked.logicalId, "EventInvokeConfig.DestinationConfig", "the type must be SQS, SNS, Lambda, EventBridge or S3Bucket");
  }
  const branch = isObj(arn) && Array.isArray(arn["Fn::If"]) ? arn["Fn::If"] : undefined;
  const mayBeNone = branch !== undefined && branch.some((b) => objOf(b)["Ref"] === "AWS::NoValue");
  let target: unknown = arn;
  if (arn === undefined || mayBeNone) {
    if (type !== "SQS" && type !== "SNS")
      throw new Refusal(asked.logicalId, "EventInvokeConfig.DestinationConfig", `a destination of type ${type} must be given`);
    const made = type === "SQS" ? `${id}Queue` : `${id}Topic`;
    const place = type === "SQS" ? att(made, "Arn") : ref(made);
    const attributes: Obj = { ...inherited(asked.declared) };
    if (branch !== undefined) attributes["Condition"] = mayCondition(context, branch);
    emit(context, asked.source, { id: made, type: type === "SQS" ? "AWS::SQS::Queue" : "AWS::SNS::Topic", properties: {}, attributes });
    context.referable.set(`${asked.logicalId}.${type === "SQS" ? "DestinationQueue" : "DestinationTopic"}`, made);
    const given = branch?.find((b, i) => i > 0 && objOf(b)["Ref"] !== "AWS::NoValue");
    target = branch === undefined ? place : { "Fn::If": [attributes["Condition"], place, given] };
  }
  if (type === "S3Bucket") asked.inline.push(bucketPolicy(`${id}S3Policy`, target));
  else asked.inline.push(allow(`${id}${type}Policy`, actions[type], target));
  return { Destination: target };
}

function bucketPolicy(name: string, bucket: unknown): Obj {
  const statements = [
    { Action: "s3:PutObject", Effect: "Allow", Resource: { "Fn::Join": ["/", [bucket, "*"]] } },
    { Action: "s3:ListBucket", Effect: "Allow", Resource: bucket },
  ];
  return { PolicyName: name, PolicyDocument: { Statement: statements } };
}

function mayCondition(context: Context, branch: readonly unknown[]): unknown {
  if (objOf(branch[1])["Ref"] === "AWS::NoValue") return branch[0];
  const name = `NOT${String(branch[0])}${digest(branch[0]).slice(0, 10)}`;
  context.conditions[name] = { "Fn::Not": [{ Condition: branch[0] }] };
  return name;
}
